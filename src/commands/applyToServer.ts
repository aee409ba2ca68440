import * as vscode from 'vscode';
import { confirmWarnings } from '../changes/confirmCosts';
import { planStep } from '../changes/planStep';
import type { Connection } from '../connections/connection';
import { CheckedFiles } from '../documents/checkedFiles';
import { connectionsOf } from '../documents/fileTarget';
import { markRun } from '../documents/fileRunMarks';
import {
  askByName,
  askConnection,
  askValid,
  leftOutText,
  noFileText,
  objectFileFilters,
} from '../documents/fileQuestions';
import {
  type AppliedFile,
  type FileToApply,
  filesIn,
  readFileToApply,
  resolveFiles,
} from '../documents/filesToApply';
import { formatOfDocument } from '../documents/fileText';
import { type FilesPlan, planFiles } from '../documents/planFiles';
import type { ObjectFileChecks } from '../documents/objectFileChecks';
import { fileKey, formatOf, namesObject } from '../edits/fileMark';
import { propertyOf } from '../edits/textTree';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { countOn, valueOf, withLateProgress } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
import { pickStep } from '../ui/steps';
import type { RoleParts } from './roleParts';

export interface ApplyToServerParts extends Pick<RoleParts, 'connections' | 'stores' | 'runs'> {
  readonly fileChecks: Pick<ObjectFileChecks, 'mark' | 'recheck'>;
}

/** Changes objects as files of them say: one plan of all files, its run, report and undo. */
export async function applyToServer(parts: ApplyToServerParts, ...args: readonly unknown[]): Promise<void> {
  const uris = await urisOf(args);
  if (uris.length === 0) {
    return;
  }
  // From the files as they are: as often as they are changed meanwhile.
  while ((await applyOnce(parts, uris)) === 'changed') {
    const again = vscode.l10n.t('Check Again');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The files have changed since their plan was made, so nothing was changed. Check them again?',
      ),
      again,
    );
    if (answer !== again) {
      return;
    }
  }
}

/** @returns `changed`: nothing was run, as the files say something else than the plan */
async function applyOnce(
  parts: ApplyToServerParts,
  uris: readonly vscode.Uri[],
): Promise<'done' | 'changed'> {
  const files = valueOf(
    await withLateProgress(vscode.l10n.t('Reading files…'), (signal) => read(uris, signal)),
  );
  if (files === undefined) {
    return 'done';
  }
  const objects = files.filter(({ file: { tree, head, problems } }) => {
    const isBroken = head === undefined && problems.length > 0;
    return isBroken || propertyOf(tree.root, fileKey) !== undefined;
  });
  if (objects.length === 0) {
    void vscode.window.showWarningMessage(noFileText(uris));
    return 'done';
  }
  const connection = await askConnection(
    parts.connections,
    objects.flatMap(({ file }) => file.head ?? []),
  );
  if (connection === undefined) {
    return 'done';
  }
  const others = objects.filter(
    ({ file: { head } }) => head !== undefined && connectionsOf(head, [connection]).length === 0,
  );
  const byName = await askByName(connection, others, objects.length);
  if (byName === undefined) {
    return 'done';
  }
  const wanted = objects.filter((file) => byName || !others.includes(file));
  const checked = new CheckedFiles(wanted);
  try {
    const applied = valueOf(
      await withLateProgress(vscode.l10n.t('Checking files…'), (signal, progress) => {
        const tell = countOn(progress);
        let done = 0;
        return resolveFiles(connection, parts.stores.of(connection), wanted, new Set(others), {
          signal,
          onProgress: () => tell(++done, wanted.length),
        });
      }),
    );
    if (applied === undefined) {
      return 'done';
    }
    mark(parts, applied);
    if (!(await askValid(applied))) {
      return 'done';
    }
    if (await checked.isCurrent()) {
      // Of a folder no one expects that all files are of objects.
      const chosen = uris.filter(({ path }) => formatOf(path) !== undefined);
      const ignored = chosen.filter((uri) => !objects.some((one) => one.uri.toString() === uri.toString()));
      const isRun = await run(parts, connection, applied, { checked, ignored: ignored.length });
      return !isRun && checked.changed.aborted ? 'changed' : 'done';
    }
    return 'changed';
  } finally {
    checked.dispose();
  }
}

/** @returns whether a plan was run */
async function run(
  parts: ApplyToServerParts,
  connection: Connection,
  applied: readonly AppliedFile[],
  { checked, ignored }: { readonly checked: CheckedFiles; readonly ignored: number },
): Promise<boolean> {
  const title = vscode.l10n.t('Apply to Server');
  const missing = applied.filter(({ kind }) => kind === 'missing').length;
  const hasOthers = applied.some(({ kind }) => kind === 'found');
  let creates = false;
  let made: FilesPlan | undefined;
  const isPlanned = await runSteps([
    {
      skip: () => missing === 0,
      run: (position) =>
        pickStep({
          ...{ title, position, until: checked.changed, items: missingChoices(missing, hasOthers) },
          placeholder: count(
            missing,
            vscode.l10n.t('1 item is not on the server. Select what to do with it'),
            vscode.l10n.t(
              '{0} items are not on the server. Select what to do with them',
              numberText(missing),
            ),
          ),
          active: (item) => item.creates === creates,
          accept: (item) => {
            ({ creates } = item);
            return Promise.resolve(undefined);
          },
        }),
    },
    {
      run: (position) =>
        planStep({
          ...{ title, position, until: checked.changed },
          making: vscode.l10n.t('Comparing with the server…'),
          make: async (signal) => {
            made = await planFiles(connection.client, applied, creates, signal);
            return { tasks: made.tasks, warnings: [...made.costs, ...ignoredText(ignored)] };
          },
          isCurrent: () => checked.isCurrent(),
          keep: () => undefined,
        }),
    },
  ]);
  if (!isPlanned || made === undefined) {
    return false;
  }
  const { tasks, files, costs } = made;
  if (!(await confirmWarnings({ warnings: costs })) || !(await checked.isCurrent())) {
    return false;
  }
  await parts.runs.run({
    connection,
    name: { kind: 'command', command: 'applyToServer' },
    plan: { tasks },
    onDidEnd: (result) => markRun(parts.fileChecks, files, result),
  });
  return true;
}

/** Of files that were chosen one by one, and say nothing of Waldur. */
function ignoredText(ignored: number): readonly string[] {
  return ignored === 0
    ? []
    : [
        count(
          ignored,
          vscode.l10n.t('1 file is left out, as it does not say which item of Waldur it is about.'),
          vscode.l10n.t(
            '{0} files are left out, as they do not say which items of Waldur they are about.',
            numberText(ignored),
          ),
        ),
      ];
}

function missingChoices(
  missing: number,
  hasOthers: boolean,
): (vscode.QuickPickItem & { readonly creates: boolean })[] {
  const create = {
    label: count(
      missing,
      vscode.l10n.t('Create 1 item'),
      vscode.l10n.t('Create {0} items', numberText(missing)),
    ),
    detail: vscode.l10n.t('The plan shows each before anything is sent.'),
    creates: true,
  };
  return hasOthers
    ? [{ label: vscode.l10n.t('Only change what is there'), creates: false }, create]
    : [create];
}

/** Marks what is refused; of the others what an earlier try marked is gone. */
function mark({ fileChecks }: ApplyToServerParts, applied: readonly AppliedFile[]): void {
  fileChecks.recheck(applied.map(({ uri }) => uri));
  for (const one of applied) {
    if (one.kind === 'refused') {
      fileChecks.mark(one.uri, one.text, one.marks);
    }
  }
}

async function read(uris: readonly vscode.Uri[], signal: AbortSignal): Promise<readonly FileToApply[]> {
  const files: FileToApply[] = [];
  const leftOut: vscode.Uri[] = [];
  for (const uri of await filesIn(uris, signal, (folder) => leftOut.push(folder))) {
    signal.throwIfAborted();
    const file = await readFileToApply(uri);
    if (file === undefined && formatOf(uri.path) !== undefined) {
      leftOut.push(uri);
    }
    // Broken files of others say nothing of Waldur.
    if (file !== undefined && namesObject(file.text)) {
      files.push(file);
    }
  }
  if (leftOut.length > 0) {
    void vscode.window.showWarningMessage(leftOutText(leftOut));
  }
  return files;
}

/** What is chosen in the explorer, the file of an editor, or what is picked. */
async function urisOf([first, selection]: readonly unknown[]): Promise<readonly vscode.Uri[]> {
  const chosen = (Array.isArray(selection) ? selection : [first]).filter((one) => one instanceof vscode.Uri);
  if (chosen.length > 0) {
    return chosen;
  }
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && formatOfDocument(active) !== undefined && namesObject(active.getText())) {
    return [active.uri];
  }
  const files = vscode.l10n.t('Select Files…');
  const folder = vscode.l10n.t('Select a Folder…');
  const kind = await vscode.window.showQuickPick([files, folder], {
    title: vscode.l10n.t('Apply to Server'),
    placeHolder: vscode.l10n.t('Select what to apply'),
  });
  if (kind === undefined) {
    return [];
  }
  return (
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Apply to Server'),
      ...(kind === folder
        ? { canSelectFiles: false, canSelectFolders: true }
        : { canSelectMany: true, filters: objectFileFilters() }),
    })) ?? []
  );
}
