import type { Connection } from '../connections/connection';
import type { EchoDifference } from '../edits/echo';
import { differencesOf } from '../edits/fieldsEcho';
import type { FieldsTask } from '../edits/fieldsTask';
import { fieldsNow } from '../edits/judgeFields';
import type { Failure } from '../runs/failure';
import { errorMessage } from '../ui/errorMessage';
import { fieldsResult } from './fieldsResult';
import { notRecordedText } from './notBegunText';
import type { ChangeJob, ChangeRuns } from './changeRuns';

/** How a save ended. */
export type SaveEnd =
  /** `differences`: what the server kept, or made something else of. */
  | { readonly kind: 'saved'; readonly differences: readonly EchoDifference[] }
  /** Nothing was changed. `problem`: what refused it; `invalid` says of which fields. */
  | { readonly kind: 'notSaved'; readonly message: string; readonly problem?: Failure }
  /** The answer was lost, and what became of it could not be found out. */
  | { readonly kind: 'unknown'; readonly message: string; readonly problem: Failure }
  /** Nothing was sent, because someone else has changed these since they were read. */
  | { readonly kind: 'changedByOther'; readonly message: string; readonly fields: readonly string[] }
  | { readonly kind: 'cancelled' };

/**
 * Saves fields of one object as a run of its own, which stands in Recent Changes. Nothing is told but that it takes
 * long: the caller tells how it ended, and keeps what was not saved.
 * @param how the command whose run it is, and whether success is told with what can be done then
 */
export async function saveFields(
  runs: Pick<ChangeRuns, 'run'>,
  connection: Connection,
  task: FieldsTask,
  { command, tell }: Pick<ChangeJob, 'tell'> & { readonly command: 'edit' | 'editField' } = {
    command: 'edit',
    tell: 'byCaller',
  },
): Promise<SaveEnd> {
  const end = await runs.run({
    connection,
    name: { kind: 'command', command },
    plan: { tasks: [task] },
    ...(tell === undefined ? {} : { tell }),
  });
  if (end.kind === 'cancelled') {
    return end;
  }
  if (end.kind === 'notBegun') {
    return { kind: 'notSaved', message: notRecordedText(errorMessage(end.error)) };
  }
  const outcome = end.result.record.outcomes[task.id] ?? { kind: 'notRun', why: 'cancelled' };
  const message = fieldsResult({ task, outcome }).why;
  switch (outcome.kind) {
    case 'done':
      return { kind: 'saved', differences: differencesOf(task, outcome.result) };
    case 'skipped':
      return outcome.reason.kind === 'changedByOther'
        ? { kind: 'changedByOther', message, fields: [...fieldsNow(outcome.reason.now).keys()] }
        : { kind: 'saved', differences: [] };
    case 'failed':
      return { kind: 'notSaved', message, problem: outcome.problem };
    case 'noEffect':
      return { kind: 'notSaved', message };
    case 'unknown':
      return { kind: 'unknown', message, problem: outcome.problem };
    case 'notRun':
      return outcome.why === 'cancelled' ? { kind: 'cancelled' } : { kind: 'notSaved', message };
  }
}
