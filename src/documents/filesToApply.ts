import pLimit from 'p-limit';
import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { type FileFormat, formatOf } from '../edits/fileMark';
import { type ObjectFile, placeOfHead, readObjectFile } from '../edits/objectFile';
import type { ReadDocument } from '../edits/readDocument';
import type { OrganisationStore } from '../organisations/organisationStore';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { errorMessage } from '../ui/errorMessage';
import { listText } from '../ui/listText';
import { WaldurError } from '../waldur/errors';
import { type FileTarget, readFile, targetOf } from './fileTarget';
import { targetProblem } from './fileTargetText';
import { documentOf, formatOfDocument, textOfFile } from './fileText';
import { problemMarks } from './objectFileChecks';
import { problemText } from './problemText';
import type { Mark } from './saveObject';
import { withoutUuid } from './withoutUuid';

/** A file that may be applied, as it was read. */
export interface FileToApply {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly format: FileFormat;
  readonly file: ObjectFile;
}

/** What a file comes to on a server. */
export type AppliedFile = FileToApply &
  (
    | {
        readonly kind: 'found';
        readonly target: Extract<FileTarget, { kind: 'found' }>;
        readonly read: ReadDocument;
      }
    | {
        readonly kind: 'missing';
        readonly target: Extract<FileTarget, { kind: 'missing' }>;
        readonly read: ReadDocument;
      }
    /** Not applied, and why. */
    | { readonly kind: 'refused'; readonly message: string; readonly marks: readonly Mark[] }
  );

/** Files of a folder that are looked at, and levels of folders. */
const mostFiles = 10_000;
const mostLevels = 12;
/** Folders that hold other people's files. */
const leftOut: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * Files and those in folders, whose names say that they can be read; each once.
 * @param leaveOut told of folders that are too deep, or come after too many files
 */
export async function filesIn(
  uris: readonly vscode.Uri[],
  signal: AbortSignal,
  leaveOut: (folder: vscode.Uri) => void,
): Promise<readonly vscode.Uri[]> {
  const found = new Map<string, vscode.Uri>();
  const add = async (uri: vscode.Uri, level: number): Promise<void> => {
    signal.throwIfAborted();
    if (level > mostLevels || found.size >= mostFiles) {
      leaveOut(uri);
      return;
    }
    for (const [name, type] of (await vscode.workspace.fs.readDirectory(uri)).sort(([a], [b]) =>
      a < b ? -1 : 1,
    )) {
      const child = vscode.Uri.joinPath(uri, name);
      // A link to a folder may lead around in a circle.
      if (type === vscode.FileType.Directory && !leftOut.has(name)) {
        await add(child, level + 1);
      } else if ((type & vscode.FileType.File) !== 0 && formatOf(name) !== undefined) {
        found.set(child.toString(), child);
      }
    }
  };
  for (const uri of uris) {
    const isFolder =
      uri.scheme !== 'untitled' &&
      ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
    if (isFolder) {
      await add(uri, 0);
    } else {
      found.set(uri.toString(), uri);
    }
  }
  return [...found.values()];
}

/** Reads a file; undefined where it can be none of an object: too large, or of another format. */
export async function readFileToApply(uri: vscode.Uri): Promise<FileToApply | undefined> {
  const open = documentOf(uri);
  const format = open === undefined ? formatOf(uri.path) : formatOfDocument(open);
  const text = format === undefined ? undefined : await textOfFile(uri);
  return format === undefined || text === undefined
    ? undefined
    : { uri, text, format, file: await readObjectFile(text, format) };
}

/** Files looked at on the server at once. */
const atOnce = 4;

/**
 * Finds the objects of files and reads what these say; two files of one object are both refused.
 * @param byName files whose objects are found by slug or name, as their uuids are those of another server
 */
export async function resolveFiles(
  connection: Connection,
  store: OrganisationStore,
  files: readonly FileToApply[],
  byName: ReadonlySet<FileToApply>,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: () => void },
): Promise<readonly AppliedFile[]> {
  const limit = pLimit(atOnce);
  const resolved = await Promise.all(
    files.map((file) =>
      limit(async () => {
        signal.throwIfAborted();
        const applied = await resolveFile(connection, store, file, byName.has(file), signal);
        onProgress();
        return applied;
      }),
    ),
  );
  const seen = new Map<string, AppliedFile[]>();
  for (const one of resolved) {
    const keys = one.kind === 'found' ? [one.target.ref.uuid] : one.kind === 'missing' ? newKeys(one) : [];
    for (const key of keys) {
      seen.set(key, [...(seen.get(key) ?? []), one]);
    }
  }
  const twice = new Map(
    [...seen.values()].flatMap((same) => (same.length > 1 ? same.map((one) => [one, same] as const) : [])),
  );
  return resolved.map((one) => {
    const same = twice.get(one);
    return same === undefined
      ? one
      : refused(
          one,
          vscode.l10n.t(
            'Several files are about the same item: {0}. Keep one of them.',
            listText(same.slice(0, 3).map(({ uri }) => `“${nameOfFile(uri)}”`)),
          ),
        );
  });
}

/** What is not on the server yet, by what would make it twice: nothing but their names tells new objects apart. */
function newKeys({ file: { head }, read, target }: Extract<AppliedFile, { kind: 'missing' }>): string[] {
  const place = JSON.stringify([head?.kind, target.organisation?.uuid, read.values.get('name')]);
  return head?.uuid === undefined ? [place] : [head.uuid, place];
}

async function resolveFile(
  connection: Connection,
  store: OrganisationStore,
  from: FileToApply,
  byName: boolean,
  signal: AbortSignal,
): Promise<AppliedFile> {
  const { file, format } = from;
  const { head } = file;
  if (head === undefined) {
    return refusedByProblems(from, file.problems, 0);
  }
  let target: FileTarget;
  try {
    target = await targetOf(connection, store, file, byName ? withoutUuid(head) : head, { signal });
  } catch (error) {
    if (signal.aborted || !(error instanceof WaldurError)) {
      throw error;
    }
    return refused(from, errorMessage(error));
  }
  const why = targetProblem(target, connection.info.serverName);
  if (why !== undefined || (target.kind !== 'found' && target.kind !== 'missing')) {
    return refused(from, why ?? '');
  }
  const read = readFile(file, target);
  if (read === undefined || read.problems.length > 0) {
    return refusedByProblems(from, read?.problems ?? file.problems, read?.more ?? 0);
  }
  return target.kind === 'found'
    ? { ...from, kind: 'found', target, read }
    : { ...from, kind: 'missing', target, read };

  function refusedByProblems(
    of: FileToApply,
    problems: ObjectFile['problems'],
    more: number,
  ): Extract<AppliedFile, { kind: 'refused' }> {
    const all = problems.length + more;
    const [first] = problems;
    const message =
      all === 1 && first !== undefined
        ? problemText(first, format)
        : count(
            all,
            vscode.l10n.t('It has 1 problem.'),
            vscode.l10n.t('It has {0} problems.', numberText(all)),
          );
    return { ...of, kind: 'refused', message, marks: problemMarks(problems, format, true) };
  }
}

function refused(from: FileToApply, message: string): Extract<AppliedFile, { kind: 'refused' }> {
  const { uri, text, format, file } = from;
  const mark = { range: placeOfHead(file), message, severity: vscode.DiagnosticSeverity.Error };
  return { ...{ uri, text, format, file }, kind: 'refused', message, marks: [mark] };
}

export function nameOfFile(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}
