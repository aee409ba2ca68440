import '../tree/fakeTreeView';
import * as vscode from 'vscode';
import assert from 'node:assert/strict';
import { RowGestures } from '../../../src/commands/rowGestures';
import { rowsOfKey } from '../../../src/tree/rowsOfKey';
import { clickOnRow, type TreeNode } from '../../../src/tree/treeNode';
import { OrganisationsWindow } from '../tree/organisationsWindow';

const organisation = 'Kalev Institute of Genomics';
const readers = [organisation, 'Team', 'Reader'] as const;

describe('a key on rows', () => {
  let window: OrganisationsWindow;
  /** What VS Code knows of the view: extensions are told of the selection alone. */
  let view: { selection: readonly TreeNode[]; focus: TreeNode | undefined };
  let ran: string[];
  const gestures = new RowGestures(() => rowsOfKey([{ selection: [] }, view]));

  before(async () => {
    window = await OrganisationsWindow.open();
  });
  after(() => window.close());

  beforeEach(() => {
    ran = [];
    view = { selection: [], focus: undefined };
    Object.assign(vscode.commands, {
      executeCommand: (id: string) => {
        const { selection, focus } = view;
        ran.push(id);
        if (id === 'list.toggleSelection' && focus !== undefined) {
          const rest = selection.filter((row) => row !== focus);
          view.selection = rest.length < selection.length ? rest : [...selection, focus];
        }
        return Promise.resolve();
      },
    });
  });

  const pressed = async (key: string, focus: TreeNode | undefined, ...selection: TreeNode[]) => {
    Object.assign(view, { selection, focus });
    const call = await gestures.meantBy({ id: 'waldur.whatever', args: [{ key }] });
    assert.deepEqual(new Set(view.selection), new Set(selection), 'what is selected stays so');
    return call && [call.id, ...call.args];
  };

  it('is for the row that has the focus, and not for one that was selected before', async () => {
    const [one, other] = [
      await window.row(...readers, 'Liisa Mets'),
      await window.row(...readers, 'Eha Kivi'),
    ];
    assert.deepEqual(await pressed('delete', one, other), ['waldur.revokeRole', one, [one]]);
    assert.deepEqual(await pressed('delete', one), ['waldur.revokeRole', one, [one]]);
    assert.equal(await pressed('delete', undefined, other), undefined);
  });

  it('is for the selection that the row is part of, as far as its rows can do the same', async () => {
    const [one, other] = [
      await window.row(...readers, 'Liisa Mets'),
      await window.row(...readers, 'Eha Kivi'),
    ];
    const project = await window.row(organisation, 'Projects', 'Estonian Genome 2030');
    assert.deepEqual(await pressed('delete', one, other, one, project), [
      'waldur.revokeRole',
      one,
      [other, one],
    ]);
    assert.deepEqual(await pressed('delete', project, one, project), ['waldur.delete', project, [project]]);
  });

  it('edits with F2: the name of one object, a field of several, and the end of a role', async () => {
    const [one, other] = [await window.row(organisation), await window.row('Vättern University')];
    assert.deepEqual(await pressed('f2', one), ['waldur.editField', one, [one], 'name']);
    assert.deepEqual(await pressed('f2', one, one, other), ['waldur.editField', one, [one, other]]);
    const role = await window.row(...readers, 'Liisa Mets');
    assert.deepEqual(await pressed('f2', role), ['waldur.setExpiry', role, [role]]);
  });

  it('takes back with Delete: roles, invitations and objects', async () => {
    const [invitation] = await window.view.tree.getChildren(
      await window.row(organisation, 'Team', 'Invitations'),
    );
    assert.ok(invitation);
    assert.deepEqual(await pressed('delete', invitation), [
      'waldur.cancelInvitation',
      invitation,
      [invitation],
    ]);
    const object = await window.row(organisation);
    assert.deepEqual(await pressed('delete', object), ['waldur.delete', object, [object]]);
    for (const row of [await window.row(organisation, 'Team'), await window.row(...readers)]) {
      assert.equal(await pressed('delete', row), undefined);
      assert.equal(await pressed('f2', row), undefined);
    }
  });

  it('opens with Enter what the row stands for, and else does what it does in every tree', async () => {
    for (const [row, command] of [
      [await window.row(organisation), 'waldur.openOrganisation'],
      [await window.row(organisation, 'Projects', 'Estonian Genome 2030'), 'waldur.edit'],
      [await window.row(...readers, 'Liisa Mets'), 'waldur.showAccess'],
      [await window.row(organisation, 'Team', 'Only in projects', 'Wei Li'), 'waldur.showAccess'],
    ] as const) {
      ran = [];
      assert.deepEqual(await pressed('enter', row), [command, row, [row]]);
      assert.ok(!ran.includes('list.select'));
    }
    assert.equal(await pressed('enter', await window.row(organisation, 'Team')), undefined);
    assert.equal(ran.at(-1), 'list.select');
  });

  it('is told from a click, of which two are a double click', async () => {
    const row = await window.row(...readers, 'Liisa Mets');
    const click = { id: 'waldur.showAccess', args: [row, [row], clickOnRow] };
    assert.equal(await gestures.meantBy(click), undefined);
    assert.deepEqual(await gestures.meantBy(click), { id: 'waldur.showAccess', args: [row, [row]] });
    assert.equal(await gestures.meantBy(click), undefined);
    const fromMenu = { id: 'waldur.showAccess', args: [row, [row]] };
    assert.equal(await gestures.meantBy(fromMenu), fromMenu);
    assert.deepEqual(ran, []);
  });
});
