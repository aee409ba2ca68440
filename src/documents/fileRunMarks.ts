import * as vscode from 'vscode';
import type { ChangeTask } from '../changes/taskKinds';
import { summaryOf } from '../changes/resultText';
import type { RunResult } from '../runs/result';
import type { AppliedFile } from './filesToApply';
import type { ObjectFileChecks } from './objectFileChecks';
import { placeOfHead } from '../edits/objectFile';
import { type Mark, refusalMarks } from './saveObject';

/** Marks in files what a run did not do of them, with why; what was done is checked by what the server has now. */
export function markRun(
  fileChecks: Pick<ObjectFileChecks, 'mark' | 'recheck'>,
  applied: readonly AppliedFile[],
  { results }: Pick<RunResult<ChangeTask>, 'results'>,
): void {
  const done: vscode.Uri[] = [];
  for (const file of applied) {
    if (file.kind !== 'found') {
      continue;
    }
    const { ref } = file.target;
    const result = results.find(
      ({ task }) => task.kind === 'fields' && task.object.kind === ref.kind && task.object.uuid === ref.uuid,
    );
    const marks = result === undefined ? [] : marksOf(file, result);
    if (marks.length === 0) {
      done.push(file.uri);
    } else {
      fileChecks.mark(file.uri, file.text, marks);
    }
  }
  fileChecks.recheck(done);
}

function marksOf(
  { target, read, file }: Extract<AppliedFile, { kind: 'found' }>,
  result: RunResult<ChangeTask>['results'][number],
): readonly Mark[] {
  const { outcome } = result;
  const isAsWanted =
    outcome.kind === 'done' ||
    (outcome.kind === 'skipped' && ['unchanged', 'alreadySo'].includes(outcome.reason.kind));
  if (isAsWanted) {
    return [];
  }
  const atFields = outcome.kind === 'failed' ? refusalMarks(outcome.problem, target.ref, read.places) : [];
  return atFields.length > 0
    ? atFields
    : [
        {
          range: placeOfHead(file),
          message: summaryOf({ results: [result] }),
          severity: vscode.DiagnosticSeverity.Warning,
        },
      ];
}
