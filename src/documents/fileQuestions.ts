import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import type { FileFormat } from '../edits/fileMark';
import type { FileHead, ObjectFile } from '../edits/objectFile';
import { pickConnection } from '../pickers/connection';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { warnWithReason } from '../ui/notify';
import { sentences } from '../ui/sentences';
import { notificationLine, plainText } from '../ui/serverText';
import { connectionsOf } from './fileTarget';
import { type AppliedFile, type FileToApply, nameOfFile } from './filesToApply';
import { problemText } from './problemText';

// What is asked before files are applied.

/** What was chosen, or is in a chosen folder, and was not read. */
export function leftOutText(uris: readonly vscode.Uri[]): string {
  return notificationLine(
    sentences(
      vscode.l10n.t('Not read: {0}.', listText(uris.slice(0, 3).map((uri) => `“${nameOfFile(uri)}”`))),
      vscode.l10n.t(
        'Files of more than 20 MB, folders below 12 levels and what comes after 10,000 files are left out.',
      ),
    ),
  );
}

/** That a file names no object, and how it would; of a folder, that none in it does. */
export function noFileText(uris: readonly vscode.Uri[]): string {
  const [only] = uris;
  return notificationLine(
    uris.length === 1 && only !== undefined && /\.[^/.]+$/.test(only.path)
      ? vscode.l10n.t(
          '“{0}” does not say which item of Waldur it is about. Files written by “Export Organisation…” do, by the key “$waldur”.',
          plainText(nameOfFile(only), 80),
        )
      : vscode.l10n.t(
          'No file says which item of Waldur it is about. Files written by “Export Organisation…” do, by the key “$waldur”.',
        ),
    400,
  );
}

/** Why a file without a head that can be read cannot be looked at. */
export function noHeadText(
  uri: vscode.Uri,
  file: ObjectFile | undefined,
  format: FileFormat | undefined,
): string {
  const [first] = file?.problems ?? [];
  return first === undefined
    ? noFileText([uri])
    : notificationLine(ofFile(uri, problemText(first, format)), 400);
}

/** What is wrong with a file. */
function ofFile(uri: vscode.Uri, what: string): string {
  return vscode.l10n.t({
    message: '“{0}”: {1}',
    args: [plainText(nameOfFile(uri), 80), what],
    comment: ['The name of a file, then what is wrong with it.'],
  });
}

/** The connection to the server of the files; asked for where there are several, or none. */
export async function askConnection(
  { connections }: Pick<ConnectionStore, 'connections'>,
  heads: readonly FileHead[],
): Promise<Connection | undefined> {
  const own = connections.filter((connection) =>
    heads.some((head) => head.server !== undefined && connectionsOf(head, [connection]).length > 0),
  );
  return pickConnection(
    { connections: own.length > 0 ? own : connections },
    vscode.l10n.t('Select a connection'),
  );
}

/**
 * Whether files of other servers are applied, too: to what has their slug or name, as their uuids mean nothing here.
 * Undefined when the person gave up.
 */
export async function askByName(
  { info }: Connection,
  others: readonly FileToApply[],
  total: number,
): Promise<boolean | undefined> {
  const [first] = others;
  if (first === undefined) {
    return false;
  }
  const byName = vscode.l10n.t('Match by Name');
  const leaveOut = vscode.l10n.t('Leave Them Out');
  const answer = await vscode.window.showWarningMessage(
    count(
      others.length,
      vscode.l10n.t('1 file is of another server, {0}.', plainText(first.file.head?.server ?? '', 100)),
      vscode.l10n.t(
        '{0} files are of other servers, such as {1}.',
        numberText(others.length),
        plainText(first.file.head?.server ?? '', 100),
      ),
    ),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Their items can be looked for on {0} by slug or exact name. The plan shows what would change before anything is sent.',
        plainText(info.serverName, 80),
      ),
    },
    ...(others.length < total ? [byName, leaveOut] : [byName]),
  );
  return answer === undefined ? undefined : answer === byName;
}

/** Whether the files that can be applied are, although others cannot; says so where none can. */
export async function askValid(applied: readonly AppliedFile[]): Promise<boolean> {
  const refused = applied.flatMap((one) => (one.kind === 'refused' ? [one] : []));
  const [first] = refused;
  if (first === undefined) {
    return true;
  }
  const why = ofFile(first.uri, first.message);
  const valid = applied.length - refused.length;
  const told = sentences(
    count(
      refused.length,
      vscode.l10n.t('1 file cannot be applied.'),
      vscode.l10n.t('{0} files cannot be applied. The Problems view says why.', numberText(refused.length)),
    ),
    why,
  );
  if (valid === 0) {
    void warnWithReason(told);
    return false;
  }
  const plan = count(
    valid,
    vscode.l10n.t('Plan 1 Valid File'),
    vscode.l10n.t('Plan {0} Valid Files', numberText(valid)),
  );
  return (await vscode.window.showWarningMessage(notificationLine(told, 600), plan)) === plan;
}

/** What an open dialog shows. */
export function objectFileFilters(): Record<string, string[]> {
  return {
    [vscode.l10n.t('Exported items (JSON, YAML)')]: ['jsonc', 'json', 'yaml', 'yml'],
    [vscode.l10n.t('All files')]: ['*'],
  };
}
