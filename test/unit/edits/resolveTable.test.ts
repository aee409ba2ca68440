import assert from 'node:assert/strict';
import { parseOrganisationsCsv } from '../../../src/edits/organisationsCsv';
import { resolveTable } from '../../../src/edits/resolveTable';
import { knownOrganisations } from '../../../src/edits/rowOfLine';
import { type caller, customer, now } from '../access/callers';
import { owner, staff } from './objects';

const other = 'b'.repeat(32);
const rows = [
  {
    uuid: customer,
    name: 'Kalev',
    slug: 'kalev',
    email: 'a@kalev.ee',
    phone_number: '+372 555',
    registration_code: '007',
    description: '',
    blocked: false,
    latitude: 58.378,
    longitude: null,
    sponsor_number: 12,
    default_tax_percent: '20.00',
    accounting_start_date: '2024-01-05T00:00:00Z',
    user_affiliations: ['a', 'b'],
    project_slug_template: null,
    projects_count: 3,
  },
  { uuid: other, name: 'Linda', slug: 'linda', email: '', registration_code: '12', projects_count: 0 },
];

/** What a table wants, by organisation and field; and what is told, by line, cell and kind. */
function read(
  lines: readonly string[],
  options: { readonly as?: ReturnType<typeof caller>; readonly take?: true } = {},
) {
  const csv = parseOrganisationsCsv(lines.join('\n'));
  const resolved = resolveTable(csv, knownOrganisations(rows), {
    caller: options.as ?? staff(),
    now,
    takeRewritten: options.take ?? false,
  });
  return {
    wants: resolved.wanted.map(({ line, object: { name }, values }) => ({
      [`${line} ${name}`]: Object.fromEntries(values),
    })),
    told: resolved.problems.map(({ line, range, severity, problem }) => {
      const what = problem.kind === 'value' ? `value ${problem.problem.kind}` : problem.kind;
      return `${line}:${range.start.character} ${severity} ${what}`;
    }),
    heldUp: resolved.heldUp.map(({ heading }) => heading),
  };
}

const nothing = { wants: [], told: [], heldUp: [] };

describe('tables of organisations', () => {
  it('want what differs from the server, and nothing else', () => {
    assert.deepEqual(
      read([
        'uuid,name,email,sponsor_number,blocked,user_affiliations',
        `${customer},Kalev,b@kalev.ee,12,FALSE,"a\nb"`,
        `${other},Linda University,,,,`,
      ]),
      {
        ...nothing,
        wants: [{ '2 Kalev': { email: 'b@kalev.ee' } }, { '4 Linda': { name: 'Linda University' } }],
      },
    );
  });

  it('take items of a list on lines of their own, or in one line with commas as they are typed elsewhere', () => {
    const list = (cell: string) => read(['uuid,user_affiliations', `${customer},"${cell}"`]);
    for (const [cell, items] of [
      ['a, c', ['a', 'c']],
      ['a\nc, d', ['a', 'c, d']],
      ['[x]{1,3}@y, z', ['[x]{1,3}@y', 'z']],
      ['[""c, d""]', ['c, d']],
    ] as const) {
      assert.deepEqual(list(cell).wants, [{ '2 Kalev': { user_affiliations: items } }]);
    }
    assert.deepEqual(list('a, b'), nothing);
    assert.deepEqual(list('[""a"", 5]').told, ['2:33 error value type']);
  });

  it('are read at once, however long their cells are, and however many are empty', () => {
    const blanks = ' '.repeat(100_000);
    assert.deepEqual(read([`uuid,description,a${blanks}b`, `${customer},"x${blanks}x",`]).told, [
      '2:33 error value tooLong',
      '1:17 warning unreadColumn',
    ]);
    const empty = ','.repeat(16_000);
    assert.deepEqual(
      read([`uuid,email${empty}`, ...Array.from({ length: 10 }, () => `${customer},c@kalev.ee${empty}`)])
        .told,
      Array.from({ length: 10 }, (_, at) => `${at + 2}:0 error sameRow`),
    );
  });

  it('leave fields with empty cells as they are, unless their heading says that empty cells clear', () => {
    assert.deepEqual(read(['uuid,email,sponsor_number,latitude', `${customer},,,`]), nothing);
    assert.deepEqual(
      read(['uuid,email!,sponsor_number !,latitude!,user_affiliations!,name', `${customer},, ,,,`]).wants,
      [{ '2 Kalev': { email: '', sponsor_number: null, latitude: null, user_affiliations: [] } }],
    );
  });

  it('clear nothing that cannot be empty, and nothing where the cell is missing', () => {
    assert.deepEqual(read(['uuid,email,name!', `${customer},b@kalev.ee,`]), {
      ...nothing,
      told: ['2:44 error value empty'],
    });
    assert.deepEqual(read(['uuid,blocked!', `${customer},`]).told, ['2:33 error value empty']);
    assert.deepEqual(read(['uuid,name,email!', `${customer},Kalev`]), {
      ...nothing,
      told: ['2:0 error tooFewCells'],
    });
  });

  it('are found by uuid alone where there is such a column, else by slug or by exact name', () => {
    assert.deepEqual(read(['email,uuid,name', `c@linda.ee,${other.toUpperCase()},Kalev`]).wants, [
      { '2 Linda': { email: 'c@linda.ee', name: 'Kalev' } },
    ]);
    assert.deepEqual(read(['slug;name;email', 'linda;Lindas;c@linda.ee', ';Kalev;b@kalev.ee']).wants, [
      { '2 Linda': { name: 'Lindas', email: 'c@linda.ee' } },
      { '3 Kalev': { email: 'b@kalev.ee' } },
    ]);
    assert.deepEqual(read(['name,email', 'kalev,b@kalev.ee', 'Lind,c@linda.ee', ',d@linda.ee']).told, [
      '2:0 error unknown',
      '3:0 error unknown',
      '4:0 error noKey',
    ]);
    const two = parseOrganisationsCsv('name,email\nKalev,b@kalev.ee');
    const [first = rows[0]] = rows;
    const known = knownOrganisations([first, { ...first, uuid: other }].flatMap((row) => row ?? []));
    const resolved = resolveTable(two, known, { caller: staff(), now, takeRewritten: true });
    assert.deepEqual(
      resolved.problems.map(({ problem }) => problem),
      [{ kind: 'ambiguous', by: 'name', value: 'Kalev', matches: 2 }],
    );
  });

  it('name no organisation twice, and none of another server', () => {
    assert.deepEqual(
      read([
        'uuid,email',
        `${customer},b@kalev.ee`,
        `${customer},c@kalev.ee`,
        `${'c'.repeat(32)},x@y.ee`,
        '7,x@y.ee',
      ]),
      {
        wants: [],
        told: ['2:0 error sameRow', '3:0 error sameRow', '4:0 error unknown', '5:0 error notUuid'],
        heldUp: [],
      },
    );
  });

  it('are held up by columns that no one reads', () => {
    assert.deepEqual(read(['uuid,name,e_mail,,', `${customer},Kalev,b@kalev.ee,,`, `${other},Linda,,x,`]), {
      wants: [],
      told: ['1:10 warning unreadColumn', '1:17 warning unreadColumn'],
      heldUp: ['e_mail', ''],
    });
  });

  it('are read at once where tens of thousands of columns are not, or stand there twice', () => {
    const heads = Array.from({ length: 50_000 }, (_, at) => `h${at}`).join(',');
    const { told, heldUp } = read([`uuid,name,${heads}`, `${customer},Kalev,${heads}`]);
    assert.deepEqual([told.length, heldUp.length], [21, 50_000]);
    assert.deepEqual(told.slice(-2), ['1:76 warning unreadColumn', '1:80 warning unreadColumns']);
    assert.equal(read([`uuid,name${',name'.repeat(50_000)}`]).told.length, 50_000);
  });

  it('warn of the name of another organisation, which the server allows', () => {
    assert.deepEqual(read(['uuid,name', `${customer},"Linda "`, `${other},Linda`]), {
      wants: [{ '2 Kalev': { name: 'Linda' } }],
      told: ['2:33 warning nameOfOther'],
      heldUp: [],
    });
    // Where one column was sorted alone.
    assert.deepEqual(read(['uuid;name', `${customer};Linda`, `${other};Kalev`]).told, [
      '2:33 warning nameOfOther',
      '3:33 warning nameOfOther',
    ]);
    assert.deepEqual(read(['slug,name', 'kalev,Kalev', 'linda,New']).told, []);
  });

  it('tell of what no one can change, and keep a line out in which someone changed what they cannot', () => {
    assert.deepEqual(read(['uuid,email,projects_count', `${customer},b@kalev.ee,4`, `${other},,1`]), {
      ...nothing,
      wants: [{ '2 Kalev': { email: 'b@kalev.ee' } }],
      told: ['1:11 warning readOnlyEdited'],
    });
    assert.deepEqual(
      read(['uuid,email,slug', `${customer},b@kalev.ee,new`], {
        as: owner(),
      }),
      {
        ...nothing,
        told: ['2:44 error notWritable'],
      },
    );
    assert.deepEqual(read(['uuid,email,slug', `${customer},b@kalev.ee,kalev`], { as: owner() }).wants, [
      { '2 Kalev': { email: 'b@kalev.ee' } },
    ]);
  });

  it('leave alone what a spreadsheet may have changed, unless it is taken for edited', () => {
    const lines = [
      'uuid;name;registration_code;accounting_start_date;latitude;default_tax_percent',
      `${customer};Kalevi;7;05.01.2024;58378;20`,
    ];
    assert.deepEqual(read(lines), {
      ...nothing,
      wants: [{ '2 Kalev': { name: 'Kalevi' } }],
      told: ['2:40 warning rewritten', '2:42 warning rewritten', '2:53 warning rewritten'],
    });
    assert.deepEqual(read(lines, { take: true }), { ...nothing, told: ['2:42 error value form'] });
  });

  it('take no number for another, and no word for true', () => {
    for (const [field, cell, problem] of [
      ['sponsor_number', '12.500', 'value type'],
      ['sponsor_number', '"12,500"', 'value type'],
      ['sponsor_number', '1E+05', 'rewritten'],
      ['sponsor_number', '-1', 'value outOfRange'],
      ['latitude', '"59,1"', 'value type'],
      ['latitude', '59.1°', 'value type'],
      ['blocked', '1', 'value type'],
      ['blocked', 'yes', 'value type'],
      ['default_tax_percent', '24%', 'value form'],
      ['default_tax_percent', '"24,5"', 'value form'],
      ['email', 'nonsense', 'value form'],
      ['email', '#NAME?', 'spreadsheetError'],
      ['name', 'Kal\uFFFDv', 'unreadable'],
      ['backend_id', '1.23457E+11', 'notWritable'],
    ] as const) {
      const { wants, told } = read([`uuid,${field}`, `${customer},${cell}`]);
      assert.deepEqual(
        [wants, told.map((one) => one.replace(/^2:33 \w+ /, ''))],
        [[], [problem]],
        `${field} ${cell}`,
      );
    }
    assert.deepEqual(read(['uuid;latitude;sponsor_number;blocked', `${customer};59,1;13;WAHR`]).wants, [
      { '2 Kalev': { latitude: 59.1, sponsor_number: 13, blocked: true } },
    ]);
  });

  it('are read with a title above, with any separator, with lines in quotes; not into another table', () => {
    for (const text of [
      `sep=;\r\nuuid;email;;\r\n${customer};b@kalev.ee;;\r\n`,
      `\uFEFFuuid\temail\n${customer}\tb@kalev.ee`,
      `Organisations of today\n\nUUID , E-Mail,Email\n${customer},,b@kalev.ee`,
      `"uuid;email"\n"${customer};b@kalev.ee"`,
    ]) {
      assert.deepEqual(read(text.split('\n')).wants.flatMap(Object.values), [{ email: 'b@kalev.ee' }], text);
    }
    assert.deepEqual(
      read([
        'uuid,email,name',
        `${customer},b@kalev.ee,Kalev`,
        '',
        'uuid,name,email',
        `${other},c@linda.ee,Linda`,
      ]),
      {
        ...nothing,
        wants: [{ '2 Kalev': { email: 'b@kalev.ee' } }],
        told: ['4:0 error otherTable', '5:0 error otherTable'],
      },
    );
    assert.deepEqual(read(['uuid,email,email!', `${customer},b@kalev.ee,`]).told, [
      '1:11 error sameColumnTwice',
    ]);
    assert.deepEqual(read(['a,b', '1,2']).told, ['1:0 error noHeadings']);
    assert.deepEqual(read(['uuid,email', `${customer},b@kalev.ee,x`, `${other},"c@l`]).told, [
      '2:44 error tooManyCells',
      '3:33 error badQuote',
    ]);
  });
});
