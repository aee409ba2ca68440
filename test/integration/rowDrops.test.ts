import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { dropOnRow, type DropOnRowParts } from '../../src/commands/dropOnRow';
import type { RoleScope } from '../../src/organisations/roleScope';
import { RowDrops } from '../../src/tree/rowDrops';
import type { TreeNode } from '../../src/tree/treeNode';
import { waitUntil } from '../e2e/pages/waitUntil';
import { clientOn, json } from '../unit/waldur/scriptedTransport';
import { infoOf } from './connectionInfo';
import { QuickInputs } from './quickInputs';

const kalev = 'c'.repeat(32);
const vattern = 'd'.repeat(32);
const person = { uuid: 'e'.repeat(32), name: 'Ann Lee', username: 'ann' };

describe('what is dropped on a row', () => {
  let inputs: QuickInputs;
  let asked: string[];

  beforeEach(() => {
    inputs = new QuickInputs();
    asked = [];
  });

  afterEach(async () => {
    inputs.dispose();
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  });

  const on = (server: string, uuid: string, name: string): RoleScope => ({
    connection: { info: infoOf(server), client: clientOn(() => json([])).client } as never,
    object: { kind: 'customer', uuid, name },
  });
  const parts = {
    connections: { connections: [] },
    stores: {
      of: () => ({
        caller: {
          get: () => {
            asked.push('caller');
            return Promise.resolve({
              staff: true,
              roles: [],
              rolesBy: new Map(),
              grants: [],
              grantsOn: new Map(),
            });
          },
        },
      }),
    },
    teamImports: {
      check: (document: vscode.TextDocument) => {
        asked.push(`check ${document.getText()}`);
        return Promise.resolve(undefined);
      },
    },
  } as unknown as DropOnRowParts;
  const row = (scope: RoleScope | undefined, isOwn = true): TreeNode =>
    ({
      roleScope: scope,
      resource: isOwn ? { ref: scope?.object } : undefined,
      isGone: false,
      shownRoles:
        scope === undefined ? [] : [{ connection: scope.connection, held: { scope: scope.object, person } }],
    }) as unknown as TreeNode;
  /** Through a controller, as VS Code has it. */
  const drop = async (target: TreeNode | undefined, dropped: vscode.DataTransfer): Promise<void> => {
    await new RowDrops((node, transfer) => dropOnRow(parts, node, transfer)).handleDrop(target, dropped);
  };
  const dragged = (...from: readonly TreeNode[]): vscode.DataTransfer => {
    const transfer = new vscode.DataTransfer();
    new RowDrops(() => Promise.resolve()).handleDrag(from, transfer);
    return transfer;
  };
  const files = (...names: readonly string[]): vscode.DataTransfer => {
    const transfer = new vscode.DataTransfer();
    transfer.set('text/uri-list', new vscode.DataTransferItem(names.join('\r\n')));
    return transfer;
  };

  it('are people of another server, which is told, and nothing is asked', async () => {
    await drop(row(on('Other', vattern, 'Vättern')), dragged(row(on('Cloud', kalev, 'Kalev'), false)));
    assert.deepEqual(inputs.messages, [
      'Cannot grant a role in Vättern. These people are on another server.',
    ]);
    assert.deepEqual(asked, []);
  });

  it('are people who were moved within their team, which means nothing', async () => {
    const kalevTeam = row(on('Cloud', kalev, 'Kalev'), false);
    await drop(kalevTeam, dragged(kalevTeam));
    await drop(undefined, dragged(kalevTeam));
    await drop(row(undefined), dragged(kalevTeam));
    assert.deepEqual([inputs.messages, asked], [[], []]);
  });

  const checked = () =>
    waitUntil(
      'the check',
      () => Promise.resolve(asked),
      (all) => all.some((one) => one.startsWith('check')),
    );

  it('is a table of the Explorer, which is checked', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'waldur-drops-'));
    try {
      const file = path.join(folder, 'team.csv');
      await writeFile(file, 'person,role\n');
      await drop(row(on('Cloud', kalev, 'Kalev')), files(vscode.Uri.file(file).toString()));
      assert.deepEqual(await checked(), ['caller', 'check person,role\n']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is a table of the machine, whose content comes alone', async () => {
    const file = { name: 'team.csv', data: () => Promise.resolve(Buffer.from('person,role\nann,r\n')) };
    const transfer = new vscode.DataTransfer();
    transfer.set('text/csv', Object.assign(new vscode.DataTransferItem(''), { asFile: () => file }));
    await drop(row(on('Cloud', kalev, 'Kalev')), transfer);
    assert.deepEqual(await checked(), ['caller', 'check person,role\nann,r\n']);
  });

  it('is anything else, which is left alone', async () => {
    const target = row(on('Cloud', kalev, 'Kalev'));
    const junk = new vscode.DataTransfer();
    junk.set('application/vnd.waldur.people', new vscode.DataTransferItem('[{"connectionId":1}]'));
    for (const dropped of [
      files('file:///a/notes.pdf'),
      files('file:///a/b.csv', 'file:///a/c.csv'),
      junk,
      new vscode.DataTransfer(),
    ]) {
      await drop(target, dropped);
    }
    assert.deepEqual([inputs.messages, asked], [[], []]);
  });
});
