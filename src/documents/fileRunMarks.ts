import * as vscode from 'vscode';
import type { ChangeTask } from '../changes/taskKinds';
import { summaryOf } from '../changes/resultText';
import type { RunResult } from '../runs/result';
import type { AppliedFile } from './filesToApply';
import type { ObjectFileChecks } from './objectFileChecks';
import { placeOfHead } from '../edits/objectFile';
import type { FilesPlan } from './planFiles';
import { type Mark, refusalMarks } from './saveObject';

/** Marks in files what a run did not do of them, with why; what was done is checked by what the server has now. */
export function markRun(
  fileChecks: Pick<ObjectFileChecks, 'mark' | 'recheck'>,
  files: FilesPlan['files'],
  { results }: Pick<RunResult<ChangeTask>, 'results'>,
): void {
  const done: vscode.Uri[] = [];
  for (const result of results) {
    const file = files.get(result.task.id);
    if (file === undefined) {
      continue;
    }
    const marks = marksOf(file, result);
    if (marks.length === 0) {
      done.push(file.uri);
    } else {
      fileChecks.mark(file.uri, file.text, marks);
    }
  }
  fileChecks.recheck(done);
}

function marksOf(
  applied: Extract<AppliedFile, { kind: 'found' | 'missing' }>,
  result: RunResult<ChangeTask>['results'][number],
): readonly Mark[] {
  const { outcome } = result;
  const isAsWanted =
    outcome.kind === 'done' ||
    (outcome.kind === 'skipped' && ['unchanged', 'alreadySo', 'leftOut'].includes(outcome.reason.kind));
  if (isAsWanted) {
    return [];
  }
  const kind = applied.file.head?.kind ?? 'customer';
  const atFields =
    outcome.kind === 'failed' ? refusalMarks(outcome.problem, { kind }, applied.read.places) : [];
  return atFields.length > 0
    ? atFields
    : [
        {
          range: placeOfHead(applied.file),
          message: summaryOf({ results: [result] }),
          severity: vscode.DiagnosticSeverity.Warning,
        },
      ];
}
