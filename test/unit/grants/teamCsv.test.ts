import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  linesLeftOut,
  mayRemoveOthers,
  type ResolveOptions,
  resolveTeam,
  type TeamLookups,
} from '../../../src/grants/resolveTeam';
import { plainIdentifier } from '../../../src/grants/invisible';
import { isTeamCsv, parseTeamCsv, writeTeamCsv } from '../../../src/grants/teamCsv';
import { type GrantScope, type Person, sameExpiry } from '../../../src/grants/planItem';
import { sameNumber } from '../../../src/grants/whoIsMeant';
import { now, roles, uuidOf } from '../access/callers';
import { held, itsProject, organisation, person, role } from './planning';

const scoped = { scope: true };

function endOfDay(year: number, month: number, day: number): string {
  return new Date(year, month - 1, day, 23, 59).toISOString();
}

function problems(text: string, defaults = scoped): readonly (readonly [number, string, string])[] {
  const { problems: found, table } = parseTeamCsv(text, now, defaults);
  const lines = table.text.split('\n');
  return found.map(({ line, range, problem }) => [
    line,
    problem.kind,
    (lines[range.start.line] ?? '').slice(range.start.character, range.end.character),
  ]);
}

describe('a file of teams, told by how it begins', () => {
  it('has the headings of one, whatever separates them and whatever stands above', () => {
    for (const beginning of [
      writeTeamCsv([]),
      writeTeamCsv([], ';'),
      'user\trole\tuntil\n',
      'sep=;\nUser name;Role;Expires\n',
      'Team of Kalev\n\nE-mail,Role\n',
    ]) {
      assert.equal(isTeamCsv(beginning), true, beginning);
    }
  });

  it('is not any other table or text', () => {
    for (const beginning of [
      '',
      'a note\n',
      'date,amount,text\n2027-01-31,12.50,rent\n',
      'id;price;stock\n1;2;3\n',
    ]) {
      assert.equal(isTeamCsv(beginning), false, beginning);
    }
  });
});

describe('parseTeamCsv', () => {
  it('reads headings in any order, case and language of spreadsheets', () => {
    const { lines, problems: found } = parseTeamCsv(
      'Expires;E-mail address;ROLE;Organisation;Remark;kind\r\n2027-01-31;ann@example.org;Owner;Acme;hello;organization\r\n',
      now,
      { scope: false },
    );
    assert.deepEqual(
      found.map(({ severity, problem }) => [severity, problem.kind]),
      [['warning', 'unreadColumn']],
    );
    assert.deepEqual(
      lines.map(({ line, person: who, role: which, scope, scopeKind, expiry }) => [
        line,
        who[0]?.text,
        which,
        scope[0]?.text,
        scopeKind,
        expiry,
      ]),
      [[2, 'ann@example.org', 'Owner', 'Acme', 'customer', endOfDay(2027, 1, 31)]],
    );
  });

  it('points at what is wrong, by line and column', () => {
    const text = [
      'person,role,scope_kind,scope,expiry',
      ',CUSTOMER.OWNER,customer,Acme,',
      'ann,,,Acme,soon',
      'ann,CUSTOMER.OWNER,galaxy,Acme,2026-11-01',
      'ann,CUSTOMER.OWNER,customer,Acme,2027-02-30',
      'ann,CUSTOMER.OWNER,customer,,2027-02-28,more',
      'ann,"CUSTOMER"."OWNER",customer,Acme,',
    ].join('\n');
    assert.deepEqual(problems(text, { scope: false }), [
      [2, 'empty', ''],
      [3, 'empty', ''],
      [3, 'notADate', 'soon'],
      [4, 'unknownScopeKind', 'galaxy'],
      [4, 'pastDate', '2026-11-01'],
      [5, 'notADate', '2027-02-30'],
      [6, 'tooManyCells', 'more'],
      [6, 'empty', ''],
      [7, 'badQuote', '"'],
    ]);
  });

  it('counts lines as the editor does, over quoted newlines', () => {
    assert.deepEqual(problems('person,role,expiry\n"a\nb",,never\n\nann,,never\n'), [
      [2, 'empty', ''],
      [2, 'cleaned', '"a'],
      [5, 'empty', ''],
    ]);
  });

  it('says which columns are missing or twice, and nothing more', () => {
    assert.deepEqual(problems('name,age\nann,7\n', { scope: false }), [
      [1, 'missingColumn', 'name,age'],
      [1, 'missingColumn', 'name,age'],
      [1, 'missingColumn', 'name,age'],
      [1, 'unreadColumn', 'age'],
    ]);
    assert.deepEqual(problems('email,mail,role\n'), [[1, 'sameColumnTwice', 'mail']]);
    assert.deepEqual(
      problems('').map(([, kind]) => kind),
      ['missingColumn', 'missingColumn'],
    );
  });

  it('reads ten thousand lines, each with a problem, in a moment', () => {
    const text = `person,role,expiry\n${'"ann, b",CUSTOMER.OWNER,31.12.2o27\n'.repeat(10_000)}`;
    const found = parseTeamCsv(text, now, scoped).problems;
    assert.equal(found.length, 10_000);
    assert.deepEqual(found.at(-1)?.range, {
      start: { line: 10_000, character: 24 },
      end: { line: 10_000, character: 34 },
    });
  });
});

describe('a team', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 10 });
  const time = fc
    .date({ min: new Date('2027-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());

  it('comes back from CSV as it went', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text, fc.option(time)), { maxLength: 6 }),
        text,
        (people, scopeName) => {
          // User names hold no white space at the ends; the server trims what it stores.
          const grants = people
            .map(([username, name, expiry]) => [username.trim(), name, expiry] as const)
            .filter(([username]) => plainIdentifier(username) !== '')
            .map(([username, name, expiry]) =>
              held(person(name, { username }), role('CUSTOMER.OWNER'), expiry),
            );
          const written = writeTeamCsv([{ scope: { ...organisation, name: scopeName }, grants }]);
          const { lines, problems: found } = parseTeamCsv(written, now, { scope: false });
          assert.deepEqual(
            found.filter(({ severity }) => severity === 'error'),
            [],
          );
          assert.equal(lines.length, grants.length);
          lines.forEach((line, index) => {
            const grant = grants[index];
            assert.equal(line.person[0]?.text, plainIdentifier(grant?.person.username ?? ''));
            assert.equal(line.role, 'CUSTOMER.OWNER');
            assert.equal(line.scopeKind, 'customer');
            assert.equal(line.scope[0]?.text, organisation.uuid);
            assert.ok(sameExpiry(line.expiry, grant?.expiry));
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('writes formulas as text', () => {
    const evil = person('=HYPERLINK("http://evil")', { username: '@cmd', email: '+1' });
    const written = writeTeamCsv([{ scope: organisation, grants: [held(evil, role('CUSTOMER.OWNER'))] }]);
    assert.match(written, /^'@cmd,"'=HYPERLINK\(""http:\/\/evil""\)",'\+1,/m);
  });
});

describe('resolveTeam', () => {
  const ann = person('ann');
  const bob = person('bob');
  const hidden = person('hidden');
  const asked: string[] = [];
  let accounts: readonly Person[];
  let team: readonly Person[];
  let more: readonly GrantScope[];
  beforeEach(() => {
    asked.length = 0;
    accounts = [];
    team = [];
    more = [];
  });
  const lookups: TeamLookups = {
    roles: [
      ...roles,
      { uuid: uuidOf('OFF'), name: 'CUSTOMER.OFF', content_type: 'customer', is_active: false },
      { uuid: uuidOf('A'), name: 'CUSTOMER.A', content_type: 'customer', description: 'Helper' },
      { uuid: uuidOf('B'), name: 'PROJECT.B', content_type: 'project', description: 'Helper' },
    ],
    people: (as, text) => {
      asked.push(text);
      return Promise.resolve(
        [ann, bob, ...accounts]
          .filter((known) =>
            as === 'name' || as === 'native_name'
              ? known.name === text
              : as === 'person'
                ? [known.username, known.email, known.uuid].includes(text)
                : known[as === 'first_name' || as === 'last_name' ? 'name' : as] === text,
          )
          .concat(text === 'twins' ? [ann, bob] : []),
      );
    },
    lookalikes: (text) =>
      Promise.resolve(
        accounts.map(({ username }) => username ?? '').filter((name) => sameNumber(text, name)),
      ),
    scopes: (kind, text) =>
      Promise.resolve(
        [organisation, itsProject, ...more].filter(
          (scope) => [scope.name, scope.uuid].includes(text) && (kind === undefined || kind === scope.kind),
        ),
      ),
    team: (scope) => {
      asked.push(`team of ${scope.name}`);
      return Promise.resolve(scope === itsProject ? [hidden] : team);
    },
  };
  const resolve = (
    rows: readonly string[],
    {
      people = (as, text) => lookups.people(as, text),
      roles = lookups.roles,
      ...options
    }: Partial<Pick<TeamLookups, 'people' | 'roles'>> & ResolveOptions = {},
  ) =>
    resolveTeam(
      parseTeamCsv(['person,role,scope_kind,scope,expiry', ...rows].join('\n'), now, scoped),
      { ...lookups, people, roles },
      organisation,
      options,
    );

  it('finds a role without a description by what it is shown as', async () => {
    const { wishes, problems: found } = await resolve(['ann,organisation off,,Organisation,']);
    assert.deepEqual(found, []);
    assert.equal(wishes[0]?.role.name, 'CUSTOMER.OFF');
  });

  it('finds a role by its words in the language of the reader, and still by those in English', async () => {
    const roles = lookups.roles.map((role) =>
      role.name === 'CUSTOMER.OFF' ? { ...role, shownAs: 'Asutuse Suletu' } : role,
    );
    for (const text of ['asutuse suletu', 'Organisation off']) {
      const { wishes, problems: found } = await resolve([`ann,${text},,Organisation,`], { roles });
      assert.deepEqual(found, []);
      assert.equal(wishes[0]?.role.name, 'CUSTOMER.OFF');
    }
  });

  it('finds people, roles and scopes by any of their names', async () => {
    const { wishes, problems: found } = await resolve([
      'ann,CUSTOMER.OWNER,,Organisation,',
      'ann,CUSTOMER.OFF,,Organisation,',
      `bob@example.org,helper,,Organisation,`,
      `${bob.uuid},Helper,project,${itsProject.uuid},2027-01-01`,
    ]);
    assert.deepEqual(found, []);
    assert.deepEqual(
      wishes.map((wish) => [wish.person.name, wish.role.name, wish.scope.name, wish.expiry, wish.line]),
      [
        ['ann', 'CUSTOMER.OWNER', 'Organisation', null, 2],
        ['ann', 'CUSTOMER.OFF', 'Organisation', null, 3],
        ['bob', 'CUSTOMER.A', 'Organisation', null, 4],
        ['bob', 'PROJECT.B', 'Project', endOfDay(2027, 1, 1), 5],
      ],
    );
  });

  it('says what is unknown, ambiguous or does not fit', async () => {
    const { wishes, problems: found } = await resolve([
      'carl,CUSTOMER.OWNER,,Organisation,',
      'twins,CUSTOMER.OWNER,,Organisation,',
      'ann,CUSTOMER.EMPEROR,,Organisation,',
      'ann,PROJECT.MEMBER,,Organisation,',
      'ann,CUSTOMER.OWNER,,Nowhere,',
    ]);
    assert.deepEqual(wishes, []);
    assert.deepEqual(
      found.map(({ line, problem }) => [line, problem.kind, 'what' in problem ? problem.what : '']),
      [
        [2, 'unknown', 'person'],
        [3, 'ambiguous', 'person'],
        [4, 'unknown', 'role'],
        [5, 'roleForOtherScope', ''],
        [6, 'unknown', 'scope'],
      ],
    );
  });

  it('finds in the team of the scope whom the search does not show', async () => {
    const { wishes, problems: found } = await resolve([
      'hidden,PROJECT.MEMBER,,Project,',
      'hidden,CUSTOMER.OWNER,,Organisation,',
      'hidden,CUSTOMER.OWNER,,Nowhere,',
    ]);
    assert.deepEqual(
      wishes.map((wish) => [wish.person.uuid, wish.line]),
      [[hidden.uuid, 2]],
    );
    assert.deepEqual(
      found.map(({ line, problem }) => [line, problem.kind, 'what' in problem ? problem.what : '']),
      [
        [3, 'unknown', 'person'],
        [4, 'unknown', 'person'],
        [4, 'unknown', 'scope'],
      ],
    );
  });

  it('leaves out a line that says the same again, under whatever name, and refuses one that contradicts', async () => {
    const { wishes, problems: found } = await resolve([
      'ann,CUSTOMER.OWNER,,Organisation,2027-01-01',
      `ann@example.org,customer.owner,customer,Organisation,${endOfDay(2027, 1, 1)}`,
      'ann,CUSTOMER.OWNER,,Organisation,',
    ]);
    assert.equal(wishes.length, 0, 'which end is meant is not for the order of lines to say');
    assert.deepEqual(
      found.map(({ line, severity, problem }) => [line, severity, problem]),
      [
        [2, 'error', { kind: 'contradicts', firstLine: 4 }],
        [3, 'warning', { kind: 'duplicate', firstLine: 2 }],
        [4, 'error', { kind: 'contradicts', firstLine: 2 }],
      ],
    );
  });

  it('knows who is to lose a role only when every line could be read and found', async () => {
    const good = ['ann,CUSTOMER.OWNER,,Organisation,', 'bob,CUSTOMER.OWNER,,Organisation,'];
    const told = ['ann,CUSTOMER.OWNER,,Organisation,', 'bob,CUSTOMER.READER,,Organisation,2026-11-01'];
    const whole = await resolve([...good, ...told]);
    assert.deepEqual(
      whole.problems.map(({ severity }) => severity),
      ['warning', 'warning'],
    );
    assert.deepEqual([linesLeftOut(whole), mayRemoveOthers(whole)], [0, true]);
    for (const wrong of [
      // Everything that follows is in this one cell.
      ['"ann,CUSTOMER.READER,,Organisation,', 'bob,CUSTOMER.OWNER,,Organisation,'],
      ['ann,CUSTOMER.READER,,Organisation,soon'],
      ['ann,,,Organisation,'],
      ['carl,CUSTOMER.OWNER,,Organisation,soon'],
      ['carl,CUSTOMER.OWNER,,Nowhere,'],
      ['twins,CUSTOMER.OWNER,,Organisation,'],
    ]) {
      const part = await resolve([...good, ...wrong]);
      assert.equal(part.wishes.length, 2);
      assert.deepEqual([linesLeftOut(part), mayRemoveOthers(part)], [1, false], wrong.join());
    }
    const contradicted = await resolve([...good, 'ann,CUSTOMER.OWNER,,Organisation,2027-01-01']);
    assert.deepEqual(
      [contradicted.wishes.length, linesLeftOut(contradicted), mayRemoveOthers(contradicted)],
      [1, 2, false],
    );
  });

  const many = Array.from({ length: 200 }, (_, index) => `someone${index},CUSTOMER.OWNER,,Organisation,`);

  it('asks a few at a time, fewer than the client lets through, and says how far it is', async () => {
    let underWay = 0;
    let most = 0;
    const progress: number[] = [];
    await resolve(many, {
      people: async () => {
        most = Math.max(most, ++underWay);
        await new Promise((done) => setImmediate(done));
        underWay--;
        return [ann];
      },
      onProgress: ({ done, total }) => progress.push(done, total),
    });
    assert.ok(most > 1 && most < 4, String(most));
    assert.deepEqual(progress.slice(0, 4), [1, 200, 2, 200]);
    assert.deepEqual(progress.slice(-2), [200, 200]);
  });

  it('asks nothing more once it is stopped, nor after a failure', async () => {
    const stop = new AbortController();
    const signals = new Set<AbortSignal | undefined>();
    let asks = 0;
    const stopped = resolve(many, {
      people: (_as, _text, options) => {
        signals.add(options?.signal);
        if (++asks === 10) {
          stop.abort();
        }
        return Promise.resolve([ann]);
      },
      signal: stop.signal,
    });
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.equal(asks, 10);
    assert.deepEqual([...signals], [stop.signal]);

    asks = 0;
    const failed = resolve(many, {
      people: () => (++asks === 10 ? Promise.reject(new Error('gone')) : Promise.resolve([ann])),
    });
    await assert.rejects(failed, /gone/);
    // What would be asked still is asked by then: nothing here waits for more than promises.
    await new Promise(setImmediate);
    assert.ok(asks <= 12, String(asks));
  });

  it('asks for each name once', async () => {
    asked.length = 0;
    await resolve([
      'ann,CUSTOMER.OWNER,,Organisation,',
      'ann,CUSTOMER.READER,,Organisation,',
      'bob,CUSTOMER.READER,,Organisation,',
    ]);
    assert.deepEqual(asked, ['team of Organisation', 'ann', 'bob']);
  });
});
