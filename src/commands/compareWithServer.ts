import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { noHeadText, objectFileFilters } from '../documents/fileQuestions';
import { connectionsOf, targetOf } from '../documents/fileTarget';
import { missingText, otherServerText, targetProblem } from '../documents/fileTargetText';
import { formatOfDocument } from '../documents/fileText';
import type { ServerDocuments } from '../documents/serverDocuments';
import { withoutUuid } from '../documents/withoutUuid';
import type { FileHead } from '../edits/objectFile';
import { readObjectFile } from '../edits/objectFile';
import type { OrganisationStores } from '../organisations/organisationStores';
import { pickConnection } from '../pickers/connection';
import { notificationLine } from '../ui/serverText';
import { valueOf, withLateProgress } from '../ui/progress';

export interface CompareWithServerParts {
  readonly connections: ConnectionStore;
  readonly stores: OrganisationStores;
  readonly serverDocuments: Pick<ServerDocuments, 'uriFor'>;
}

/** Shows beside a file what the server has, in the file's own form. */
export async function compareWithServer(
  parts: CompareWithServerParts,
  ...args: readonly unknown[]
): Promise<void> {
  const document = await documentToCompare(args[0]);
  if (document === undefined) {
    return;
  }
  const format = formatOfDocument(document);
  const file = format === undefined ? undefined : await readObjectFile(document.getText(), format);
  if (file?.head === undefined) {
    void vscode.window.showWarningMessage(noHeadText(document.uri, file, format));
    return;
  }
  const from = await connectionFor(parts, file.head);
  if (from === undefined) {
    return;
  }
  const { connection, head } = from;
  const found = await withLateProgress(vscode.l10n.t('Reading from the server…'), (signal) =>
    targetOf(connection, parts.stores.of(connection), file, head, { signal }),
  );
  const target = valueOf(found);
  if (target === undefined) {
    return;
  }
  const { serverName } = connection.info;
  if (target.kind !== 'found') {
    const why = target.kind === 'missing' ? missingText(serverName) : targetProblem(target, serverName);
    void vscode.window.showWarningMessage(notificationLine(why ?? missingText(serverName)));
    return;
  }
  const name = document.uri.path.split('/').at(-1) ?? '';
  await vscode.commands.executeCommand(
    'vscode.diff',
    parts.serverDocuments.uriFor(target.ref, document.uri),
    document.uri,
    vscode.l10n.t({
      message: '{0} (Server ↔ File)',
      args: [name],
      comment: ['The title of a comparison; {0} is the name of a file.'],
    }),
  );
}

/**
 * Through which connection a file is looked at; of a file of another server the person is asked, and its object is then
 * looked for by slug or name.
 */
async function connectionFor(
  { connections }: CompareWithServerParts,
  head: FileHead,
): Promise<{ readonly connection: Connection; readonly head: FileHead } | undefined> {
  const own = connectionsOf(head, connections.connections);
  if (own.length > 0) {
    const connection = await pickConnection({ connections: own }, vscode.l10n.t('Select a connection'));
    return connection && { connection, head };
  }
  const compare = vscode.l10n.t('Compare by Name');
  const answer = await vscode.window.showWarningMessage(
    notificationLine(otherServerText(head.server ?? '')),
    compare,
  );
  const connection =
    answer === compare ? await pickConnection(connections, vscode.l10n.t('Select a connection')) : undefined;
  return connection && { connection, head: withoutUuid(head) };
}

async function documentToCompare(argument: unknown): Promise<vscode.TextDocument | undefined> {
  if (argument instanceof vscode.Uri) {
    return vscode.workspace.openTextDocument(argument);
  }
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && formatOfDocument(active) !== undefined) {
    return active;
  }
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Compare with Server'),
      filters: objectFileFilters(),
    })) ?? [];
  return file && vscode.workspace.openTextDocument(file);
}
