import * as vscode from 'vscode';
import { fileNames, nameApart } from '../edits/fileNames';
import { type FileFormat, namesObject } from '../edits/fileMark';
import { readObjectFile } from '../edits/objectFile';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import type { ProgressReporter } from '../ui/progress';
import type { ExportedObject } from './exportedObjects';
import { nameOf } from './nameOf';
import { objectFileText } from './objectFileText';

/** A file to be written. */
export interface ExportFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** What the folder has under its name: nothing, the same, or what would be lost. */
  readonly before: 'nothing' | 'same' | 'other';
}

const endings: Readonly<Record<FileFormat, string>> = { json: '.waldur.jsonc', yaml: '.waldur.yaml' };

/** Names told in a question. */
const mostTold = 5;
/** Files written at once. */
const atOnce = 20;

/** What files of a folder objects go to: an object's own again, and never that of another one. */
export async function exportFiles(
  folder: vscode.Uri,
  format: FileFormat,
  objects: readonly ExportedObject[],
): Promise<readonly ExportFile[]> {
  const names = fileNames(
    objects.map(({ ref, edited: { row } }) => ({
      ...{ kind: ref.kind, uuid: ref.uuid, name: nameOf(ref, row) },
      customerName: typeof row.customer_name === 'string' ? row.customer_name : undefined,
    })),
  );
  // Some systems take names for the same whose letters are put together differently.
  const there = new Map(
    (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => [
      name.normalize('NFC').toLowerCase(),
      name,
    ]),
  );
  const files: ExportFile[] = [];
  for (const { connection, ref, edited } of objects) {
    const text = await objectFileText(format, connection.info, ref, edited);
    const plain = names.get(ref.uuid) ?? ref.uuid;
    const apart = plain.endsWith(ref.uuid) ? plain : nameApart(plain, ref);
    const inPlain = await readThere(folder, there, plain, format);
    // Never in the place of another object's.
    const isOfAnother = (inPlain?.uuid ?? ref.uuid) !== ref.uuid;
    const name = isOfAnother ? apart : plain;
    const before = isOfAnother ? await readThere(folder, there, apart, format) : inPlain;
    files.push({
      uri: vscode.Uri.joinPath(folder, `${name}${endings[format]}`),
      text,
      before: before === undefined ? 'nothing' : before.text === text ? 'same' : 'other',
    });
  }
  return files;
}

/** @param there names of the folder, by what all systems take for the same */
async function readThere(
  folder: vscode.Uri,
  there: ReadonlyMap<string, string>,
  plain: string,
  format: FileFormat,
): Promise<{ readonly text: string; readonly uuid: string | undefined } | undefined> {
  const name = there.get(`${plain}${endings[format]}`);
  if (name === undefined) {
    return undefined;
  }
  try {
    const text = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)),
    );
    const uuid = namesObject(text) ? (await readObjectFile(text, format)).head?.uuid : undefined;
    return { text, uuid };
  } catch {
    // A folder, or what cannot be read: writing tells.
    return { text: '', uuid: undefined };
  }
}

/** Those to be written, once the person knows which are replaced; undefined when they gave up. */
export async function askToReplace(files: readonly ExportFile[]): Promise<readonly ExportFile[] | undefined> {
  const fresh = files.filter(({ before }) => before === 'nothing');
  const others = files.filter(({ before }) => before === 'other');
  if (others.length === 0) {
    return fresh;
  }
  const replace = vscode.l10n.t('Replace');
  const keep = vscode.l10n.t('Keep Them');
  const names = others.slice(0, mostTold).map(({ uri }) => `“${uri.path.split('/').at(-1) ?? ''}”`);
  const more = others.length - names.length;
  const answer = await vscode.window.showWarningMessage(
    count(
      others.length,
      vscode.l10n.t('Replace 1 file that the folder has already?'),
      vscode.l10n.t('Replace {0} files that the folder has already?', numberText(others.length)),
    ),
    {
      modal: true,
      detail: count(
        others.length,
        vscode.l10n.t('What it says now is lost: {0}', listText(names)),
        more === 0
          ? vscode.l10n.t('What they say now is lost: {0}', listText(names))
          : vscode.l10n.t('What they say now is lost: {0} and {1} more', names.join(', '), numberText(more)),
      ),
    },
    ...(fresh.length > 0 ? [replace, keep] : [replace]),
  );
  return answer === replace ? [...fresh, ...others] : answer === keep ? fresh : undefined;
}

/** @throws what the file system throws; files written before stay */
export async function writeExported(
  files: readonly ExportFile[],
  signal: AbortSignal,
  progress: ProgressReporter,
): Promise<void> {
  for (let at = 0; at < files.length; at += atOnce) {
    signal.throwIfAborted();
    const some = files.slice(at, at + atOnce);
    await Promise.all(
      some.map(({ uri, text }) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text))),
    );
    progress.report({
      message: vscode.l10n.t('{0} of {1}', numberText(at + some.length), numberText(files.length)),
      increment: (100 * some.length) / files.length,
    });
  }
}
