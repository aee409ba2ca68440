import assert from 'node:assert/strict';
import { endingInTeam, managedScopes } from '../../src/attention/endingInTeams';
import { endingRolesByList } from '../../src/attention/endingRoles';
import { readCaller } from '../../src/access/caller';
import type { HeldRole } from '../../src/grants/roleTask';
import { lifelikeWorld } from '../../src/sample/lifelike/lifelikeWorld';
import type { World, WorldGrant } from '../../src/sample/world';
import { manyGrants, total } from './manyGrants';
import { asked, day, grant, openGranted, someone } from './accessWorld';
import { type Bench, openBench, staffName } from './grantsWorld';

const days = 30;

const worded = (roles: readonly HeldRole[]): readonly string[] =>
  roles
    .map(
      ({ person, scope, role, expiry }) =>
        `${person.uuid} ${scope.uuid} ${role.name} ${Date.parse(expiry ?? '')}`,
    )
    .toSorted();

/** What the server holds and ends within the days, or has ended and was not swept. */
function expected({ server: { world } }: Bench, isOf: (grant: WorldGrant) => boolean): readonly string[] {
  const until = Date.now() + days * day;
  return world.grants
    .filter((grant) => grant.is_active !== false && isOf(grant))
    .filter(({ expiration_time: end }) => typeof end === 'string' && Date.parse(end) <= until)
    .map(({ user, scope, role, expiration_time: end }) => {
      const { uuid = '' } = world.users.find(({ username }) => username === user) ?? {};
      return `${uuid} ${scope} ${role} ${Date.parse(end ?? '')}`;
    })
    .toSorted();
}

const isHandled = ({ scope_type: type }: WorldGrant): boolean =>
  ['customer', 'project', 'callmanagingorganisation'].includes(type);

/** Teams leave disabled accounts out. */
const isActive = ({ server: { world } }: Bench, { user }: WorldGrant): boolean =>
  world.users.some(({ username, is_active }) => username === user && is_active !== false);

describe('roles that end soon', () => {
  let bench: Bench;
  afterEach(() => bench.close());

  for (const serverVersion of ['7.0', 'newest'] as const) {
    it(`are found among ${total} on server ${serverVersion} with at most 25 requests, without revoked ones`, async () => {
      const world = lifelikeWorld({ now: new Date(), scale: 10_000, server: serverVersion });
      world.grants.push(...manyGrants(world));
      bench = await openBench(staffName, { world, serverVersion });
      let found: readonly HeldRole[] = [];
      const paths = await asked(bench, async () => {
        found = await endingRolesByList(bench.client, bench.caller, new Date(), days, {});
      });
      assert.ok(paths.length <= 25, `${paths.length} requests`);
      const now = Date.now();
      const isOver = ({ expiry }: HeldRole): boolean => Date.parse(expiry ?? '') <= now;
      const wanted = expected(bench, (row) => isHandled(row) && isActive(bench, row));
      const told = worded(found);
      assert.ok(found.length > 500);
      assert.deepEqual(
        told.filter((line) => !wanted.includes(line)),
        [],
        'no one is told who does not hold it',
      );
      // Of those that have ended the latest are asked about alone.
      const running = (line: string): boolean => Number(line.split(' ').at(-1)) > now;
      assert.deepEqual(told.filter(running), wanted.filter(running));
      assert.ok(found.filter(isOver).length <= 8);
    }).timeout(60_000);
  }

  it('are told soonest first, with those that have ended and are still held', async () => {
    bench = await openBench();
    const found = await endingRolesByList(bench.client, bench.caller, new Date(), days, {});
    const ends = found.map(({ expiry }) => Date.parse(expiry ?? ''));
    assert.deepEqual(
      ends,
      [...ends].toSorted((one, other) => one - other),
    );
    assert.ok(ends.some((end) => end < Date.now()) && ends.some((end) => end > Date.now()));
  });

  it('are found by who runs three organisations in their teams, with at most 8 requests', async () => {
    const customersOf = ({ customers }: World) =>
      customers.filter(({ blocked, archived }) => blocked !== true && archived !== true).slice(0, 3);
    bench = await openGranted(
      (world) => customersOf(world).map(({ uuid }) => grant('CUSTOMER.ADMINISTRATOR', 'customer', uuid)),
      someone,
    );
    const { world } = bench.server;
    let found: readonly HeldRole[] = [];
    const paths = await asked(bench, async () => {
      const caller = await readCaller(bench.client, { serverVersion: undefined });
      const looks = await Promise.all(
        managedScopes(caller, new Date()).map((scope) =>
          endingInTeam(bench.client, scope, caller, new Date(), days, {}),
        ),
      );
      found = looks.flatMap(({ roles }) => roles);
      assert.deepEqual(
        looks.map(({ requests }) => requests),
        [2, 2, 2],
      );
    });
    assert.ok(paths.length <= 8, paths.join('\n'));
    const customers = new Set(customersOf(world).map(({ uuid }) => uuid));
    const projects = world.projects.filter(
      ({ customer, is_removed }) => customers.has(customer) && is_removed !== true,
    );
    const scopes = new Set([...customers, ...projects.map(({ uuid }) => uuid)]);
    assert.ok(found.length > 0);
    assert.deepEqual(
      worded(found),
      expected(bench, (row) => scopes.has(row.scope) && isActive(bench, row)),
    );
  });

  it('of a stranger are none', async () => {
    bench = await openBench(someone);
    assert.deepEqual(managedScopes(bench.caller, new Date()), []);
  });
});
