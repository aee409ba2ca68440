import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentText } from '../../../src/edits/documentText';
import { readDocument } from '../../../src/edits/readDocument';
import { valuesOf } from '../../../src/edits/values';
import { customer, uuidOf } from '../access/callers';
import { fieldsOf, itsProject, manager, organisation, owner, words } from './objects';

const head = ['Tallinn Institute', 'UUID 123'];
const { fields } = fieldsOf(organisation);
const textOf = (values: object, lines = head) =>
  documentText(fields, new Map(Object.entries(values)), { ...words, head: lines });

describe('Text of a document', () => {
  it('has a head, and the fields the object has by groups, in their order', () => {
    const values = {
      blocked: false,
      email: '',
      user_affiliations: ['staff', 'member'],
      name: 'TIG',
      slug: 'tig',
    };
    assert.equal(
      textOf(values),
      `// Tallinn Institute
// UUID 123
{
  // Identity
  "name": "TIG",
  "slug": "tig",

  // Contact
  "email": "",

  // Membership
  "user_affiliations": ["staff", "member"],

  // Staff
  "blocked": false
}
`,
    );
    assert.equal(textOf({}, []), '{\n}\n');
  });

  it('can name the schema it is checked by, which is no field', () => {
    const text = documentText(fields, new Map([['name', 'TIG']]), { ...words, schema: 'waldur:x' });
    assert.equal(text, '{\n  "$schema": "waldur:x",\n\n  // Identity\n  "name": "TIG"\n}\n');
    const { values, problems } = readDocument(text, fieldsOf(organisation));
    assert.deepEqual([[...values.keys()], problems], [['name'], []]);
  });

  it('writes a long list in lines of its own', () => {
    const long = Array.from({ length: 12 }, (_, at) => `affiliation-${at}`);
    const text = textOf({ user_affiliations: long });
    assert.match(text, /"user_affiliations": \[\n {4}"affiliation-0",\n/);
    assert.match(text, /"affiliation-11"\n {2}\]\n/);
    assert.deepEqual(readDocument(text, fieldsOf(organisation)).values.get('user_affiliations'), long);
  });

  it('lets no text end a comment or a value, and none hide in it', () => {
    const name = 'a"*/\n}\u2028\u202e\ufeff\u200b\u0085\ud83d';
    const text = textOf({ name }, [`Say ${name} // {`]);
    assert.match(text, /^\/\/ Say a"\*\/ }\ufffd \/\/ \{\n\{\n/);
    assert.match(text, /"name": "a\\"\*\/\\n}\\u2028\\u202e\\ufeff\\u200b\\u0085\\ud83d"/);
  });

  it('is read as the values it was made of, whatever they are', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields.map(({ name }) => name)), value), (row) => {
        const opened = { row: { ...row, uuid: customer }, values: new Map(Object.entries(row)) };
        const read = readDocument(documentText(fields, opened.values, words), fieldsOf(organisation), opened);
        assert.deepEqual(read.problems, []);
        assert.deepEqual(
          Object.fromEntries(read.values),
          Object.fromEntries(
            Object.entries(row).filter(([name]) => fields.some((field) => field.name === name)),
          ),
        );
      }),
    );
  });

  it('is made of what the server sent, other objects by their uuid', () => {
    const type = uuidOf('type');
    const row = { uuid: 'x', name: 4013, type: `https://waldur.test/api/project-types/${type}/`, url: 'y' };
    assert.deepEqual(
      [...valuesOf(fieldsOf(itsProject).fields, row)],
      [
        ['name', 4013],
        ['type', type],
      ],
    );
    assert.deepEqual([...valuesOf(fieldsOf(itsProject).fields, { uuid: 'x', type: null })], [['type', null]]);
    assert.deepEqual(
      [...valuesOf(fieldsOf(manager, owner()).fields, { uuid: 'x', description: '', image: 'z' }).keys()],
      ['description'],
    );
  });
});
