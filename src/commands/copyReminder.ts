import * as vscode from 'vscode';
import { copyReminders } from '../panels/compliance/copyReminders';
import { organisationsToOpen } from './organisationsToOpen';
import type { ItemParts } from './itemParts';

/** Copies what the projects of organisations still have to answer, as a text to be sent. */
export async function copyReminder(parts: ItemParts, ...args: readonly unknown[]): Promise<void> {
  const none = vscode.l10n.t('Select an organisation whose projects to remind.');
  const organisations = await organisationsToOpen(parts, args, none);
  await copyReminders(
    organisations.flatMap(({ ref, name }) => {
      const connection = parts.connections.connections.find(({ info }) => info.id === ref.connectionId);
      return connection === undefined ? [] : [{ connection, uuid: ref.uuid, name }];
    }),
  );
}
