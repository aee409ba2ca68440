import assert from 'node:assert/strict';
import { AttentionWindow } from './attentionWindow';
import { objectRef } from '../../../src/organisations/objectRef';
import { lifelikeWorld } from '../../../src/sample/lifelike/lifelikeWorld';
import { startSampleServer } from '../../../src/sample/server';
import type { WorldGrant } from '../../../src/sample/world';
import type { TreeNode } from '../../../src/tree/treeNode';
import { updateUser } from '../../../src/waldur/members';
import { waitUntil } from '../../e2e/pages/waitUntil';
import { connectionOf } from '../connections/signedIn';
import { settled } from '../settled';

const roles = 'Roles that end soon';
const projects = 'Projects that end soon';
const compliance = 'Behind on compliance';
const invitations = 'Invitations that wait';

/** A world in which the newcomer manages all organisations. */
function managedWorld(scale: number) {
  const world = lifelikeWorld({ now: new Date(), scale });
  const { username = '' } = world.users.find((user) => user.username === 'nele.uibo') ?? {};
  world.grants.push(
    ...world.customers.map(({ uuid }, index): WorldGrant => ({
      uuid: index.toString(16).padStart(32, 'f'),
      user: username,
      role: 'CUSTOMER.ADMINISTRATOR',
      scope_type: 'customer',
      scope: uuid,
      created: world.now,
    })),
  );
  return world;
}

describe('the view Attention', () => {
  let window: AttentionWindow;
  afterEach(() => window.close());

  it('shows staff what ends, closes or waits, soonest first, and counts it', async () => {
    window = await AttentionWindow.open('staff');
    const groups = (await window.groups()).map((node) => window.text(node));
    assert.deepEqual(
      groups.map((text) => text.replace(/ · \d+$/, '')),
      [roles, projects, 'Calls that close soon', invitations].filter((label) =>
        groups.some((text) => text.startsWith(label)),
      ),
    );
    const [first = ''] = (await window.texts(roles)).filter((text) => text.includes(' left · '));
    assert.match(first, /^.+ · \d+ days? left · .+ · .+/);
    const total = groups.reduce((sum, text) => sum + Number(/\d+$/.exec(text)?.[0]), 0);
    assert.equal(window.view.tree.view.badge?.value, total);
    for (const text of await window.texts(projects)) {
      assert.match(text, /left|in grace|ended|until/);
    }
  });

  it('tells how long there is left where no long name hides it', async () => {
    window = await AttentionWindow.open('staff');
    for (const group of [projects, 'Calls that close soon', invitations]) {
      for (const row of await window.rows(group)) {
        const text = window.text(row);
        const days = /(\d+) days? left|in (\d+) days?/.exec(text)?.slice(1).find(Boolean);
        const badge = (await window.badge(row)) ?? '';
        assert.match(badge, text.includes('ended') ? /^$/ : /^\d[dw]$/, text);
        if (days !== undefined) {
          assert.equal(badge, Number(days) < 10 ? `${days}d` : `${Math.floor(Number(days) / 7)}w`, text);
        }
      }
    }
  });

  it('tells the menus what can be done with a row, and names the organisation of an invitation', async () => {
    window = await AttentionWindow.open('staff');
    const [role] = await window.rows(roles);
    assert.match(role?.treeItem().contextValue ?? '', /^grant\+.*\bends\b.*\bcanRevoke\b.*\bcanExpire\b/);
    assert.equal(role?.shownRoles.length, 1);
    const [project] = await window.rows(projects);
    assert.match(project?.treeItem().contextValue ?? '', /^project\+.*\bcanEdit\b.*\bawake$/);
    const [invitation] = await window.rows(invitations);
    assert.ok(invitation !== undefined);
    assert.equal(invitation.roleScope?.object.kind, 'customer');
    assert.ok(window.text(invitation).endsWith(invitation.roleScope.object.name));
  });

  it('takes a role out once its end was moved, and reads its team alone', async () => {
    window = await AttentionWindow.open('staff');
    const { connection, server, stores, view } = window;
    const [role] = await window.rows(roles);
    const held = role?.shownRoles[0]?.held;
    assert.ok(held !== undefined);
    const change = { role: held.role.uuid, user: held.person.uuid };
    const told = async (): Promise<void> => {
      const changed = new Promise((resolve) => view.tree.onDidChangeTreeData(resolve));
      await stores.invalidate([{ ...objectRef(connection, held.scope), list: 'team' }]);
      await changed;
    };
    await updateUser(connection.client, held.scope, { ...change, expiration_time: null });
    server.requests.clear();
    await told();
    const left = await window.rows(roles);
    assert.ok(left.length > 0 && !left.some(({ id }) => id === role?.id));
    assert.ok(role?.isGone);
    assert.deepEqual(window.asked(), [`/api/${held.scope.kind}s/${held.scope.uuid}/list_users/`]);
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    await updateUser(connection.client, held.scope, { ...change, expiration_time: soon });
    await told();
    assert.ok(
      (await window.rows(roles)).some(({ id }) => id === role.id),
      'it ends soon again',
    );
  });

  it('leaves what could be read where one kind cannot be, which says so and is tried again', async () => {
    window = await AttentionWindow.open('staff');
    const fault = window.server.faults.add({
      path: 'user-invitations',
      fault: { kind: 'status', status: 500, body: '' },
    });
    assert.ok((await window.rows(roles)).length > 0);
    const [failed] = await window.rows(invitations);
    assert.equal(failed?.treeItem().label, 'Retry');
    fault.remove();
    await window.view.tree.refresh();
    assert.ok((await window.rows(invitations)).every((node) => node.treeItem().label !== 'Retry'));
  });

  it('shows one server where another cannot be reached, which is said once', async () => {
    window = await AttentionWindow.open('staff');
    const { connection, connections, view } = window;
    const other = await startSampleServer();
    connections.push(connectionOf(other, 'owner'));
    other.faults.add({ path: '/api/', fault: { kind: 'status', status: 500, body: '' } });
    const [working, failing] = await window.groups();
    assert.ok(working !== undefined && failing !== undefined);
    assert.equal(working.id, connection.info.id);
    assert.ok((await view.tree.getChildren(working)).length > 1);
    const only = await view.tree.getChildren(failing);
    assert.deepEqual(
      only.map((node) => node.treeItem().label),
      ['Retry'],
    );
    assert.ok((view.tree.view.badge?.value ?? 0) > 0);
    await other.close();
  });

  it('says that there is nothing to someone who manages nothing', async () => {
    window = await AttentionWindow.open('newcomer');
    const [only, ...others] = await window.groups();
    assert.equal(only && window.text(only), 'Nothing needs your attention · for 30 days');
    assert.deepEqual([others, window.view.tree.view.badge], [[], undefined]);
  });

  it('reads anew where it is to list more days', async () => {
    window = await AttentionWindow.open('staff');
    const before = (await window.rows(roles)).length;
    window.days = 200;
    assert.ok((await window.rows(roles)).length > before);
  });

  it('shows owners which organisations are behind on compliance, and staff those that they have pinned', async () => {
    window = await AttentionWindow.open('owner');
    const [row] = await window.rows(compliance);
    assert.ok(row);
    assert.match(window.text(row), /^Kalev Institute of Genomics · \d+ of \d+ projects$/);
    assert.match(row.treeItem().contextValue ?? '', /^customer\+.*\bbehind\b/);
    assert.equal(row.openCommand, 'waldur.openCompliance');
    // However long its name is.
    assert.equal(await window.badge(row), / · (\d+) of /.exec(window.text(row))?.[1]);
    await window.close();
    window = await AttentionWindow.open('staff');
    assert.deepEqual(await window.rows(compliance), []);
    await window.pin('Kalev Institute of Genomics');
    await settled();
    await window.node.list.readPinned();
    assert.equal((await window.texts(compliance)).length, 1);
  });

  it('has rows of what is pinned before all others, soonest first among them', async () => {
    window = await AttentionWindow.open('staff');
    const rows = await window.rows(roles);
    const { object } = rows.at(-1)?.roleScope ?? {};
    assert.ok(object?.kind === 'customer' || object?.kind === 'project');
    const { kind, uuid, name } = object;
    const isOf = ({ roleScope }: TreeNode): boolean => {
      const scope = roleScope?.object;
      return scope?.uuid === uuid || (scope?.kind === 'project' && scope.customer === uuid);
    };
    assert.ok(rows.some((row, index) => !isOf(row) && rows.slice(index).some(isOf)));
    await window.pins.add([{ ...objectRef(window.connection, { kind, uuid }), name }]);
    assert.deepEqual(
      (await window.rows(roles)).map(({ id }) => id),
      [...rows.filter(isOf), ...rows.filter((row) => !isOf(row))].map(({ id }) => id),
    );
  });

  it('looks at some of many teams at first, says how many, and goes on when asked', async () => {
    window = await AttentionWindow.open('newcomer', { world: managedWorld(150) });
    const { view } = window;
    await view.tree.getChildren();
    assert.match(view.tree.view.message ?? '', /^Teams looked at: \d+ of 150, more while this view is open$/);
    const { list } = window.node;
    const swept = (): Promise<boolean> =>
      waitUntil(
        'the end of the look',
        () => Promise.resolve(list.isSweeping),
        (sweeping) => !sweeping,
      );
    await swept();
    const more = (await window.groups()).at(-1);
    assert.match(more === undefined ? '' : window.text(more), /^Load more · 100 of \d+$/);
    assert.match(view.tree.view.message ?? '', /^Teams looked at: 100 of \d+$/);
    const before = (await window.rows(roles)).length;
    await view.tree.refresh();
    await swept();
    assert.ok((await window.rows(roles)).length >= before, 'a refresh goes on where it stopped');
    assert.equal(view.tree.view.message, '');
  }).timeout(60_000);
});
