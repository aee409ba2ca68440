import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import '../vscodeFake';
import * as vscode from 'vscode';
import { DoubleToggle } from '../../../src/tree/doubleToggle';
import { NodeTree } from '../../../src/tree/nodeTree';
import { clickOnRow, TreeNode } from '../../../src/tree/treeNode';

class Row extends TreeNode {
  constructor(
    readonly id: string,
    private readonly command: string | undefined,
    private readonly state = vscode.TreeItemCollapsibleState.Collapsed,
  ) {
    super(undefined);
  }

  override get openCommand(): string | undefined {
    return this.command;
  }

  override get hasPanel(): boolean {
    return this.command?.startsWith('waldur.open') === true;
  }

  override treeItem(): vscode.TreeItem {
    return new vscode.TreeItem(this.id, this.state);
  }
}

describe('a double click on a row', () => {
  it('is two toggles of one row within half a second', () => {
    let now = 0;
    const toggles = new DoubleToggle(() => now);
    const after = (ms: number, row: string): boolean => {
      now += ms;
      return toggles.toggled(row);
    };
    assert.deepEqual([after(0, 'a'), after(200, 'a')], [false, true]);
    assert.deepEqual([after(100, 'a'), after(100, 'a')], [false, true], 'four clicks are two of them');
    assert.deepEqual([after(0, 'a'), after(501, 'a')], [false, false], 'too slow');
    assert.deepEqual([after(0, 'b'), after(10, 'a'), after(10, 'b')], [false, false, false], 'others');
  });

  describe('in a view', () => {
    const expanded = new vscode.EventEmitter<{ element: TreeNode }>();
    const collapsed = new vscode.EventEmitter<{ element: TreeNode }>();
    let selection: readonly TreeNode[];
    let opensOnClick: boolean;
    let run: (readonly unknown[])[];
    let tree: NodeTree;
    const organisation = new Row('organisation', 'waldur.openOrganisation');
    const project = new Row('project', undefined);
    const doubleClick = async (row: TreeNode): Promise<readonly unknown[]> => {
      run = [];
      expanded.fire({ element: row });
      collapsed.fire({ element: row });
      await setImmediate();
      return run;
    };

    beforeEach(() => {
      [selection, opensOnClick, run] = [[], false, []];
      Object.assign(vscode.commands, {
        executeCommand: (...args: readonly unknown[]) => Promise.resolve(run.push(args)),
      });
      const view = {
        get selection() {
          return selection;
        },
        onDidExpandElement: expanded.event,
        onDidCollapseElement: collapsed.event,
        dispose: () => undefined,
      };
      tree = new NodeTree(
        'view',
        organisation,
        () => view as unknown as vscode.TreeView<TreeNode>,
        () => opensOnClick,
      );
    });
    afterEach(() => tree.dispose());

    it('opens what the row stands for, where that is selected and has something to open', async () => {
      selection = [organisation];
      assert.deepEqual(await doubleClick(organisation), [
        ['waldur.openOrganisation', organisation, [organisation]],
      ]);
      selection = [project];
      assert.deepEqual(await doubleClick(project), []);
    });

    it('is not the arrow of a row clicked twice, nor opening and closing it by keys', async () => {
      selection = [project];
      assert.deepEqual(await doubleClick(organisation), []);
      selection = [organisation, project];
      assert.deepEqual(await doubleClick(organisation), []);
    });

    it('is a click where people want that: the row has the command, and only its arrow shows what is below', async () => {
      assert.equal(tree.getTreeItem(organisation).command, undefined);
      opensOnClick = true;
      assert.deepEqual(tree.getTreeItem(organisation).command?.arguments, [organisation, [organisation]]);
      assert.equal(tree.getTreeItem(project).command, undefined);
      selection = [organisation];
      assert.deepEqual(await doubleClick(organisation), []);
      const document = new Row('document', 'waldur.edit');
      assert.equal(tree.getTreeItem(document).command, undefined, 'which no setting speaks of');
      selection = [document];
      assert.equal((await doubleClick(document)).length, 1);
    });

    it('is counted where there is nothing to open or close', () => {
      const person = new Row('person', 'waldur.showAccess', vscode.TreeItemCollapsibleState.None);
      for (opensOnClick of [false, true]) {
        assert.deepEqual(tree.getTreeItem(person).command?.arguments, [person, [person], clickOnRow]);
      }
    });
  });
});
