import assert from 'node:assert/strict';
import {
  linesLeftOut,
  mayRemoveOthers,
  type ResolveOptions,
  resolveTeam,
  type TeamLookups,
} from '../../../src/grants/resolveTeam';
import { parseTeamCsv } from '../../../src/grants/teamCsv';
import type { GrantScope, Person } from '../../../src/grants/roleTask';
import { sameNumber } from '../../../src/grants/whoIsMeant';
import { now, roles, uuidOf } from '../access/callers';
import { endOfDay, itsProject, organisation, person } from './planning';

const scoped = { scope: true };

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
