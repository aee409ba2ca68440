import * as vscode from 'vscode';
import { connectionOf } from '../tree/targets';
import { createObjects } from './createObjects';
import type { CreateParts } from './createParts';

/** Makes an organisation on the server of a row, the only one, or the one that is picked. */
export async function createOrganisation(parts: CreateParts, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Create Organisation');
  const connection = await connectionOf(
    parts,
    args,
    vscode.l10n.t('Select a connection to create an organisation on'),
  );
  if (connection !== undefined) {
    await createObjects(parts, { title, connection, object: { kind: 'customer' }, of: { kind: 'customer' } });
  }
}
