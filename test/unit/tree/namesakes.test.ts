import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { NodeTree } from '../../../src/tree/nodeTree';
import { TreeNode } from '../../../src/tree/treeNode';
import type { Named } from '../../../src/ui/tellApart';
import { fakeTreeView } from './fakeTreeView';

class Row extends TreeNode {
  readonly id: string;

  constructor(
    private readonly text: string,
    private readonly about: string | undefined,
    private readonly called: Named | undefined,
    private readonly rows: readonly TreeNode[] = [],
  ) {
    super(undefined);
    this.id = called?.key ?? '';
  }

  override get named(): Named | undefined {
    return this.called;
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.text);
    if (this.about !== undefined) {
      item.description = this.about;
    }
    item.accessibilityInformation = { label: this.text };
    return item;
  }

  override children(): readonly TreeNode[] {
    return this.rows;
  }
}

function row(key: string, name: string, about: string | undefined, ...others: Named['others']): Row {
  return new Row(name, about, { key, name, others });
}

async function shown(...rows: readonly Row[]): Promise<readonly unknown[]> {
  fakeTreeView();
  const tree = new NodeTree('view', new Row('', undefined, undefined, rows));
  try {
    const items = (await tree.getChildren()).map((node) => tree.getTreeItem(node));
    return items.map(({ description, accessibilityInformation: accessible }) => [
      description,
      accessible?.label,
    ]);
  } finally {
    tree.dispose();
  }
}

describe('rows of the same name', () => {
  it('have what tells them apart beside it, also for the ear', async () => {
    assert.deepEqual(
      await shown(
        row('1', 'Lab', 'blocked', 'TLN'),
        row('2', 'Lab', undefined, 'TRT'),
        row('3', 'Other', 'x', 'TRT'),
      ),
      [
        ['blocked · TLN', 'Lab · TLN'],
        ['TRT', 'Lab · TRT'],
        ['x', 'Other'],
      ],
    );
  });

  it('do not show twice what they show anyway', async () => {
    assert.deepEqual(await shown(row('1', 'Lab', 'TLN · EE', 'TLN'), row('2', 'Lab', 'EE', 'T')), [
      ['TLN · EE', 'Lab'],
      ['EE · T', 'Lab · T'],
    ]);
  });

  it('are left alone where they stand for one person', async () => {
    assert.deepEqual(
      await shown(row('1', 'Ann', 'Owner', 'a@example.org'), row('1', 'Ann', 'Reader', 'a@example.org')),
      [
        ['Owner', 'Ann'],
        ['Reader', 'Ann'],
      ],
    );
  });
});
