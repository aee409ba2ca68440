import assert from 'node:assert/strict';
import { documentText } from '../../../src/edits/documentText';
import { readDocument } from '../../../src/edits/readDocument';
import { valuesOf } from '../../../src/edits/values';
import { type EditableObject, fieldsFor } from '../../../src/edits/writableFields';
import { readRecordings } from '../../contract/replay/recordings';
import { now } from '../access/callers';
import { itsProject, manager, organisation, staff, words } from './objects';

/** Whole objects of a collection, as a real server sent them. */
function recorded(collection: string) {
  const one = new RegExp(`^/api/${collection}/[0-9a-f]{32}/$`);
  return readRecordings()
    .filter(({ request, response }) => one.test(request.path) && response.status === 200)
    .map(({ response }) => response.body as { readonly uuid: string });
}

const collections: readonly (readonly [string, EditableObject])[] = [
  ['customers', organisation],
  ['projects', itsProject],
  ['call-managing-organisations', manager],
];

describe('Documents of recorded objects', () => {
  for (const [collection, object] of collections) {
    it(`of ${collection} are read as what they were made of, and are what a server takes`, () => {
      const rows = recorded(collection);
      assert.ok(rows.length > 3);
      for (const row of rows) {
        const fields = fieldsFor(object, staff('7.0'), now, row);
        const values = valuesOf(fields.fields, row);
        const text = documentText(fields.fields, values, words);
        const read = readDocument(text, fields, { row, values });
        assert.deepEqual([read.values, read.problems], [values, []]);
        assert.deepEqual(readDocument(text, fields).problems, [], text);
      }
    });
  }
});
