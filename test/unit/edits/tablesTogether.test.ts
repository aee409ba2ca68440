import assert from 'node:assert/strict';
import { parseOrganisationsCsv } from '../../../src/edits/organisationsCsv';
import { resolveTable } from '../../../src/edits/resolveTable';
import { knownOrganisations } from '../../../src/edits/rowOfLine';
import { together, wantedOf } from '../../../src/edits/tablesTogether';
import { customer, now } from '../access/callers';
import { staff } from './objects';

const other = 'b'.repeat(32);
const rows = [
  { uuid: customer, name: 'Kalev', slug: 'kalev', email: 'a@kalev.ee', phone_number: '', latitude: 58.5 },
  { uuid: other, name: 'Linda', slug: 'linda', email: '', phone_number: '+372 1', latitude: null },
];

/** What tables want together, and what is told of each: its line, cell and problem. */
function read(...texts: readonly (readonly string[])[]) {
  const known = knownOrganisations(rows);
  const tables = together(
    texts.map((lines, at) => {
      const csv = parseOrganisationsCsv(lines.join('\n'));
      const resolved = resolveTable(csv, known, { caller: staff(), now, takeRewritten: false });
      return { name: `${at + 1}.csv`, csv, resolved };
    }),
  );
  return {
    wants: Object.fromEntries(
      wantedOf(tables).map(({ object: { name }, values }) => [name, Object.fromEntries(values)]),
    ),
    told: tables.map(({ problems }) =>
      problems.map(({ line, range, problem }) => {
        const what = problem.kind === 'otherTableSays' ? `${problem.file}: ${problem.cell}` : problem.kind;
        return `${line}:${range.start.character} ${what}`;
      }),
    ),
  };
}

describe('several tables of organisations', () => {
  it('want together what each of them wants, an organisation once', () => {
    assert.deepEqual(
      read(
        ['uuid,email', `${customer},b@kalev.ee`, `${other},`],
        ['name,phone_number', 'Kalev,+372 2', 'Linda,+372 1'],
        ['uuid,email,latitude', `${customer},b@kalev.ee,58.50`],
      ),
      { wants: { Kalev: { email: 'b@kalev.ee', phone_number: '+372 2' } }, told: [[], [], []] },
    );
  });

  it('that say different things of a field are wrong on these cells, and neither line is taken', () => {
    assert.deepEqual(
      read(
        ['uuid,email,phone_number', `${customer},b@kalev.ee,+372 2`, `${other},l@linda.ee,`],
        ['phone_number,email,slug', ',c@kalev.ee,kalev'],
      ),
      {
        wants: { Linda: { email: 'l@linda.ee' } },
        told: [['2:33 2.csv: c@kalev.ee'], ['2:1 1.csv: b@kalev.ee']],
      },
    );
  });

  it('that differ because one was not edited are wrong as well: it may be the newer', () => {
    assert.deepEqual(
      read(['uuid,email', `${customer},b@kalev.ee`], ['uuid,email', `${customer},a@kalev.ee`]),
      {
        wants: {},
        told: [['2:33 2.csv: a@kalev.ee'], ['2:33 1.csv: b@kalev.ee']],
      },
    );
  });

  it('that clear a field say so, by empty cells under such a heading alone', () => {
    assert.deepEqual(read(['uuid,email', `${customer},b@kalev.ee`], ['uuid,email', `${customer},`]).wants, {
      Kalev: { email: 'b@kalev.ee' },
    });
    assert.deepEqual(read(['uuid,email', `${customer},b@kalev.ee`], ['uuid,email!', `${customer},`]), {
      wants: {},
      told: [['2:33 2.csv: '], ['2:33 1.csv: b@kalev.ee']],
    });
  });

  it('are found by cells that are no wishes: by the name an organisation has, while another names it anew', () => {
    assert.deepEqual(read(['uuid,name', `${customer},Kalev U`], ['name,phone_number', 'Kalev,+372 2']), {
      wants: { Kalev: { name: 'Kalev U', phone_number: '+372 2' } },
      told: [[], []],
    });
  });

  it('are not compared by lines that are wrong anyway', () => {
    assert.deepEqual(read(['uuid,email', `${customer},nonsense`], ['uuid,email', `${customer},b@kalev.ee`]), {
      wants: { Kalev: { email: 'b@kalev.ee' } },
      told: [['2:33 value'], []],
    });
  });
});
