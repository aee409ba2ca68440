import type { Connection } from '../connections/connection';
import { createdOf, type CreateTask } from '../edits/createTask';
import type { Failure } from '../runs/failure';
import type { RunResult } from '../runs/result';
import { errorMessage } from '../ui/errorMessage';
import { type ResultSentences } from '../ui/sentences';
import type { RunCommand } from '../ui/runCommands';
import type { ChangeRuns } from './changeRuns';
import { createdResult } from './createResult';
import { notRecordedText } from './notBegunText';
import type { ChangeTask } from './taskKinds';

/** How making an object ended. */
export type CreateEnd =
  | { readonly kind: 'created'; readonly uuid: string; readonly told: ResultSentences }
  /** Nothing was made. `problem`: what refused it; `invalid` says of which fields. */
  | { readonly kind: 'notCreated'; readonly message: string; readonly problem?: Failure }
  /** The answer was lost, and what became of it could not be found out. */
  | { readonly kind: 'unknown'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** The command that makes objects of a kind. */
export function createCommandOf(kind: CreateTask['object']['kind']): RunCommand {
  switch (kind) {
    case 'customer':
      return 'createOrganisation';
    case 'project':
      return 'createProject';
    case 'call-managing-organisation':
      return 'createManagingOrganisation';
  }
}

/** Makes an object as a run of its own, which stands in Recent Changes. The caller tells how it ended. */
export async function createObject(
  runs: Pick<ChangeRuns, 'run'>,
  connection: Connection,
  task: CreateTask,
): Promise<CreateEnd> {
  const end = await runs.run({
    connection,
    name: { kind: 'command', command: createCommandOf(task.object.kind) },
    plan: { tasks: [task] },
    tell: 'byCaller',
  });
  switch (end.kind) {
    case 'cancelled':
      return end;
    case 'notBegun':
      return { kind: 'notCreated', message: notRecordedText(errorMessage(end.error)) };
    case 'result':
      return createEnd(task, end.result);
  }
}

function createEnd(task: CreateTask, { record }: Pick<RunResult<ChangeTask>, 'record'>): CreateEnd {
  const outcome = record.outcomes[task.id] ?? { kind: 'notRun', why: 'cancelled' };
  const told = createdResult({ task, outcome });
  const message = told.why;
  switch (outcome.kind) {
    case 'done': {
      const uuid = createdOf(outcome.result)?.uuid;
      return uuid === undefined ? { kind: 'unknown', message } : { kind: 'created', uuid, told };
    }
    case 'failed':
      return { kind: 'notCreated', message, problem: outcome.problem };
    case 'unknown':
      return { kind: 'unknown', message };
    case 'skipped':
    case 'noEffect':
      return { kind: 'notCreated', message };
    case 'notRun':
      return outcome.why === 'cancelled' ? { kind: 'cancelled' } : { kind: 'notCreated', message };
  }
}
