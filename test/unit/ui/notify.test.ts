import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { notifyError, warnWithReason } from '../../../src/ui/notify';

interface Item {
  readonly title: string;
}

describe('a message with a reason', () => {
  let copied: string | undefined;

  beforeEach(() => {
    copied = undefined;
    const press = (_text: string, ...items: readonly Item[]) => Promise.resolve(items[0]);
    Reflect.set(vscode.window, 'showWarningMessage', press);
    Reflect.set(vscode.window, 'showErrorMessage', press);
    Reflect.set(vscode.env, 'clipboard', {
      writeText: (text: string) => Promise.resolve((copied = text)),
    });
  });

  afterEach(() => {
    Reflect.deleteProperty(vscode.window, 'showWarningMessage');
    Reflect.deleteProperty(vscode.window, 'showErrorMessage');
    Reflect.deleteProperty(vscode.env, 'clipboard');
  });

  it('has a button, without which VS Code cuts it to one line', async () => {
    await warnWithReason('You cannot do this in Guests. The organisation is blocked.');
    assert.equal(copied, 'You cannot do this in Guests. The organisation is blocked.');
  });

  it('has one also where nothing can be done about an error', async () => {
    await notifyError(new Error('gone'), {}, () => 'Some invitations could not be cancelled.');
    assert.equal(copied, 'Some invitations could not be cancelled.');
  });

  it('has the buttons that help instead where there are some', async () => {
    let seen = 0;
    await notifyError(new Error('gone'), { showLog: () => seen++, retry: () => seen++ });
    assert.deepEqual([seen, copied], [1, undefined]);
  });
});
