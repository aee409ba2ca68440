import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { ChangeRuns, type ChangeRunsParts } from '../../../src/changes/changeRuns';
import type { KeptRun } from '../../../src/changes/keptRun';
import type { RoleParts } from '../../../src/commands/roleParts';
import { resendInvitation } from '../../../src/commands/resendInvitation';
import type { Connection } from '../../../src/connections/connection';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { InvitationNode } from '../../../src/tree/nodes/invitationNode';
import { TreeNode } from '../../../src/tree/treeNode';
import { clientOn, json } from '../waldur/scriptedTransport';

const pending = json({ uuid: 'a'.repeat(32), state: 'pending' });

describe('sending invitations again', () => {
  afterEach(() => {
    Reflect.deleteProperty(vscode.window, 'showWarningMessage');
  });

  const rowsOn = (client: Connection['client'], names: readonly string[]) => {
    const connection = {
      client,
      state: { kind: 'ready' },
      info: { id: 'c', serverName: 'O', user: { uuid: 'f'.repeat(32) } },
      onDidChangeWaiting: new vscode.EventEmitter().event,
    } as unknown as Connection;
    class Organisation extends TreeNode {
      readonly id = 'o';

      override get roleScope() {
        return { connection, object: { kind: 'customer', uuid: 'o', name: 'O' } } as const;
      }

      override treeItem(): never {
        throw new Error('Nobody shows this row.');
      }
    }
    const stores = new OrganisationStores();
    const store = stores.of(connection);
    const kept: KeptRun = {
      begin: () => Promise.resolve(),
      add: () => Promise.resolve(),
      id: 'run',
      ask: () => Promise.resolve(),
      settle: () => Promise.resolve(),
      head: { connectionId: 'c', name: { kind: 'command', command: 'resendInvitation' } },
      complete: () => Promise.resolve(),
      beginUndo: () => Promise.resolve(),
      settleUndone: () => Promise.resolve(),
    };
    const runs = new ChangeRuns({
      connections: { connections: [connection], get: () => connection },
      stores,
      journals: { open: () => kept },
      contextKeys: { set: () => undefined },
      log: { error: () => undefined },
    } as unknown as ChangeRunsParts);
    const context = { stores, runs, lastUsedView: { selection: [] } } as unknown as RoleParts;
    const rows = names.map(
      (name) =>
        new InvitationNode(
          new Organisation(undefined),
          { connection, store } as unknown as ConstructorParameters<typeof InvitationNode>[1],
          { uuid: name.repeat(32), email: `${name}@example.org` },
          'o',
        ),
    );
    return { context, rows };
  };

  it('stops where a gateway answers each, and says how many were not started', async () => {
    const { client, transport } = clientOn(({ method }) =>
      method === 'POST' ? json({ message: 'Unauthorized' }, 401) : pending,
    );
    const { context, rows } = rowsOn(client, 'abcdef0123456789'.split(''));
    const told: string[] = [];
    Reflect.set(vscode.window, 'showWarningMessage', (message: string) => told.push(message));
    await resendInvitation(context, rows[0], rows);
    const sent = transport.requests.filter(({ method }) => method === 'POST').length;
    assert.ok(sent <= 8, String(sent));
    assert.match(
      told.join(),
      /did not come from Waldur.* 0 of 16 invitations resent\. \d failed\. \d+ not started\.$/,
    );
  });

  it('reads once what the caller may do, however many are refused', async () => {
    const { client, transport } = clientOn(({ url, method }) => {
      if (method === 'POST') {
        return json({ detail: 'No.' }, 403);
      }
      return url.pathname.endsWith('/me/')
        ? json({ uuid: 'f'.repeat(32) })
        : /invitations\/./.test(url.pathname)
          ? pending
          : json([]);
    });
    const { context, rows } = rowsOn(client, ['a', 'b', 'c']);
    const told: string[] = [];
    Reflect.set(vscode.window, 'showWarningMessage', (message: string) => told.push(message));
    await resendInvitation(context, rows[0], rows);
    const paths = transport.requests.map(({ url }) => url.pathname);
    const sent = paths.filter((path) => path.endsWith('/send/')).length;
    assert.ok(sent > 0 && sent <= 3, String(sent));
    assert.equal(paths.filter((path) => path.endsWith('/users/me/')).length, 1);
    assert.match(told.join(), /^You do not have permission.*No\. 0 of 3 invitations resent\. \d failed\./);
  });
});
