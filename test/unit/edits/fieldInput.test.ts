import assert from 'node:assert/strict';
import { checkValue } from '../../../src/edits/checkValue';
import { inputOf, textOfValue, valueOfText } from '../../../src/edits/fieldInput';
import type { EditableObject } from '../../../src/edits/writableFields';
import { fieldNamed, itsProject, organisation } from './objects';

const now = new Date(2027, 11, 30, 23, 59);
const read = (name: string, text: string, object: EditableObject = organisation) =>
  valueOfText(fieldNamed(object, name), text, now);

describe('A field that is typed or chosen', () => {
  it('is asked for by what it takes', () => {
    const kind = (name: string, object: EditableObject = organisation) =>
      inputOf(fieldNamed(object, name)).kind;
    assert.deepEqual(
      ['email', 'blocked', 'country', 'user_affiliations', 'latitude', 'vat_code'].map((name) => kind(name)),
      ['text', 'switch', 'listed', 'list', 'text', 'text'],
    );
    assert.deepEqual(
      ['end_date', 'kind', 'oecd_fos_2007_code', 'type', 'is_industry'].map((name) => kind(name, itsProject)),
      ['day', 'oneOf', 'oneOf', 'listed', 'switch'],
    );
  });

  it('is nothing where nothing is typed, in the way that the field takes it', () => {
    assert.deepEqual(
      ['email', 'latitude', 'grace_period_days', 'user_affiliations', 'project_slug_template'].map((name) =>
        read(name, ' '),
      ),
      ['', null, null, [], null],
    );
    assert.equal(read('end_date', '', itsProject), null);
  });

  it('is a number where it is one, and never guessed', () => {
    assert.equal(read('latitude', '58.38'), 58.38);
    assert.equal(read('grace_period_days', '30'), 30);
    for (const [name, text] of [
      ['latitude', '58,38'],
      ['latitude', '1e3'],
      ['latitude', 'x'],
      ['grace_period_days', '1.5'],
      ['grace_period_days', '0x10'],
    ] as const) {
      assert.equal(checkValue(fieldNamed(organisation, name), read(name, text)).kind, 'problems', text);
    }
    assert.equal(read('default_tax_percent', '20'), '20');
    assert.equal(read('postal', '00123'), '00123');
  });

  it('keeps the line breaks of a text that should have none', () => {
    assert.equal(
      read('name', textOfValue('Kalev\nUniversity').replace('Kalev', 'Tartu')),
      'Tartu\nUniversity',
    );
  });

  it('is a day, or so many days from today', () => {
    assert.equal(read('end_date', '2028-01-31', itsProject), '2028-01-31');
    assert.equal(read('end_date', '2', itsProject), '2028-01-01');
    assert.equal(
      checkValue(fieldNamed(itsProject, 'end_date'), read('end_date', '31.1.2028', itsProject)).kind,
      'problems',
    );
  });

  it('is a list with commas, those in brackets excepted', () => {
    for (const [text, items] of [
      ['a, b,, c ,', ['a', 'b', 'c']],
      [String.raw`.{1,2}@a\.ee, [a,b]+@b\.ee`, [String.raw`.{1,2}@a\.ee`, String.raw`[a,b]+@b\.ee`]],
      [String.raw`a\(, b`, [String.raw`a\(`, 'b']],
      ['["a,b", "c"]', ['a,b', 'c']],
    ] as const) {
      assert.deepEqual(read('user_affiliations', text), items);
    }
  });

  it('comes back as it was when what is shown is typed again', () => {
    for (const list of [
      [],
      ['a'],
      ['a', 'b'],
      ['a,b', 'c'],
      ['["x"]'],
      ['.{1,2}', '[a,b]'],
      ['(', 'a'],
      ['a\\', 'b'],
    ]) {
      assert.deepEqual(read('user_affiliations', textOfValue(list)), list);
    }
    assert.equal(textOfValue('one\r\ntwo\nthree'), 'one⏎two⏎three');
    assert.equal(read('description', 'one⏎two'), 'one\ntwo');
    assert.deepEqual([textOfValue(null), textOfValue(''), textOfValue(58.38)], ['', '', '58.38']);
  });
});
