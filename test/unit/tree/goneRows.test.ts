import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { runCommand, type RunCommandParts } from '../../../src/commands/runCommand';
import { TreeNode } from '../../../src/tree/treeNode';

class Row extends TreeNode {
  constructor(
    readonly id: string,
    parent?: TreeNode,
  ) {
    super(parent);
  }

  override treeItem(): vscode.TreeItem {
    return new vscode.TreeItem(this.id);
  }
}

describe('commands on what is gone', () => {
  let told: string[];
  let calls: (readonly unknown[])[];
  beforeEach(() => {
    told = [];
    calls = [];
    Object.assign(vscode.window, {
      showWarningMessage: (text: string) => {
        told.push(text);
        return Promise.resolve(undefined);
      },
    });
  });

  const call = (...args: readonly unknown[]) =>
    runCommand(
      {
        gestures: { meantBy: (command: unknown) => Promise.resolve(command) },
        connections: { connections: [{}] },
      } as unknown as RunCommandParts,
      { 'waldur.editField': (...given: unknown[]) => Promise.resolve(void calls.push(given)) },
      'waldur.editField',
      args,
    );
  const gone = (row = new Row('gone')) => {
    row.leave();
    return row;
  };

  it('are about the rows that are left', async () => {
    const [one, two] = [new Row('one'), new Row('two')];
    await call(one, [one, gone(), undefined, two]);
    await call(gone(), [gone(), two]);
    assert.deepEqual(calls, [
      [one, [one, two]],
      [two, [two]],
    ]);
    assert.deepEqual(told, []);
  });

  it('do nothing and say so where none is left, also of what was below what is gone', async () => {
    const organisation = new Row('organisation');
    const project = new Row('project', organisation);
    organisation.leave();
    await call(project, undefined);
    await call(undefined, [undefined, undefined]);
    await call(project, [project, gone()]);
    assert.deepEqual(calls, []);
    assert.equal(told.length, 3);
    assert.match(told[0] ?? '', /no longer exists/);
  });

  it('are called as they were on anything else', async () => {
    const one = new Row('one');
    const calledOn = [[], [one], [one, undefined], [{ path: '/a.csv' }, [{ path: '/a.csv' }]]];
    for (const args of calledOn) {
      await call(...args);
    }
    assert.deepEqual(calls, calledOn);
  });

  it('offer to sign in to someone who is signed in nowhere', async () => {
    let offered: readonly string[] = [];
    Object.assign(vscode.window, {
      showInformationMessage: (_: string, ...items: readonly vscode.MessageItem[]) => {
        offered = items.map(({ title }) => title);
        return Promise.resolve(undefined);
      },
    });
    const parts = {
      gestures: { meantBy: (command: unknown) => Promise.resolve(command) },
      connections: { connections: [] },
    } as unknown as RunCommandParts;
    const ran: string[] = [];
    const commands = {
      'waldur.grantRole': () => void ran.push('grantRole'),
      'waldur.signIn': () => void ran.push('signIn'),
    };
    await runCommand(parts, commands, 'waldur.grantRole', []);
    await runCommand(parts, commands, 'waldur.signIn', []);
    assert.deepEqual(offered, ['Sign In…', 'Try with Sample Data']);
    assert.deepEqual(ran, ['signIn']);
  });
});
