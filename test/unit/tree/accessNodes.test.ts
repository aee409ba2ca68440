import { OrganisationsWindow } from './organisationsWindow';
import { caller } from '../access/callers';
import { ada, openWindow, sharedParts } from '../connections/fakes';
import assert from 'node:assert/strict';
import type { Connection } from '../../../src/connections/connection';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { AccessRootNode } from '../../../src/tree/nodes/accessNodes';
import type { ChangedRef } from '../../../src/organisations/objectRef';
import type { TreeNode } from '../../../src/tree/treeNode';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { searchUsers } from '../../../src/waldur/users';
import type { ViewParts } from '../../../src/tree/viewParts';
import { type Problem, WaldurError } from '../../../src/waldur/errors';

const person = { uuid: '3'.repeat(32), name: 'Cleo', username: 'cleo', email: '' };

describe('the view Access', () => {
  let shared: ReturnType<typeof sharedParts>;
  let store: ConnectionStore;
  let connection: Connection;

  beforeEach(async () => {
    shared = sharedParts();
    store = openWindow(shared).store;
    connection = await store.add(ada, 'some-token');
  });

  async function rowAfter(problem: Problem): Promise<TreeNode> {
    const current = { get: () => Promise.reject(new WaldurError(problem)) };
    const parts = { stores: { of: () => ({ caller: current }) } } as unknown as ViewParts;
    const root = new AccessRootNode(
      parts,
      () => undefined,
      () => undefined,
    );
    root.show({ connection, person });
    const [row] = await root.children();
    assert.ok(row !== undefined);
    return row;
  }

  it('reads itself again where it could not be read, and nothing else', async () => {
    const row = await rowAfter({ kind: 'server', status: 500 });
    const { command, contextValue } = row.treeItem();
    assert.deepEqual([command?.command, command?.arguments], ['waldur.refresh', [row]]);
    assert.equal(contextValue, 'error+retry');
  });

  it('offers to sign in where the token has expired', async () => {
    const { command, contextValue } = (
      await rowAfter({ kind: 'unauthorized', status: 401, reason: 'expired' })
    ).treeItem();
    assert.deepEqual([command?.command, command?.arguments], ['waldur.signIn', [ada.id]]);
    assert.equal(contextValue, 'error+signIn');
  });

  it('offers to sign in where lists were refused, and reads itself again after that', async () => {
    // Nobody in particular: the server refuses every list.
    const current = { get: () => Promise.resolve(caller([])) };
    const parts = { stores: { of: () => ({ caller: current }) } } as unknown as ViewParts;
    let changes = 0;
    const root = new AccessRootNode(
      parts,
      () => changes++,
      () => undefined,
    );
    root.show({ connection, person });
    const rows = await root.children();
    assert.ok(rows.length > 0);
    for (const row of rows) {
      const { command, label, description } = row.treeItem();
      assert.equal(label, 'Sign in again…');
      assert.match(typeof description === 'string' ? description : '', /could not be read/);
      assert.deepEqual([command?.command, command?.arguments], ['waldur.signIn', [ada.id]]);
    }
    assert.equal(changes, 0);
    await store.add(ada, 'second-token');
    assert.equal(changes, 1);
  });

  it('keeps what was read where it cannot be read anew', async () => {
    const window = await OrganisationsWindow.open();
    try {
      const stores = new OrganisationStores();
      const [someone] = (await searchUsers(window.connection.client, { user_keyword: 'sofia rossi' })).rows;
      assert.ok(someone);
      const root = new AccessRootNode(
        { stores, expiringSoonDays: () => 14 } as unknown as ViewParts,
        () => undefined,
        () => undefined,
      );
      root.show({ connection: window.connection, person: { uuid: someone.uuid, name: 'Sofia Rossi' } });
      const about = (change: object) =>
        root.isAbout({ connectionId: window.connection.info.id, ...change } as ChangedRef);
      const labels = async () => (await root.children()).map((row) => row.treeItem().label);
      const before = await labels();
      assert.ok(before.length > 1);
      const { uuid: scope, kind } = (await root.children())[0]?.roleScope?.object ?? {};
      assert.equal(about({ kind: 'user', uuid: someone.uuid }), true);
      assert.equal(about({ kind, uuid: scope }), true);
      assert.equal(about({ kind, uuid: scope, list: 'team' }), false, 'of someone else');
      assert.equal(about({ kind: 'user', uuid: someone.uuid, connectionId: ada.id }), false);
      const refuse = (scheme: string, body: string, contentType: string) =>
        window.server.faults.add({
          path: /./,
          fault: {
            kind: 'status',
            status: 401,
            headers: { 'www-authenticate': scheme, 'content-type': contentType },
            body,
          },
        });
      refuse('Basic', '<h1>No</h1>', 'text/html');
      await root.reload();
      assert.deepEqual(await labels(), ['Retry', ...before]);
      assert.ok(root.stale !== undefined);
      window.server.faults.clear();
      refuse('Token', '{"detail":"Invalid token."}', 'application/json');
      await root.reload();
      assert.deepEqual(await labels(), ['Sign in again…', ...before]);
      window.server.faults.clear();
      await root.reload();
      assert.deepEqual(await labels(), before);
      assert.equal(root.stale, undefined);
      root.dispose();
    } finally {
      await window.close();
    }
  });
});
