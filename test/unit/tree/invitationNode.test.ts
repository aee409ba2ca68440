import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { InvitationNode } from '../../../src/tree/nodes/invitationNode';
import type { TreeContext } from '../../../src/tree/treeContext';
import { TreeNode } from '../../../src/tree/treeNode';

const dayInMs = 24 * 60 * 60 * 1000;

class ParentNode extends TreeNode {
  readonly id = 'parent';

  override treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }
}

function descriptionAt(age: number): string {
  const context = { store: { caller: {} }, expiringSoonDays: () => 14 } as unknown as TreeContext;
  const created = new Date(Date.now() - age).toISOString();
  const node = new InvitationNode(new ParentNode(undefined), context, { uuid: 'a', created }, 'b');
  return String(node.treeItem().description);
}

function rowAt(created: number, expires: number): vscode.TreeItem {
  const context = { store: { caller: {} }, expiringSoonDays: () => 14 } as unknown as TreeContext;
  const at = (days: number) => new Date(Date.now() + days * dayInMs).toISOString();
  const row = { uuid: 'a', state: 'pending', created: at(created), expires: at(expires) };
  return new InvitationNode(new ParentNode(undefined), context, row, 'b').treeItem();
}

describe('the row of an invitation', () => {
  it('says how long ago it was made', () => {
    assert.equal(descriptionAt(0), 'invited today');
    assert.equal(descriptionAt(1.5 * dayInMs), 'invited yesterday');
    assert.equal(descriptionAt(3.5 * dayInMs), 'invited 3 days ago');
  });

  it('has the icon of what expires soon only towards its end', () => {
    const iconAt = (...times: Parameters<typeof rowAt>) => (rowAt(...times).iconPath as vscode.ThemeIcon).id;
    assert.equal(iconAt(0, 7), 'mail');
    assert.equal(iconAt(-4, 3), 'mail');
    assert.equal(iconAt(-5.5, 1.5), 'watch');
    assert.equal(iconAt(-8, -1), 'circle-slash');
    assert.equal(iconAt(0, 0.9), 'mail');
    assert.equal(iconAt(-80, 10), 'watch');
  });

  it('is of today where the clock of the server is ahead', () => {
    assert.equal(descriptionAt(-60_000), 'invited today');
    assert.equal(descriptionAt(-2 * dayInMs), 'invited today');
  });
});
