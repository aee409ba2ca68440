import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CheckedRows } from '../../../src/pickers/checkedRows';

describe('the focus of a pick that takes several', () => {
  const items = ['Ann', 'Bob', 'Carl'].map((label) => ({ key: label, label }));
  let pick: FakeQuickPick;
  let rows: CheckedRows<(typeof items)[number]>;

  beforeEach(() => {
    const last = FakeQuickPick.install();
    vscode.window.createQuickPick();
    pick = last();
    rows = new CheckedRows(
      pick as unknown as vscode.QuickPick<vscode.QuickPickItem>,
      items.slice(0, 1),
      () => undefined,
    );
  });

  afterEach(() => rows.dispose());

  const focused = () => pick.activeItems.map(({ label }) => label);

  it('is on the first row that is not checked, or stays where it was', () => {
    rows.show(items, { message: undefined });
    assert.deepEqual([pick.rows, focused()], [['Ann', 'Bob', 'Carl'], ['Bob']]);
    rows.show(items, { message: undefined, focused: items[2] });
    assert.deepEqual(focused(), ['Carl']);
  });

  it('comes back when VS Code takes it to draw the checkboxes, and leaves with a key later', () => {
    rows.show(items, { message: undefined });
    pick.loseFocus();
    assert.deepEqual(focused(), ['Bob']);
    pick.loseFocus();
    assert.deepEqual(focused(), []);
  });
});
