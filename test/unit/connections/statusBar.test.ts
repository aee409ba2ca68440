import { ada, openWindow, sharedParts, when } from './fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RunProgressText } from '../../../src/changes/runProgressText';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { ConnectionStatusBar } from '../../../src/connections/statusBar';

function commandIn(store: ConnectionStore): string | undefined | readonly unknown[] {
  const item: Partial<vscode.StatusBarItem> = { show: () => undefined, hide: () => undefined };
  Object.assign(vscode.window, { createStatusBarItem: () => item });
  new ConnectionStatusBar(store);
  return commandOf(item);
}

function commandOf({ command }: Partial<vscode.StatusBarItem>): string | undefined | readonly unknown[] {
  return typeof command === 'object'
    ? [command.command, ...((command.arguments ?? []) as readonly unknown[])]
    : command;
}

describe('the item in the status bar', () => {
  it('does what helps the connection', async () => {
    const shared = sharedParts();
    const { store } = openWindow(shared);
    await store.add(ada, 'first-token');
    assert.equal(commandIn(store), 'waldur.connectionMenu');
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

  it('says that data is sample data', async () => {
    const { store } = openWindow(sharedParts());
    await store.add({ ...ada, sample: true }, 'a');
    const item: Partial<vscode.StatusBarItem> = { show: () => undefined, hide: () => undefined };
    Object.assign(vscode.window, { createStatusBarItem: () => item });
    new ConnectionStatusBar(store);
    assert.equal(item.text, `$(organization) ${ada.serverName} · sample`);
  });

  it('says how much needs attention, once that was read', async () => {
    const { store } = openWindow(sharedParts());
    await store.add(ada, 'a');
    const item: Partial<vscode.StatusBarItem> = { show: () => undefined, hide: () => undefined };
    Object.assign(vscode.window, { createStatusBarItem: () => item });
    const statusBar = new ConnectionStatusBar(store);
    const before = item.text;
    statusBar.showAttention({ value: 12, tooltip: '12 rows need your attention' });
    assert.equal(item.text, `${before ?? ''} $(bell) 12`);
    assert.ok(typeof item.tooltip === 'string');
    assert.match(item.tooltip, /\n12 rows need your attention$/);
    statusBar.showAttention(undefined);
    assert.equal(item.text, before);
  });

  it('tells servers of one name apart', async () => {
    const { store } = openWindow(sharedParts());
    await store.add(ada, 'a');
    const other = { ...ada, id: 'https://b.example.org/#1', baseUrl: 'https://b.example.org/' };
    await store.add(other, 'b');
    const item: Partial<vscode.StatusBarItem> = { show: () => undefined, hide: () => undefined };
    Object.assign(vscode.window, { createStatusBarItem: () => item });
    new ConnectionStatusBar(store);
    assert.ok(typeof item.tooltip === 'string');
    assert.match(item.tooltip, new RegExp(`${new URL(ada.baseUrl).host}\\n.* · b\\.example\\.org$`));
  });

  it('says that requests wait for a sign-in, as does the progress of a run, until they no longer do', async () => {
    const shared = sharedParts();
    let answer: (renewed: boolean) => void = () => undefined;
    const { store } = openWindow(shared, () => new Promise((resolve) => (answer = resolve)));
    const connection = await store.add(ada, 'first-token');
    const item: Partial<vscode.StatusBarItem> = { show: () => undefined, hide: () => undefined };
    Object.assign(vscode.window, { createStatusBarItem: () => item });
    new ConnectionStatusBar(store);
    const messages: unknown[] = [];
    const progress = new RunProgressText(connection, 3, { report: ({ message }) => messages.push(message) });
    progress.reach(1);
    const before = item.text;
    const refused = connection.client.send({ name: 'me', method: 'GET', path: 'api/users/me/' });
    refused.catch(() => undefined);
    await when(store.onDidChangeWaiting, () => connection.isWaitingForSignIn);
    assert.equal(item.text, '$(key) Waiting for you to sign in to Example Cloud');
    assert.deepEqual(commandOf(item), ['waldur.signIn', ada.id]);
    answer(false);
    await assert.rejects(refused);
    assert.equal(item.text, before);
    assert.deepEqual(messages, ['1 of 3', 'Waiting for you to sign in to Example Cloud', '1 of 3']);
    progress.dispose();
  });
});
