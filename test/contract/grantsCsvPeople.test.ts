import assert from 'node:assert/strict';
import { keyOf } from '../../src/access/objects';
import type { GrantScope, Person } from '../../src/grants/roleTask';
import { openStrangersCsv, type StrangersCsv } from './strangersCsv';

/** Files of strangers that would give a role to someone else. */
describe('a CSV of a stranger, in who is meant,', () => {
  let bench: StrangersCsv['bench'];
  let kalev: GrantScope;
  let li: Person;
  let read: StrangersCsv['read'];
  let outcome: StrangersCsv['outcome'];

  before(async () => {
    ({ bench, kalev, li, read, outcome } = await openStrangersCsv());
  });
  after(() => bench.close());

  it('whose leading zeros a spreadsheet took means nobody but whom all its cells mean', async () => {
    assert.deepEqual(
      await outcome(
        [
          'username,name,email,role',
          '12345,Ann Lee,ann@example.org,CUSTOMER.READER',
          '12345,Ann Lee,,CUSTOMER.READER',
          '12345,,ann@example.org,CUSTOMER.READER',
          '12345,,,CUSTOMER.READER',
          '0012345,,,CUSTOMER.SUPPORT',
          '7,,,CUSTOMER.READER',
          '7,,bond@example.org,CUSTOMER.READER',
          '12345,"SMITH, John",,CUSTOMER.READER',
        ],
        kalev,
      ),
      {
        grants: [
          `6 0012345 CUSTOMER.SUPPORT ${kalev.name} as it is`,
          `8 007 CUSTOMER.READER ${kalev.name} as it is`,
          `9 12345 CUSTOMER.READER ${kalev.name} as it is`,
        ],
        problems: [
          '2 error otherMeant',
          '3 error otherMeant',
          '4 error otherMeant',
          '5 error rewritten',
          '7 error rewritten',
          '8 warning foundByOther',
        ],
        heldUp: [],
      },
    );
  });

  it('with other identifiers that a spreadsheet rewrote finds nobody, and says so', async () => {
    const problemsOf = async (text: string) =>
      (await outcome(['user,role', `${text},CUSTOMER.READER`], kalev)).problems.join();
    for (const text of [
      '100000',
      '1.00E+05',
      '"12,345"',
      "12'345",
      '12345.0',
      '1-Mar',
      'Mar-01',
      '31.01.2027',
      '#NAME?',
      '########',
      'TRUE',
      '3f2b1c9e-8d47-4a56-9b0e-1c2d3e4f5a6',
      '1.23457E+31',
    ]) {
      assert.equal(await problemsOf(text), '2 error rewritten', text);
    }
    assert.equal(await problemsOf('1e5'), '');
    assert.equal(await problemsOf('3F2B1C9E-8D47-4A56-9B0E-1C2D3E4F5A6B'), '', 'in capitals');
    assert.equal(await problemsOf(`{${li.uuid.toUpperCase()}}`), '');
    assert.equal(await problemsOf('nobody.here'), '2 error unknown');
  });

  it('in which an address is also the user name of another is not clear', async () => {
    const rows = ['boss@example.org,CUSTOMER.OWNER'];
    assert.deepEqual((await outcome(['user,role', ...rows], kalev)).problems, ['2 error ambiguous']);
    assert.deepEqual((await outcome(['email,role', ...rows], kalev)).grants, [
      `2 the.boss CUSTOMER.OWNER ${kalev.name} as it is`,
    ]);
    assert.deepEqual((await outcome(['username,role', ...rows], kalev)).grants, [
      `2 boss@example.org CUSTOMER.OWNER ${kalev.name} as it is`,
    ]);
  });

  it('is refused where names say another, and where nothing but a name tells who is meant', async () => {
    const { grants, problems } = await outcome(
      [
        'username;native name;full name;role',
        'wei.li;李伟;Wei Li;CUSTOMER.READER',
        'wei.li;;LI Wei;CUSTOMER.SUPPORT',
        ';李伟;;CUSTOMER.OWNER',
        'wei.li;王芳;;CUSTOMER.READER',
        'wei.li;;Wei Wang;CUSTOMER.READER',
        'ghost;李伟;;CUSTOMER.READER',
        ';;;CUSTOMER.READER',
      ],
      kalev,
    );
    assert.deepEqual(
      grants.map((grant) => grant.slice(0, 24)),
      ['2 wei.li CUSTOMER.READER', '3 wei.li CUSTOMER.SUPPOR'],
    );
    assert.deepEqual(problems, [
      '4 error onlyName',
      '5 error otherMeant',
      '6 error otherMeant',
      '7 error unknown',
      '8 error empty',
    ]);
  });

  it('with characters that show nothing means what it shows, and is told', async () => {
    const { grants, problems } = await outcome(
      [
        '\ufeff\u200bUser\u00a0,Ro\u00adle',
        'wei.li\u200b,CUSTOMER.READER',
        '\u2060wei.li@example.org\u00a0,CUSTOMER\ufeff.SUPPORT',
      ].map((line) => line.replace('wei.li@example.org', li.email ?? '')),
      kalev,
    );
    assert.equal(grants.length, 2);
    assert.deepEqual(problems, ['2 warning cleaned', '3 warning cleaned', '3 warning cleaned']);
  });

  it('with a name alone gives nobody a role, also where only one is seen who has it', async () => {
    for (const heading of ['name', 'Full name', 'native name']) {
      const { grants, problems } = await outcome([`${heading},role`, 'Ann Lee,CUSTOMER.OWNER'], kalev);
      assert.deepEqual([grants, problems], [[], ['1 error missingColumn']]);
    }
    const { grants, problems } = await outcome(
      [
        'Member,Email,Role in organization',
        `Wei Li,${li.email},CUSTOMER.READER`,
        `Ann Lee,${li.email},CUSTOMER.OWNER`,
        'Ann Lee,,CUSTOMER.OWNER',
      ],
      kalev,
    );
    assert.deepEqual(grants, [`2 wei.li CUSTOMER.READER ${kalev.name} as it is`]);
    assert.deepEqual(problems, ['3 error otherMeant', '4 error unknown']);
  });

  it('is checked with one question for a team that tells its people, and one for each of the others', async () => {
    const team = (await bench.context(kalev)).teams.get(keyOf(kalev));
    const people = new Set(team?.kind === 'read' ? team.grants.map(({ person }) => person.username) : []);
    assert.ok(people.size > 3);
    bench.server.requests.clear();
    await read(
      [
        'user,role',
        ...[...people].map((name) => `${name},CUSTOMER.READER`),
        'boss@example.org,CUSTOMER.OWNER',
      ],
      kalev,
    );
    const paths = bench.server.requests.list().map(({ path }) => path.split('?')[0]);
    assert.equal(paths.filter((path) => path?.endsWith('list_users/')).length, 1);
    assert.equal(
      paths.filter((path) => path === '/api/users/').length,
      2,
      'by user name and by address, for the last',
    );
  });
});
