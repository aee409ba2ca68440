import { ada, bea, openWindow, sharedParts } from '../connections/fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runCommand, type RunCommandParts } from '../../../src/commands/runCommand';
import { signIn } from '../../../src/commands/signIn';
import type { ConnectionInfo } from '../../../src/connections/connectionInfo';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { ErrorNode, MessageNode } from '../../../src/tree/messageNodes';
import { TreeNode } from '../../../src/tree/treeNode';
import { WaldurError } from '../../../src/waldur/errors';

const expired = new WaldurError({ kind: 'unauthorized', status: 401, reason: 'expired' });
const canary = 'c0ffee0000000000000000000000000000c0ffee';

class RootNode extends TreeNode {
  readonly id = 'root';
  treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

/** A window signed in to all of these, whose tokens are gone for those that wait. */
async function window(
  all: readonly ConnectionInfo[],
  waiting: readonly ConnectionInfo[],
): Promise<{ store: ConnectionStore; context: RunCommandParts; asked: (string | undefined)[] }> {
  const shared = sharedParts();
  for (const info of all) {
    await openWindow(shared).store.add(info, canary);
  }
  for (const { id } of waiting) {
    shared.secrets.values.delete(`waldur.connection:${id}`);
  }
  const { store } = openWindow(shared);
  await store.loaded;
  const asked: (string | undefined)[] = [];
  const context = {
    connections: store,
    gestures: { meantBy: (call: unknown) => Promise.resolve(call) },
    log: { warn: () => undefined, show: () => undefined },
    signIn: (id?: string) => Promise.resolve(void asked.push(id)),
  } as unknown as RunCommandParts;
  return { store, context, asked };
}

describe('Sign In', () => {
  const root = new RootNode(undefined);

  it('is for the connection of the row it stands on', async () => {
    const { store, context, asked } = await window([ada, bea], []);
    const connection = store.get(bea.id);
    assert.ok(connection !== undefined);
    const command = { command: 'waldur.signIn', title: '', arguments: [ada.id] };
    const icon = new vscode.ThemeIcon('key');
    await signIn(context, new ErrorNode(root, 'list', expired, { connection }));
    await signIn(context, new MessageNode(root, 'signIn', { label: '', icon, command }));
    await signIn(context, ada.id);
    assert.deepEqual(asked, [bea.id, ada.id, ada.id]);
  });

  it('asks for a server from the palette, and in the head of a view whatever row has the focus', async () => {
    const { context, asked } = await window([ada], []);
    const icon = new vscode.ThemeIcon('info');
    const command = { command: 'waldur.clearFilter', title: '', arguments: [ada.id] };
    await signIn(context);
    await signIn(context, root);
    await signIn(context, new MessageNode(root, 'empty', { label: '', icon, command }));
    assert.deepEqual(asked, [undefined, undefined, undefined]);
  });
});

describe('Sign In in the notification of a failure', () => {
  async function press(
    all: readonly ConnectionInfo[],
    waiting: readonly ConnectionInfo[],
    pick: (items: readonly { readonly description: string }[]) => unknown = () =>
      assert.fail('nothing to ask'),
  ): Promise<readonly (string | undefined)[]> {
    const { context, asked } = await window(all, waiting);
    let pressed: Promise<unknown> = Promise.resolve();
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly { readonly description: string }[]) => Promise.resolve(pick(items)),
      showErrorMessage: (_: string, first: { run: () => Promise<unknown> }) => {
        const run = first.run.bind(first);
        return Promise.resolve({ run: () => (pressed = run()) });
      },
    });
    const failing = { 'waldur.trySampleData': () => Promise.reject(expired) };
    await runCommand(context, failing, 'waldur.trySampleData', []);
    await new Promise((resolve) => setImmediate(resolve));
    await pressed;
    return asked;
  }

  it('is for the only connection that waits for it', async () => {
    assert.deepEqual(await press([ada, bea], [bea]), [bea.id]);
  });

  it('asks for which of several', async () => {
    const asked = await press([ada, bea], [ada, bea], (items) => {
      assert.deepEqual(
        items.map(({ description }) => description),
        ['ADA', 'BEA'],
      );
      return items[1];
    });
    assert.deepEqual(asked, [bea.id]);
    assert.deepEqual(await press([ada, bea], [ada, bea], () => undefined), []);
  });

  it('is for any server where none waits', async () => {
    assert.deepEqual(await press([ada], []), [undefined]);
  });
});
