import assert from 'node:assert/strict';
import { planTeams } from '../../src/grants/plan';
import { endOf, type GrantScope, type Person } from '../../src/grants/roleTask';
import type { Role } from '../../src/waldur/roles';
import { endOfDay } from '../unit/grants/planning';
import { openStrangersCsv, type StrangersCsv } from './strangersCsv';

/** Files of strangers that would give somebody a role, a place or an end that nobody decided. */
describe('a CSV of a stranger', () => {
  let bench: StrangersCsv['bench'];
  let kalev: GrantScope;
  let emajoe: GrantScope;
  let li: Person;
  let read: StrangersCsv['read'];
  let outcome: StrangersCsv['outcome'];

  before(async () => {
    ({ bench, kalev, emajoe, li, read, outcome } = await openStrangersCsv());
  });
  after(() => bench.close());

  it('that names an end by any usual heading is read so, and one that may be an end holds the import up', async () => {
    for (const heading of [
      'Access expiration',
      'Expires at',
      'End date',
      'Valid until',
      'expiration_time',
      'Access Expires',
      'EXPIRY',
      'Membership end date',
      'role-expiry',
      'Until',
      'ends on',
      'Last day',
      '\u00adEx\u200bpiry\u00a0date',
      'Expiration Date (optional)',
    ]) {
      const { grants, heldUp } = await outcome(
        [`Username,Role,${heading}`, 'wei.li,Organization reader,2027-01-31'],
        kalev,
      );
      assert.deepEqual(
        [grants, heldUp],
        [[`2 wei.li CUSTOMER.READER ${kalev.name} ${endOfDay(2027, 1, 31)}`], []],
        heading,
      );
    }
    for (const heading of [
      'Expiry (UTC)',
      'Stop',
      'Kehtib kuni',
      'Remark',
      '',
      'Leaves',
      'Start date',
      'Duration',
      'Übrigens',
      'timeend',
      'Date',
    ]) {
      const { heldUp } = await outcome(
        [`Username,Role,${heading}`, 'wei.li,Organization reader,2027-01-31'],
        kalev,
      );
      assert.deepEqual(heldUp, [heading]);
    }
    for (const heading of ['Remark', 'Phone', 'Gender', 'Created', 'Last login', 'Date of birth']) {
      const { heldUp } = await outcome(
        [`Username,Role,${heading}`, 'wei.li,Organization reader,2001-01-31'],
        kalev,
      );
      assert.deepEqual(
        heldUp,
        heading === 'Remark' || heading === 'Phone' || heading === 'Gender' ? [heading] : [],
      );
    }
  });

  it('that names roles, places or states in unknown columns holds the import up', async () => {
    for (const [heading, cell] of [
      ['Access level', 'Guest'],
      ['Permissions', 'all'],
      ['Õigus', 'CUSTOMER.OWNER'],
      ['Anything', 'Organization owner'],
      ['Department', 'Physics'],
      ['cohort1', 'a'],
      ['Org Unit Path [Required]', '/x'],
      ['Source', 'x'],
      ['Whatever', emajoe.uuid],
      ['Status', 'removed'],
      ['Action', 'revoke'],
    ] as const) {
      const { heldUp } = await outcome([`user,role,${heading}`, `wei.li,CUSTOMER.READER,${cell}`], kalev);
      assert.deepEqual(heldUp, [heading]);
    }
    assert.deepEqual(
      (await outcome(['user,role,Phone,Job title,Remark', 'wei.li,CUSTOMER.READER,1,a,b'], kalev)).heldUp,
      [],
    );
  });

  it('that names its place is never taken for the row it was imported on', async () => {
    for (const heading of [
      'organisation name',
      'Organization',
      'customer_name',
      'scope',
      'Customer UUID',
      'org',
    ]) {
      const cell = heading === 'Customer UUID' ? emajoe.uuid : emajoe.name;
      const { grants, problems } = await outcome(
        [
          `user,role,${heading}`,
          `wei.li,CUSTOMER.OWNER,${cell}`,
          'wei.li,CUSTOMER.READER,',
          'wei.li,CUSTOMER.READER',
        ],
        kalev,
      );
      assert.deepEqual(grants, [`2 wei.li CUSTOMER.OWNER ${emajoe.name} as it is`]);
      assert.deepEqual(problems, ['3 error empty', '4 error empty']);
    }
    const project = bench.project('kalev', 0);
    const { grants, problems } = await outcome(
      [
        'user,role,organisation,project,scope_kind',
        `wei.li,PROJECT.MEMBER,${kalev.name},${project.uuid},`,
        `wei.li,PROJECT.MANAGER,${kalev.name},${project.name},`,
        `wei.li,PROJECT.MANAGER,${emajoe.name},${project.uuid},`,
        `wei.li,PROJECT.MEMBER,${kalev.name},,`,
        `wei.li,CUSTOMER.READER,${kalev.name},,organisation`,
        `wei.li,CUSTOMER.READER,${kalev.name},${project.uuid},organisation`,
        `wei.li,PROJECT.MEMBER,,${project.uuid},project`,
      ],
      emajoe,
    );
    assert.deepEqual(grants, [
      `2 wei.li PROJECT.MEMBER ${project.name} as it is`,
      `3 wei.li PROJECT.MANAGER ${project.name} as it is`,
      `6 wei.li CUSTOMER.READER ${kalev.name} as it is`,
    ]);
    assert.deepEqual(problems, [
      '4 error otherMeant',
      '5 error empty',
      '7 error otherMeant',
      '8 warning duplicate',
    ]);
    const wrongKind = await outcome(['user,role,kind', 'wei.li,Organization owner,project'], kalev);
    assert.deepEqual([wrongKind.grants, wrongKind.problems], [[], ['2 error otherMeant']]);
    const renamed = await outcome(
      ['user,role,scope,scope_name', `wei.li,CUSTOMER.OWNER,${emajoe.uuid},${kalev.name}`],
      kalev,
    );
    assert.deepEqual([renamed.grants, renamed.problems], [[], ['2 error otherMeant']]);
  });

  it('without a column for the end leaves the ends as they are; an empty cell is permanent', async () => {
    const expires = '2098-12-15T00:00:00Z';
    const path = `api/customers/${kalev.uuid}/add_user/`;
    const role = bench.role('CUSTOMER.READER');
    await bench.staff('POST', path, { user: li.uuid, role: role.uuid, expiration_time: expires });
    const planOf = async (lines: readonly string[]) => {
      const { wishes } = await read(lines, kalev);
      return planTeams(wishes, false, await bench.context(kalev)).tasks.map(({ change }) => change);
    };
    const [kept] = await planOf(['user,role', 'wei.li,CUSTOMER.READER']);
    assert.ok(kept?.kind === 'unchanged' && endOf(kept.expiry) === Date.parse(expires));
    const [added] = await planOf(['user,role', 'wei.li,CUSTOMER.OWNER']);
    assert.deepEqual(added, { kind: 'add', expiry: null });
    const [changed] = await planOf(['user,role,expiry', 'wei.li,CUSTOMER.READER,']);
    assert.ok(changed?.kind === 'prolong' && changed.to === null);
  });

  it('means the role of the organisation where several organisations use one name', async () => {
    const lead = (uuid: string, name: string, customer?: string): Role => ({
      uuid,
      name,
      description: 'Lab lead',
      content_type: 'customer',
      ...(customer === undefined ? {} : { customer_uuid: customer }),
    });
    const [a, b] = [lead('a'.repeat(32), 'LEAD.A', kalev.uuid), lead('b'.repeat(32), 'LEAD.B', emajoe.uuid)];
    const onKalev = async (...roles: readonly Role[]) => {
      const { grants, problems } = await outcome(['user,role', 'wei.li,Lab lead'], kalev, roles);
      return [...grants.map((grant) => grant.split(' ')[2]), ...problems].join();
    };
    assert.equal(await onKalev(a, b), 'LEAD.A');
    assert.equal(await onKalev(lead('c'.repeat(32), 'LEAD.ALL'), b), 'LEAD.ALL');
    assert.equal(await onKalev(b), '2 error roleOfOtherOrganisation');
    assert.equal(await onKalev(a, lead('c'.repeat(32), 'LEAD.ALL')), '2 error ambiguous');
  });

  it('is read below titles, with empty cells at the end of lines, and with lines in quotes', async () => {
    const grant = `wei.li CUSTOMER.READER ${kalev.name} ${endOfDay(2027, 1, 31)}`;
    for (const [lines, line] of [
      [['#TYPE System.Object', '"user","role","expiry"', '"wei.li","CUSTOMER.READER","2027-01-31"'], 3],
      [['Team as of today;;', '', 'user;role;expiry;;', 'wei.li;CUSTOMER.READER;2027-01-31;;;'], 4],
      [['user,role,expiry', 'wei.li,CUSTOMER.READER,2027-01-31,,,'], 2],
      [['"user,role,name,expiry"', '"wei.li,CUSTOMER.READER,""Li, Wei"",2027-01-31"'], 2],
      [['user,role,name,expiry;;', '"wei.li,CUSTOMER.READER,""Li, Wei"",2027-01-31"'], 2],
      [['sep=|', 'user|role|expiry', 'wei.li|CUSTOMER.READER|2027-01-31'], 3],
      [['user\trole\texpiry', 'wei.li\tCUSTOMER.READER\t31.01.2027'], 2],
    ] as const) {
      const { grants, problems } = await outcome(lines, kalev);
      assert.deepEqual(grants, [`${line} ${grant}`], lines.join('|'));
      assert.ok(
        problems.every((problem) => problem === '1 warning aboveHeadings'),
        problems.join(),
      );
    }
    const { grants, problems } = await outcome(
      [
        'manon.girard,CUSTOMER.READER',
        'user,role',
        'wei.li,CUSTOMER.READER,,CUSTOMER.OWNER',
        '"wei.li,CUSTOMER.OWNER\nmanon.girard,CUSTOMER.OWNER"',
      ],
      kalev,
    );
    assert.deepEqual(grants, []);
    assert.deepEqual(
      problems,
      ['1 error aboveHeadings', '3 error tooManyCells', '4 warning cleaned', '4 error empty'].toSorted(),
    );
  });

  it('with several tables or sections is read down to the second one', async () => {
    const first = 'wei.li,CUSTOMER.READER';
    const second = 'manon.girard,CUSTOMER.OWNER';
    for (const [lines, wrong] of [
      [
        ['user,role', first, '', 'user,role', second],
        ['5 error otherTable', '6 error otherTable'],
      ],
      [
        ['user,role', first, 'role,user', second],
        ['4 error otherTable', '5 error otherTable'],
      ],
      [
        ['user,role', first, 'To be removed', second],
        ['4 error empty', '5 error otherTable'],
      ],
      [
        ['user,role', first, '# leavers,', second, second],
        ['4 error empty', '5 error otherTable', '6 error otherTable'],
      ],
      [
        ['user,role', first, `Organisation:,${emajoe.name}`, second],
        ['4 error unknown', '4 error unknown', '5 error otherTable'],
      ],
      [['user,role', first, 'Total: 12', ''], ['4 error empty']],
    ] as const) {
      const { grants, problems } = await outcome(['Team', ...lines], kalev);
      assert.deepEqual(grants, [`3 wei.li CUSTOMER.READER ${kalev.name} as it is`], lines.join('|'));
      assert.deepEqual(problems, ['1 warning aboveHeadings', ...wrong].toSorted(), lines.join('|'));
    }
  });

  it('whose title names another place is not taken for the row it was imported on', async () => {
    const lines = ['user,role', 'wei.li,CUSTOMER.OWNER'];
    for (const title of [emajoe.name, `Organisation: ${emajoe.name}`]) {
      const { grants, problems } = await outcome([title, ...lines], kalev);
      assert.deepEqual([grants, problems], [[], ['1 warning aboveHeadings', '3 error titleOfOther']]);
    }
    for (const title of [kalev.name, 'Our people', '#TYPE x']) {
      assert.equal((await outcome([title, ...lines], kalev)).grants.length, 1, title);
    }
  });

  it('that names a project of another organisation by its name alone is not taken for it', async () => {
    const project = bench.project('kalev', 0);
    for (const [heading, cell, isTaken] of [
      ['project', project.name, false],
      ['scope', project.name, false],
      ['project', project.uuid, true],
      ['organisation,project', `${kalev.name},${project.name}`, true],
    ] as const) {
      const lines = [`user,role,${heading}`, `wei.li,PROJECT.MANAGER,${cell}`];
      const { grants, problems } = await outcome(lines, emajoe);
      assert.deepEqual(problems, isTaken ? [] : ['2 error elsewhere']);
      assert.equal(grants.length, isTaken ? 1 : 0);
      assert.equal((await outcome(lines, kalev)).grants.length, 1);
      assert.equal((await outcome(lines)).grants.length, 1);
    }
  });

  it('that gives two ends, or leaves the cell for it away, grants neither', async () => {
    const twice = await outcome(
      ['user,role,expiry', 'wei.li,CUSTOMER.READER,2027-01-31', 'wei.li,CUSTOMER.READER,'],
      kalev,
    );
    assert.deepEqual([twice.grants, twice.problems], [[], ['2 error contradicts', '3 error contradicts']]);
    const broken = await outcome(
      ['user,role,expiry', 'wei.li,CUSTOMER.OWNER', ',,2027-01-31', 'wei.li,CUSTOMER.READER,never'],
      kalev,
    );
    assert.deepEqual(broken.grants, []);
    assert.equal(broken.problems[0], '2 error tooFewCells');
  });

  it('with a heading that is not known, in whatever language, or a remark that takes back holds the import up', async () => {
    for (const [heading, cell] of [
      ['Projekt', 'Füüsika'],
      ['Asutus', 'x'],
      ['Gültig bis', 'Ende März'],
      ['Befristet', '1/31/27'],
      ['Updated role', 'Reader'],
      ['Granted until', '31.01.27'],
      ['Last organisation', 'x'],
      ['Remark', 'please remove!'],
      ['Comment', 'only until Easter'],
      ['Notes', 'inactive'],
      ['', 'x'],
    ] as const) {
      const { heldUp } = await outcome([`user,role,${heading}`, `wei.li,CUSTOMER.READER,${cell}`], kalev);
      assert.deepEqual(heldUp, [heading]);
    }
    for (const heading of [
      'ID number',
      'Mobile phone',
      'Job title',
      'Avatar URL',
      'Last activity',
      'Invited by',
    ]) {
      const { heldUp } = await outcome([`user,role,${heading}`, 'wei.li,CUSTOMER.READER,x'], kalev);
      assert.deepEqual(heldUp, [], heading);
    }
  });
});
