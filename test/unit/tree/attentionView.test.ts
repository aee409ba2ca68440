import assert from 'node:assert/strict';
import { fakeTreeView } from './fakeTreeView';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { CustomerViews } from '../../../src/organisations/customerView';
import { objectRef } from '../../../src/organisations/objectRef';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import { lifelikeWorld } from '../../../src/sample/lifelike/lifelikeWorld';
import type { PersonaKind } from '../../../src/sample/personas';
import { type SampleServer, type SampleServerOptions, startSampleServer } from '../../../src/sample/server';
import { AttentionView } from '../../../src/tree/attentionView';
import type { TreeNode } from '../../../src/tree/treeNode';
import { updateUser } from '../../../src/waldur/members';
import { FakeMemento } from '../connections/fakes';
import { connectionOf } from '../connections/signedIn';
import { settled } from '../settled';

const roles = 'Roles that end soon';
const projects = 'Projects that end soon';
const invitations = 'Invitations that wait';

describe('the view Attention', () => {
  let server: SampleServer;
  let connection: Connection;
  let stores: OrganisationStores;
  let view: AttentionView;

  async function open(kind: PersonaKind, options: SampleServerOptions = {}): Promise<void> {
    fakeTreeView();
    server = await startSampleServer(options);
    connection = connectionOf(server, kind);
    stores = new OrganisationStores();
    const memento = new FakeMemento();
    view = new AttentionView(
      {
        connections: {
          connections: [connection],
          loaded: Promise.resolve(),
          onDidChange: new vscode.EventEmitter<void>().event,
        } as unknown as ConnectionStore,
        stores,
        views: new CustomerViews(memento, new vscode.EventEmitter<string>()),
        teams: new TeamViews(memento, new vscode.EventEmitter<void>()),
        pins: new Pins(memento),
        expiringSoonDays: () => 14,
        onDidChangeSettings: new vscode.EventEmitter<void>().event,
      },
      () => 30,
    );
  }
  afterEach(async () => {
    view.dispose();
    stores.dispose();
    connection.client.dispose();
    await server.close();
  });

  const textOf = (node: TreeNode): string => {
    const { label, description } = view.tree.getTreeItem(node);
    return [label, description]
      .flatMap((text) => (typeof text === 'string' && text !== '' ? [text] : []))
      .join(' · ');
  };
  const rowsOf = async (label: string): Promise<readonly TreeNode[]> => {
    const group = (await view.tree.getChildren()).find((node) => textOf(node).startsWith(label));
    return group === undefined ? [] : view.tree.getChildren(group);
  };
  const texts = async (label: string): Promise<readonly string[]> => (await rowsOf(label)).map(textOf);

  it('shows staff what ends, closes or waits, soonest first, and counts it', async () => {
    await open('staff');
    const groups = (await view.tree.getChildren()).map(textOf);
    assert.deepEqual(
      groups.map((text) => text.replace(/ · \d+$/, '')),
      [roles, projects, 'Calls that close soon', invitations].filter((label) =>
        groups.some((text) => text.startsWith(label)),
      ),
    );
    const [first = ''] = (await texts(roles)).filter((text) => text.includes(' left · '));
    assert.match(first, /^.+ · \d+ days? left · .+ · .+/);
    const total = groups.reduce((sum, text) => sum + Number(/\d+$/.exec(text)?.[0]), 0);
    assert.equal(view.tree.view.badge?.value, total);
    for (const text of await texts(projects)) {
      assert.match(text, /left|in grace|ended|until/);
    }
  });

  it('tells the menus what can be done with a role, and names the organisation of an invitation', async () => {
    await open('staff');
    const [role] = await rowsOf(roles);
    assert.match(role?.treeItem().contextValue ?? '', /^grant\+.*\bends\b.*\bcanRevoke\b.*\bcanExpire\b/);
    assert.equal(role?.shownRoles.length, 1);
    const [invitation] = await rowsOf(invitations);
    assert.equal(invitation?.roleScope?.object.kind, 'customer');
    assert.ok(textOf(invitation).endsWith(invitation.roleScope.object.name));
  });

  it('takes a role out once its end was moved, and reads its team alone', async () => {
    await open('staff');
    const [role] = await rowsOf(roles);
    const held = role?.shownRoles[0]?.held;
    assert.ok(held !== undefined);
    await updateUser(connection.client, held.scope, {
      role: held.role.uuid,
      user: held.person.uuid,
      expiration_time: null,
    });
    server.requests.clear();
    const changed = new Promise((resolve) => view.tree.onDidChangeTreeData(resolve));
    await stores.invalidate([{ ...objectRef(connection, held.scope), list: 'team' }]);
    await changed;
    const left = await rowsOf(roles);
    assert.ok(left.length > 0 && !left.some(({ id }) => id === role?.id));
    assert.deepEqual(
      server.requests.list().map(({ path }) => path.replace(/\?.*/, '')),
      [`/api/${held.scope.kind}s/${held.scope.uuid}/list_users/`],
    );
    await updateUser(connection.client, held.scope, {
      role: held.role.uuid,
      user: held.person.uuid,
      expiration_time: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const again = new Promise((resolve) => view.tree.onDidChangeTreeData(resolve));
    await stores.invalidate([{ ...objectRef(connection, held.scope), list: 'team' }]);
    await again;
    assert.ok(
      (await rowsOf(roles)).some(({ id }) => id === role?.id),
      'it ends soon again',
    );
  });

  it('leaves what could be read where one kind cannot be, which says so and is tried again', async () => {
    await open('staff');
    const fault = server.faults.add({
      path: 'user-invitations',
      fault: { kind: 'status', status: 500, body: '' },
    });
    assert.ok((await rowsOf(roles)).length > 0);
    const [failed] = await rowsOf(invitations);
    assert.equal(failed?.treeItem().label, 'Retry');
    fault.remove();
    await view.tree.refresh();
    assert.ok((await rowsOf(invitations)).every((node) => node.treeItem().label !== 'Retry'));
  });

  it('says that there is nothing to someone who manages nothing', async () => {
    await open('newcomer');
    const [only, ...others] = await view.tree.getChildren();
    assert.equal(only && textOf(only), 'Nothing needs your attention · for 30 days');
    assert.deepEqual([others, view.tree.view.badge], [[], undefined]);
  });

  it('looks at some of many teams at first, says how many, and goes on when asked', async () => {
    const world = lifelikeWorld({ now: new Date(), scale: 150 });
    const { username = '' } = world.users.find(({ username }) => username === 'nele.uibo') ?? {};
    world.grants.push(
      ...world.customers.map(({ uuid }, index) => ({
        uuid: index.toString(16).padStart(32, 'f'),
        user: username,
        role: 'CUSTOMER.ADMINISTRATOR',
        scope_type: 'customer' as const,
        scope: uuid,
        created: world.now,
      })),
    );
    await open('newcomer', { world });
    const more = (await view.tree.getChildren()).at(-1);
    assert.match(more === undefined ? '' : textOf(more), /^Load more · 100 of \d+$/);
    assert.match(view.tree.view.message ?? '', /^Teams looked at: 100 of \d+$/);
    const before = (await rowsOf(roles)).length;
    const node = view.nodeOf(connection);
    await node?.list.goOn();
    await settled();
    assert.ok((await rowsOf(roles)).length >= before);
    assert.equal(view.tree.view.message, '');
  });
});
