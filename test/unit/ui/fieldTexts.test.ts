import assert from 'node:assert/strict';
import '../vscodeFake';
import { callManagingOrganisationFieldTexts } from '../../../src/ui/callManagingOrganisationFieldTexts';
import { customerFieldTexts } from '../../../src/ui/customerFieldTexts';
import { groupTitles } from '../../../src/ui/fieldText';
import {
  fieldOfScienceTitles,
  projectFieldTexts,
  projectKindTitles,
} from '../../../src/ui/projectFieldTexts';

const tables = {
  organisation: customerFieldTexts(),
  project: projectFieldTexts(),
  'managing organisation': callManagingOrganisationFieldTexts(),
};

describe('Texts of fields', () => {
  for (const [object, table] of Object.entries(tables)) {
    const texts = Object.values(table);

    it(`name each field of a ${object} differently, by a label`, () => {
      const titles = texts.map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length);
      assert.deepEqual(
        titles.filter((title) => !/^[A-Z][^.]*[^.\s]$/.test(title)),
        [],
      );
    });

    it(`explain each field of a ${object} in sentences`, () => {
      const wrong = texts.filter(
        ({ title, description }) =>
          !/^[A-Z].*\.$/.test(description) ||
          /[;!']|customer(?!_)|please|\bwill\b/i.test(description) ||
          description === title,
      );
      assert.deepEqual(wrong, []);
    });
  }

  it('name each heading and each choice', () => {
    for (const titles of [groupTitles(), projectKindTitles(), fieldOfScienceTitles()]) {
      const named = Object.values(titles);
      assert.ok(named.every((title) => title !== ''));
      assert.equal(new Set(named).size, named.length);
    }
  });

  it('say which placeholders a template of slugs can have', () => {
    assert.match(tables.organisation.project_slug_template.description, /\{counter_padded\}/);
  });
});
