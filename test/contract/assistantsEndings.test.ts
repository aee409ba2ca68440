import assert from 'node:assert/strict';
import { AssistantsBench, type Told } from './assistantsBench';
import { lifelikeWorld } from '../../src/sample/lifelike/lifelikeWorld';
import { persona, type PersonaKind } from '../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../src/sample/server';
import type { World, WorldGrant } from '../../src/sample/world';

const organisations = 240;

/** A world in which the newcomer runs all organisations. */
function managedWorld(): World {
  const world = lifelikeWorld({ now: new Date(), scale: organisations });
  world.grants.push(
    ...world.customers.map(({ uuid }, index): WorldGrant => ({
      uuid: index.toString(16).padStart(32, 'f'),
      user: persona('newcomer').username,
      role: 'CUSTOMER.ADMINISTRATOR',
      ...{ scope_type: 'customer', scope: uuid, created: world.now },
    })),
  );
  return world;
}

describe('roles that expire soon, for assistants that ask again', () => {
  let server: SampleServer;
  let bench: AssistantsBench;
  const { now } = Date;
  before(async () => {
    server = await startSampleServer({ world: managedWorld() });
  });
  after(() => server.close());
  afterEach(() => {
    Date.now = now;
    bench.close();
  });

  const open = (kind: PersonaKind): void => {
    bench = new AssistantsBench([{ server, username: persona(kind).username }]);
  };
  /** What was answered, and after how many requests. */
  const ask = async (days: number): Promise<Told & { readonly requests: number }> => {
    server.requests.clear();
    const told = await bench.askOne('waldur_find_ending_roles', { days });
    const ends = (told.rows ?? []).map(({ expires }) => Date.parse(String(expires)));
    assert.ok(ends.every((end) => end <= Date.now() + days * 24 * 60 * 60 * 1000));
    return { ...told, requests: server.requests.count() };
  };
  const more = (told: { readonly rows?: readonly object[]; readonly more?: string }): number =>
    (told.rows ?? []).length + Number(/^\d+/.exec(told.more ?? '0')?.[0]);

  it('are asked of the server once for staff, and again for more days', async () => {
    open('staff');
    const first = await ask(30);
    assert.ok(first.requests > 0 && first.requests <= 25, `${first.requests} requests`);
    const again = await ask(30);
    assert.deepEqual([again.requests, again.rows], [0, first.rows]);
    assert.equal(again.asOf, first.asOf);
    const fewer = await ask(7);
    assert.equal(fewer.requests, 0);
    assert.ok(more(fewer) < more(first));
    assert.ok((await ask(60)).requests > 0);
    assert.equal((await ask(30)).requests, 0);
  });

  it('are read anew once something was changed from here, and after a quarter of an hour', async () => {
    open('staff');
    await ask(30);
    const [connection] = bench.connections;
    assert.ok(connection);
    const [customer] = server.world.customers;
    const ref = { connectionId: connection.info.id, kind: 'customer', uuid: customer?.uuid ?? '' } as const;
    await bench.stores.of(connection).invalidate([{ ...ref, list: 'team' }]);
    assert.ok((await ask(30)).requests > 0);
    assert.equal((await ask(30)).requests, 0);
    Date.now = () => now() + 15 * 60 * 1000 + 1000;
    assert.ok((await ask(30)).requests > 0);
  });

  it('go on with the teams that the answer before did not come to', async () => {
    open('newcomer');
    const all = server.world.customers.filter(({ archived }) => archived !== true).length;
    const looked: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const { incomplete, requests } = await ask(30);
      assert.ok(requests <= 210, `${requests} requests`);
      const [, so, of] =
        /^Teams looked at: (\d+) of (\d+)\. To look at more, ask again\.$/.exec(String(incomplete)) ?? [];
      looked.push(Number(so ?? all));
      if (of === undefined) {
        break;
      }
    }
    assert.ok(looked.length > 1 && looked.at(-1) === all, looked.join());
    assert.deepEqual(
      looked,
      looked.toSorted((a, b) => a - b),
    );
    const done = await ask(30);
    assert.deepEqual([done.requests, done.incomplete], [0, undefined]);
  });
});
