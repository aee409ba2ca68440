import * as vscode from 'vscode';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import type { Connection } from '../connections/connection';
import { CheckedFiles } from '../documents/checkedFiles';
import { connectionsOf } from '../documents/fileTarget';
import { markRun } from '../documents/fileRunMarks';
import {
  askByName,
  askConnection,
  askValid,
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
import { nameOf } from '../documents/nameOf';
import type { ObjectFileChecks } from '../documents/objectFileChecks';
import type { FieldsTask } from '../edits/fieldsTask';
import { namesObject } from '../edits/fileMark';
import { planFields } from '../edits/planFields';
import { wholeFileTask } from '../edits/wholeFile';
import { numberText } from '../ui/datesAndNumbers';
import { withLateProgress, type ProgressReporter, type ProgressResult } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
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
  const files = okOf(await withLateProgress(vscode.l10n.t('Reading files…'), (signal) => read(uris, signal)));
  if (files === undefined) {
    return 'done';
  }
  const objects = files.filter(({ text }) => namesObject(text));
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
    const applied = okOf(
      await withLateProgress(vscode.l10n.t('Checking files…'), (signal, progress) =>
        resolveFiles(connection, parts.stores.of(connection), wanted, new Set(others), {
          signal,
          onProgress: counting(progress, wanted.length),
        }),
      ),
    );
    if (applied === undefined) {
      return 'done';
    }
    mark(parts, applied);
    if (!(await askValid(applied))) {
      return 'done';
    }
    if (await checked.isCurrent()) {
      const isRun = await run(parts, connection, applied, checked);
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
  checked: CheckedFiles,
): Promise<boolean> {
  let kept: ChangePlan | undefined;
  const isPlanned = await runSteps([
    {
      run: (position) =>
        planStep({
          title: vscode.l10n.t('Apply to Server'),
          position,
          making: vscode.l10n.t('Comparing with the server…'),
          make: () => Promise.resolve({ tasks: tasksOf(applied), warnings: [] }),
          until: checked.changed,
          isCurrent: () => checked.isCurrent(),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (!isPlanned || kept === undefined) {
    return false;
  }
  await parts.runs.run({
    connection,
    name: { kind: 'command', command: 'applyToServer' },
    plan: kept,
    onDidEnd: (result) => markRun(parts.fileChecks, applied, result),
  });
  return true;
}

function tasksOf(applied: readonly AppliedFile[]): readonly FieldsTask[] {
  return applied.flatMap((one): readonly FieldsTask[] => {
    if (one.kind !== 'found') {
      return [];
    }
    const { target, read } = one;
    const { ref, edited } = target;
    const { customer_name: customerName } = edited.row;
    const object = {
      ...{ kind: ref.kind, uuid: ref.uuid, name: nameOf(ref, edited.row) },
      ...(ref.kind === 'project' && typeof customerName === 'string' ? { customerName } : {}),
    };
    const { row, fields, values } = edited;
    const plan = planFields([{ object, row, fields, values: read.values }]);
    return plan.tasks.map((task) => wholeFileTask(task, fields, read, values));
  });
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
  for (const uri of await filesIn(uris, signal)) {
    signal.throwIfAborted();
    const file = await readFileToApply(uri);
    if (file !== undefined) {
      files.push(file);
    }
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

function counting(progress: ProgressReporter, total: number): () => void {
  let done = 0;
  return () => {
    done++;
    progress.report({
      message: vscode.l10n.t('{0} of {1}', numberText(done), numberText(total)),
      increment: 100 / total,
    });
  };
}

/** @throws what a task threw; undefined when it was cancelled */
function okOf<T>(result: ProgressResult<T>): T | undefined {
  if (result.kind === 'error') {
    throw result.error;
  }
  return result.kind === 'ok' ? result.value : undefined;
}
