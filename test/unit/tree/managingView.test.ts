import { fakeTreeView } from './fakeTreeView';
import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { TeamViews } from '../../../src/organisations/teamView';
import { ManagingOrganisationsView } from '../../../src/tree/managingOrganisationsView';
import type { TreeNode } from '../../../src/tree/treeNode';
import { listProtectedCalls } from '../../../src/waldur/calls';
import { FakeMemento } from '../connections/fakes';

describe('the view Managing Organisations', () => {
  let window: OrganisationsWindow;
  let view: ManagingOrganisationsView;
  let stores: OrganisationStores;
  let operated: ReturnType<typeof fakeTreeView>;

  beforeEach(async () => {
    window = await OrganisationsWindow.open({}, 'callOrganiser');
    operated = fakeTreeView();
    stores = new OrganisationStores();
    const { connection, views, pins } = window;
    const connections = {
      connections: [connection],
      loaded: Promise.resolve(),
      onDidChange: new vscode.EventEmitter<void>().event,
    };
    view = new ManagingOrganisationsView({
      connections: connections as unknown as ConnectionStore,
      teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter<void>()),
      ...{ stores, views, pins },
      expiringSoonDays: () => 14,
      onDidChangeSettings: new vscode.EventEmitter<void>().event,
    });
  });

  afterEach(async () => {
    view.dispose();
    stores.dispose();
    await window.close();
  });

  const rows = async (node?: TreeNode) =>
    (await view.tree.getChildren(node)).map((child) => {
      const { label, description } = view.tree.getTreeItem(child);
      return { node: child, text: `${typeof label === 'string' ? label : ''} | ${String(description)}` };
    });

  it('begins with one’s own, marked, and shows them alone or what is searched for', async () => {
    const all = await rows();
    const own = all.filter(({ text }) => text.includes('| yours'));
    assert.ok(own.length > 0 && own.length < all.length, all.map(({ text }) => text).join('\n'));
    assert.deepEqual(all.slice(0, own.length), own);
    const node = view.nodeOf(window.connection);
    assert.ok(node);
    node.filter = { own: true };
    assert.equal((await rows()).length, own.length);
    assert.equal(view.tree.view.message, 'Filter: yours');
    node.filter = { text: 'no such organisation' };
    assert.match((await rows())[0]?.text ?? '', /^No managing organisation matches the filter/);
    node.filter = {};
    assert.equal((await rows()).length, all.length);
    assert.equal(view.tree.view.message, '');
  });

  it('has its first rows in the order in which they stay, whoever answers first, at no more requests', async () => {
    const { server } = window;
    server.faults.add({ path: 'api/users/me/', fault: { kind: 'delay', ms: 200 } });
    server.requests.clear();
    const first = await rows();
    const asked = server.requests.list().map(({ path }) => path.replace(/\?.*/, ''));
    assert.equal(new Set(asked).size, asked.length, asked.join('\n'));
    await stores.of(window.connection).caller.get();
    const texts = (all: typeof first) => all.map(({ node, text }) => `${node.id} ${text}`);
    assert.deepEqual(texts(await rows()), texts(first));
    assert.equal(server.requests.count(), asked.length);
  });

  it('has rows also where it is not told who the caller is', async () => {
    window.server.faults.add({
      path: 'api/users/me/',
      fault: { kind: 'status', status: 500, headers: {}, body: '' },
    });
    const all = await rows();
    assert.ok(all.length > 1 && !all.some(({ text }) => text.includes('yours')));
  });

  it('lists open calls before drafts, and leads to one that Go to found', async () => {
    const { rows: found } = await listProtectedCalls(window.connection.client);
    const [call] = found;
    assert.ok(call);
    await view.revealCall(window.connection, call);
    const [revealed] = operated().revealed;
    const node = revealed?.element as TreeNode;
    assert.equal(node.treeItem().label, call.name);
    assert.ok(node.parent);
    // When a round closes stands instead of that the call is open.
    const states = (await rows(node.parent)).map(({ text }) =>
      /\| (open|round|draft|archived)/.exec(text)?.[1]?.replace('round', 'open'),
    );
    assert.deepEqual(
      states,
      states.toSorted((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')),
    );
    assert.ok(new Set(states).size > 1, states.join());
  });
});

const order = ['open', 'draft', 'archived'];
