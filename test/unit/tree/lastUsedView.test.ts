import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { LastUsedView } from '../../../src/tree/lastUsedView';
import { TreeNode } from '../../../src/tree/treeNode';

class Row extends TreeNode {
  constructor(readonly id: string) {
    super(undefined);
  }

  override treeItem(): never {
    throw new Error('Nobody shows this row.');
  }
}

/** A view as VS Code keeps it: it tells when another selection is made, never of the same one. */
class FakeView {
  visible = true;
  selection: readonly TreeNode[] = [];
  private readonly selections = new vscode.EventEmitter<vscode.TreeViewSelectionChangeEvent<TreeNode>>();
  readonly onDidChangeSelection = this.selections.event;

  select(...ids: readonly string[]): void {
    this.selection = ids.map((id) => new Row(id));
    this.selections.fire({ selection: this.selection });
  }
}

describe('the view used last', () => {
  function open() {
    const views = [new FakeView(), new FakeView(), new FakeView()] as const;
    const last = new LastUsedView(views);
    return { views, selected: () => last.selection.map(({ id }) => id) };
  }

  it('is the one in which something was selected last', () => {
    const { views, selected } = open();
    const [organisations, , access] = views;
    assert.deepEqual(selected(), []);
    organisations.select('Bob');
    assert.deepEqual(selected(), ['Bob']);
    access.select('Ann', 'Ann too');
    assert.deepEqual(selected(), ['Ann', 'Ann too']);
    organisations.select('Carl');
    assert.deepEqual(selected(), ['Carl']);
  });

  it('is still that one when rows go from another', () => {
    const { views, selected } = open();
    const [organisations, , access] = views;
    organisations.select('Bob');
    access.select('Ann');
    organisations.select();
    assert.deepEqual(selected(), ['Ann']);
  });

  it('gives way to the only other one with a selection when it is hidden or has none', () => {
    const { views, selected } = open();
    const [organisations, , access] = views;
    organisations.select('Bob');
    access.select('Ann');
    access.visible = false;
    assert.deepEqual(selected(), ['Bob']);
    access.visible = true;
    assert.deepEqual(selected(), ['Ann']);
    access.select();
    assert.deepEqual(selected(), ['Bob']);
    organisations.visible = false;
    assert.deepEqual(selected(), []);
  });

  it('is none where two others have a selection, so that commands ask', () => {
    const { views, selected } = open();
    const [organisations, managing, access] = views;
    organisations.select('Bob');
    managing.select('Carl');
    access.select('Ann');
    access.visible = false;
    assert.deepEqual(selected(), []);
  });
});
