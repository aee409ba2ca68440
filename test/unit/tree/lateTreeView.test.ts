import '../vscodeFake';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LateTreeView } from '../../../src/tree/lateTreeView';
import type { TreeNode } from '../../../src/tree/treeNode';

describe('LateTreeView', () => {
  const row = { id: 'row' } as unknown as TreeNode;
  const changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  const rows = {
    onDidChangeTreeData: changed.event,
    getChildren: () => [row],
    getTreeItem: () => new vscode.TreeItem('Row'),
    getParent: () => row,
    resolveTreeItem: () => new vscode.TreeItem('Row with a tooltip'),
  };
  let disposed = 0;

  before(() => {
    Object.assign(vscode.window, { createTreeView: () => ({ dispose: () => disposed++ }) });
  });

  it('loads its rows with the first question, and hands on every other one', async () => {
    let loads = 0;
    const view: LateTreeView = new LateTreeView('view', () => {
      loads++;
      return Promise.resolve(view.show(rows));
    });
    assert.equal(loads, 0);
    assert.deepEqual(await view.getChildren(), [row]);
    assert.deepEqual(await view.getChildren(row), [row]);
    assert.equal(loads, 1);
    assert.equal((await view.getTreeItem(row)).label, 'Row');
    assert.equal(view.getParent(row), row);
    const token = {} as unknown as vscode.CancellationToken;
    const item = await view.resolveTreeItem(new vscode.TreeItem(''), row, token);
    assert.equal(item?.label, 'Row with a tooltip');
    view.dispose();
    assert.ok(disposed > 0);
  });

  it('tells VS Code of rows that changed', () => {
    const view = new LateTreeView('view', () => Promise.resolve());
    const told: unknown[] = [];
    view.onDidChangeTreeData((nodes) => told.push(nodes));
    view.show(rows);
    changed.fire([row]);
    assert.deepEqual(told, [[row]]);
    view.dispose();
  });

  it('has no rows while they cannot be loaded, and tries again with the next question', async () => {
    let loads = 0;
    const view: LateTreeView = new LateTreeView('view', () =>
      Promise.resolve(++loads === 2 ? view.show(rows) : undefined),
    );
    assert.deepEqual(await view.getChildren(), []);
    assert.deepEqual(await view.getChildren(), [row]);
    view.dispose();
  });
});
