import * as vscode from 'vscode';
import { scopesOf } from '../pickers/scopes';
import { scopesOfNodes } from '../tree/targets';
import { createObjects } from './createObjects';
import type { CreateParts } from './createParts';

/** Makes a project in the organisation of a row, or in the one that is picked. */
export async function createProject(parts: CreateParts, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Create Project');
  const question = { title, several: false, kinds: ['customer'] } as const;
  const [scope] = await scopesOf(parts, scopesOfNodes(parts, args), question);
  if (scope === undefined) {
    return;
  }
  const { connection, object } = scope;
  const { uuid, state, name } = object;
  await createObjects(parts, {
    title: vscode.l10n.t('Create Project in {0}', name),
    connection,
    object: { kind: 'project', customer: uuid, customerName: name },
    of: { kind: 'project', customer: { kind: 'customer', uuid, state } },
  });
}
