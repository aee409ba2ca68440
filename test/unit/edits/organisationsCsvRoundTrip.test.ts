import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Delimiter, delimiters } from '../../../src/csv/csv';
import { typesOf, valueSchema } from '../../../src/edits/jsonSchema';
import { parseOrganisationsCsv } from '../../../src/edits/organisationsCsv';
import { resolveTable } from '../../../src/edits/resolveTable';
import { knownOrganisations } from '../../../src/edits/rowOfLine';
import { tableFacts } from '../../../src/edits/tableColumns';
import { writeOrganisationsCsv } from '../../../src/edits/writeOrganisationsCsv';
import type { WritableField } from '../../../src/edits/writableFields';
import { customerWrite } from '../../../src/waldur/customerWrite';
import type { RawObject } from '../../../src/waldur/rawObjects';
import { readRecordings } from '../../contract/replay/recordings';
import { now } from '../access/callers';
import { fieldsOf, organisation, owner, staff } from './objects';

const { fields } = fieldsOf(organisation);

async function written(rows: readonly RawObject[], columns: readonly string[], delimiter: Delimiter) {
  async function* pages() {
    yield await Promise.resolve({ rows, page: 1, hasNext: false, dropped: 0 });
  }
  let text = '';
  for await (const part of writeOrganisationsCsv(pages(), columns, delimiter)) {
    text += part;
  }
  return text;
}

/** What an unedited table wants, and what is told of it. */
function read(text: string, rows: readonly RawObject[], caller = staff()) {
  const { wanted, unchanged, problems, heldUp, rewritten } = resolveTable(
    parseOrganisationsCsv(text),
    knownOrganisations(rows),
    {
      caller,
      now,
      takeRewritten: false,
    },
  );
  return {
    wanted: wanted.map(({ values }) => [...values]),
    unchanged,
    problems,
    heldUp,
    rewritten,
  };
}

const nothing = { wanted: [], problems: [], heldUp: [], rewritten: [] };

/** Texts that spreadsheets and readers of tables stumble over. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('=+-@\'",;|\t\r\n\0\u00A0\u2028\uFEFF\uFF1D!#[]{}\\ 0123456789eE.:aZäŁ日\u202E'),
    ),
  }),
  fc.constantFrom(
    ...[
      '007',
      '1e10',
      '1/2',
      'TRUE',
      '=1+1',
      "'=1+1",
      '"',
      '[1]',
      '["a"]',
      '[a-z]+',
      'sep=;',
      'uuid',
      '\r\n',
    ],
    ...['#N/A', '\uFFFD', '1.23E+11', '+372 555', '-', '2024-01-05', '  padded  ', 'a\r\nb', 'a\n\n=b', ''],
  ),
);

function valueOf({ schema }: WritableField): fc.Arbitrary<unknown> {
  const types = typesOf(valueSchema(schema).type);
  return fc.oneof(
    ...types.map((type): fc.Arbitrary<unknown> => {
      switch (type) {
        case 'null':
          return fc.constant(null);
        case 'boolean':
          return fc.boolean();
        case 'array':
          return fc.array(text);
        case 'integer':
          return fc.integer();
        case 'number':
          return fc.double({ noNaN: true, noDefaultInfinity: true });
        default:
          return text;
      }
    }),
  );
}

describe('a table of organisations that no one has edited', () => {
  it('has nearly every field that can be written', () => {
    assert.deepEqual(
      Object.keys(customerWrite.shape).filter((name) => !fields.some((field) => field.name === name)),
      ['image', 'organization_group'],
    );
  });

  for (const field of fields) {
    it(`wants nothing: ${field.name}`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(valueOf(field), { minLength: 1, maxLength: 4 }),
          fc.constantFrom(...delimiters),
          async (values, delimiter) => {
            const rows = values.map((value, at) => ({
              uuid: String(at).padStart(32, '0'),
              name: 'Kalev',
              [field.name]: value,
            }));
            const csv = await written(
              rows,
              [field.name, 'name'].slice(0, field.name === 'name' ? 1 : 2),
              delimiter,
            );
            assert.deepEqual(read(csv, rows), { ...nothing, unchanged: rows.length });
            const clearing = csv.replace(field.name, `${field.name}!`);
            assert.deepEqual(read(clearing, rows), { ...nothing, unchanged: rows.length });
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  for (const [who, caller] of [
    ['staff', staff('7.0')],
    ['an owner', owner('7.0')],
  ] as const) {
    it(`wants nothing of organisations that a real server has sent, for ${who}`, async () => {
      const rows = readRecordings()
        .filter(
          ({ request, response }) =>
            /^\/api\/customers\/[0-9a-f]{32}\/$/.test(request.path) && response.status === 200,
        )
        .map(({ response }) => response.body as RawObject)
        .filter(({ uuid, name }) => typeof uuid === 'string' && typeof name === 'string');
      const unique = [...new Map(rows.map((row) => [row.uuid, row])).values()];
      assert.ok(unique.length > 3);
      const columns = [...Object.keys(customerWrite.shape), ...tableFacts];
      for (const delimiter of delimiters) {
        const csv = await written(unique, columns, delimiter);
        assert.deepEqual(read(csv, unique, caller), { ...nothing, unchanged: unique.length });
      }
    });
  }
});
