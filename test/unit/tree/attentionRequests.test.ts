import assert from 'node:assert/strict';
import { AttentionWindow } from './attentionWindow';
import { lifelikeWorld } from '../../../src/sample/lifelike/lifelikeWorld';
import type { WorldGrant } from '../../../src/sample/world';
import { grant } from '../../contract/accessWorld';
import { manyGrants, total } from '../../contract/manyGrants';

const day = 24 * 60 * 60 * 1000;

/** All that a person has to wait for before the roles that end soon are in sight, from the first request of a window. */
describe('until the view Attention shows all roles that end soon', () => {
  let window: AttentionWindow;
  afterEach(() => window.close());

  async function shown(): Promise<{ readonly requests: number; readonly rows: number }> {
    const [group] = await window.view.tree.getChildren();
    const requests = window.asked().length;
    assert.ok(group !== undefined);
    assert.match(window.text(group), /^Roles that end soon/);
    assert.equal(window.view.tree.view.message ?? '', '');
    return { requests, rows: (await window.view.tree.getChildren(group)).length };
  }

  const endsSoon = ({ expiration_time: end, is_active: active }: WorldGrant): boolean =>
    active !== false && Date.parse(end ?? '') > Date.now() && Date.parse(end ?? '') <= Date.now() + 30 * day;

  for (const serverVersion of ['7.0', 'newest'] as const) {
    it(`staff of 10,000 organisations and ${total} roles wait for 25 requests at most, on server ${serverVersion}`, async () => {
      const world = lifelikeWorld({ now: new Date(), scale: 10_000, server: serverVersion });
      world.grants.push(...manyGrants(world));
      window = await AttentionWindow.open('staff', { world, serverVersion });
      const { requests, rows } = await shown();
      assert.ok(requests <= 25, `${requests} requests`);
      assert.ok(rows > 500 && rows <= world.grants.filter(endsSoon).length + 8, `${rows} rows`);
    }).timeout(60_000);
  }

  it('owners of three organisations wait for 8 requests at most', async () => {
    const world = lifelikeWorld({ now: new Date() });
    const own = world.customers.filter(({ blocked, archived }) => blocked !== true && archived !== true);
    world.grants.push(
      ...own.slice(0, 3).map(({ uuid }) => ({
        ...grant('CUSTOMER.ADMINISTRATOR', 'customer', uuid),
        user: 'nele.uibo',
      })),
    );
    window = await AttentionWindow.open('newcomer', { world });
    const { requests, rows } = await shown();
    assert.ok(requests <= 8, window.asked().join('\n'));
    assert.ok(rows > 0);
  });
});
