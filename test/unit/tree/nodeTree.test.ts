import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import '../vscodeFake';
import * as vscode from 'vscode';
import { NodeTree } from '../../../src/tree/nodeTree';
import { TreeNode } from '../../../src/tree/treeNode';
import { WaldurError } from '../../../src/waldur/errors';
import { fakeTreeView } from './fakeTreeView';

/** A row whose tooltip never comes, unless it is told to fail. */
class SlowNode extends TreeNode {
  readonly id = 'slow';
  fail: (error: Error) => void = () => undefined;

  override treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('Slow');
  }

  override tooltip(signal: AbortSignal): Promise<undefined> {
    return new Promise((_, reject) => {
      this.fail = reject;
      signal.addEventListener('abort', () => reject(new WaldurError({ kind: 'cancelled' })));
    });
  }
}

describe('the tooltip of a row', () => {
  const node = new SlowNode(undefined);
  let tree: NodeTree;

  before(() => {
    fakeTreeView();
    tree = new NodeTree('view', node);
  });

  after(() => tree.dispose());

  it('is left open where the pointer only passed over it, so that it is asked for again', async () => {
    const cancelled = new vscode.EventEmitter<void>();
    const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
    const resolved = tree.resolveTreeItem(tree.getTreeItem(node), node, token);
    token.isCancellationRequested = true;
    cancelled.fire();
    assert.equal((await resolved).tooltip, undefined);
  });

  it('is the label where it cannot be read', async () => {
    const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => 0 }) };
    const item = tree.getTreeItem(node);
    const resolved = tree.resolveTreeItem(item, node, token);
    node.fail(new Error('down'));
    assert.equal((await resolved).tooltip, 'Slow');
  });
});

describe('rows whose looks have changed', () => {
  it('are told one by one, also those of a level that is left out: a menu that is open on one keeps its row', async () => {
    fakeTreeView();
    class Level extends TreeNode {
      readonly id = 'level';
      rows: readonly TreeNode[] = [];

      override get isHidden(): boolean {
        return true;
      }

      override treeItem(): never {
        throw new Error('Nobody shows this row.');
      }

      override children(): readonly TreeNode[] {
        return this.rows;
      }
    }
    class Root extends Level {
      readonly level = new Level(this);

      override children(): readonly TreeNode[] {
        return this.level.rows;
      }
    }
    const root = new Root(undefined);
    const tree = new NodeTree('view', root);
    const [row, below] = [new SlowNode(root.level), new SlowNode(root.level)];
    root.level.rows = [row];
    await tree.getChildren();
    const told: unknown[] = [];
    tree.onDidChangeTreeData((nodes) => told.push(nodes));
    tree.redraw(root.level);
    await setImmediate();
    root.level.rows = [row, below];
    tree.changed(root.level);
    tree.redraw(row);
    await setImmediate();
    tree.redraw(root.level);
    await setImmediate();
    assert.deepEqual(told, [[row], undefined], 'rows that VS Code is asking for anew need not be told');
    await tree.getChildren();
    tree.redraw(root.level);
    await setImmediate();
    assert.deepEqual(told.at(-1), [row, below]);
    tree.dispose();
  });
});

describe('what is in sight', () => {
  it('is what stands in a view that is open, below rows that are', () => {
    const operated = fakeTreeView();
    const root = new SlowNode(undefined);
    const [row, below] = [new SlowNode(root), new SlowNode(root)];
    const deep = new SlowNode(row);
    const tree = new NodeTree('view', root);
    const inSight = () => [root, row, below, deep].map((node) => tree.isInSight(node));
    assert.deepEqual(inSight(), [true, true, true, true]);
    operated().collapsed.fire({ element: row });
    assert.deepEqual(inSight(), [true, false, true, false]);
    operated().expanded.fire({ element: row });
    assert.deepEqual(inSight(), [true, true, true, true]);
    operated().visible = false;
    assert.deepEqual(inSight(), [false, false, false, false]);
    tree.dispose();
  });
});
