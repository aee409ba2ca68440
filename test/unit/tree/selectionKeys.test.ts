import assert from 'node:assert/strict';
import '../vscodeFake';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { keepSelectionKeys } from '../../../src/tree/selectionKeys';
import { TreeNode } from '../../../src/tree/treeNode';

class Row extends TreeNode {
  constructor(
    readonly id: string,
    private readonly contextValue: string,
  ) {
    super(undefined);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.id);
    item.contextValue = this.contextValue;
    return item;
  }
}

describe('commands on a selection', () => {
  it('stay where one of the selected rows can take them', () => {
    const selections = new vscode.EventEmitter<vscode.TreeViewSelectionChangeEvent<TreeNode>>();
    const keys = new Map<string, boolean>();
    keepSelectionKeys([{ onDidChangeSelection: selections.event }], {
      set: (key, value) => void keys.set(key, value),
    });
    selections.fire({
      selection: [new Row('open', 'customer+team+scope+canGrant'), new Row('blocked', 'customer+team+scope')],
    });
    assert.equal(keys.get('waldur.selected.canGrant'), true);
    assert.equal(keys.get('waldur.selected.canRevoke'), false);
    selections.fire({ selection: [new Row('blocked', 'customer+team+scope')] });
    assert.equal(keys.get('waldur.selected.canGrant'), false);
  });

  it('are asked of the selection in every menu that asks them of its rows', () => {
    const manifest = JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')) as {
      contributes: { menus: Record<string, { command: string; when: string; group: string }[]> };
    };
    // The file to import is of one team, an image is set for one object, and what is made belongs to one organisation or server.
    const ofOne = [
      'waldur.editImage',
      'waldur.setCallManagement',
      'waldur.importTeam',
      'waldur.createOrganisation',
      'waldur.createProject',
      'waldur.createManagingOrganisation',
      'waldur.setCallManagement',
    ];
    const missing = (manifest.contributes.menus['view/item/context'] ?? []).filter(
      ({ command, when, group }) =>
        !group.startsWith('inline') &&
        !ofOne.includes(command) &&
        when.includes('\\bcan') &&
        !when.includes('waldur.selected.can'),
    );
    assert.deepEqual(missing, []);
  });
});
