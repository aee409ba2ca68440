import { ada, openWindow, sharedParts } from './fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { ConnectionStatusBar } from '../../../src/connections/statusBar';

function commandIn(store: ConnectionStore): string | undefined | readonly unknown[] {
  const item: Partial<vscode.StatusBarItem> = { show: () => undefined, hide: () => undefined };
  Object.assign(vscode.window, { createStatusBarItem: () => item });
  new ConnectionStatusBar(store);
  const { command } = item;
  return typeof command === 'object'
    ? [command.command, ...((command.arguments ?? []) as readonly unknown[])]
    : command;
}

describe('the item in the status bar', () => {
  it('does what helps the connection', async () => {
    const shared = sharedParts();
    const { store } = openWindow(shared);
    await store.add(ada, 'first-token');
    assert.equal(commandIn(store), 'waldur.goToOrganisation');
    shared.secrets.failure = new Error('the keyring is locked');
    const locked = openWindow(shared).store;
    await locked.loaded;
    assert.deepEqual(commandIn(locked), ['waldur.refresh']);
    shared.secrets.failure = undefined;
    shared.secrets.values.clear();
    const gone = openWindow(shared).store;
    await gone.loaded;
    assert.deepEqual(commandIn(gone), ['waldur.signIn', ada.id]);
  });
});
