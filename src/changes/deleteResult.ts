import * as vscode from 'vscode';
import type { DeleteTask, RecoverTask } from '../edits/deleteTask';
import { contentsNow } from '../edits/readDeleteTask';
import { hasTeamBack } from '../edits/recoverKind';
import { scopeLabel } from '../organisations/scopeLabel';
import type { Failure } from '../runs/failure';
import type { TaskResult } from '../runs/result';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { type ResultSentences, sentences } from '../ui/sentences';
import { contentsText } from './contentsText';
import { failureText, foundText, reasonText, type Unwanted } from './failureText';
import { type NotDone, notDoneBy } from './notDoneText';
import { type ScopeDifferences, withDifference } from './scopeDifferences';

/** What became of an object that was to be deleted, or recovered. */
export function deleteResult(
  { task, outcome }: TaskResult<DeleteTask | RecoverTask>,
  scopes?: ScopeDifferences,
): ResultSentences {
  const { kind, object } = task;
  const name = withDifference(scopeLabel(object), scopes?.get(object.uuid));
  if (outcome.kind === 'done') {
    return kind === 'delete'
      ? { what: vscode.l10n.t('{0} was deleted.', name), why: foundText(outcome) }
      : {
          what: vscode.l10n.t('{0} was recovered.', name),
          why: sentences(foundText(outcome), teamText(hasTeamBack(outcome.result))),
        };
  }
  return {
    what:
      kind === 'delete'
        ? notDeletedText(notDoneBy(outcome), name)
        : notRecoveredText(notDoneBy(outcome), name),
    why: reasonText(outcome, {
      skipped: (reason) => skipText(task, reason),
      failed: (problem) => (kind === 'delete' ? refusalText(task, problem) : failureText(problem)),
    }),
  };
}

/** How many of several were deleted. */
export function deletedText(done: number, total: number): string {
  return done === total
    ? count(done, vscode.l10n.t('1 item deleted.'), vscode.l10n.t('{0} items deleted.', numberText(done)))
    : vscode.l10n.t('{0} of {1} items deleted.', numberText(done), numberText(total));
}

function teamText(hasTeam: boolean | undefined): string {
  return hasTeam === false ? vscode.l10n.t('Its team did not come back, so grant its roles again.') : '';
}

/** Why the server did not delete it, and what to do. */
function refusalText({ object: { kind } }: DeleteTask, problem: Failure): string {
  return sentences(failureText(problem), whatToDo(kind, problem));
}

function whatToDo(kind: DeleteTask['object']['kind'], problem: Failure): string {
  // Waldur never translates these words.
  const words =
    problem.kind === 'invalid'
      ? problem.messages.join(' ')
      : problem.kind === 'conflict'
        ? problem.detail
        : '';
  switch (kind) {
    case 'project':
      return /active resources/i.test(words ?? '')
        ? vscode.l10n.t('Terminate the resources of the project, then retry.')
        : '';
    case 'customer':
      if (problem.kind === 'conflict') {
        return vscode.l10n.t('Delete in HomePort what the server names, then retry.');
      }
      // What stops it more than once is an error that the server does not handle.
      return problem.kind === 'server' && problem.status === 500
        ? vscode.l10n.t(
            'This happens when several things still use the organisation, such as calls, proposals, payment profiles or support requests. Delete them in HomePort, then retry.',
          )
        : '';
    case 'call-managing-organisation':
      if (problem.kind === 'conflict' || /existing/i.test(words ?? '')) {
        return vscode.l10n.t('Delete its calls in HomePort and revoke the roles in its team, then retry.');
      }
      return problem.kind === 'server' && problem.status === 500
        ? vscode.l10n.t(
            'This happens when the managing organisation still has several calls. Delete them in HomePort, then retry.',
          )
        : '';
  }
}

function skipText({ kind }: DeleteTask | RecoverTask, reason: Unwanted): string {
  switch (reason.kind) {
    case 'unchanged':
    case 'alreadySo':
      return kind === 'delete'
        ? vscode.l10n.t('It no longer exists on the server, or you can no longer see it.')
        : vscode.l10n.t('It is no longer deleted.');
    case 'changedByOther':
      return vscode.l10n.t(
        'It now has {0}, more than you were told. To delete it with all of that, run the command again.',
        contentsText(contentsNow(reason.now)),
      );
    case 'impossible':
    case 'firstStepNotDone':
      return '';
  }
}

/** That something was not deleted, without why. */
function notDeletedText(kind: NotDone, name: string): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed: deleting {0}.', name);
    case 'noEffect':
      return vscode.l10n.t('No effect: deleting {0}.', name);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: deleting {0}.', name);
    case 'notRun':
      return vscode.l10n.t('Not started: deleting {0}.', name);
    case 'skipped':
      return vscode.l10n.t('Skipped: deleting {0}.', name);
    case 'impossible':
      return vscode.l10n.t('Not possible: deleting {0}.', name);
  }
}

/** The same of a project that was to be recovered. */
function notRecoveredText(kind: NotDone, name: string): string {
  switch (kind) {
    case 'failed':
      return vscode.l10n.t('Failed: recovering {0}.', name);
    case 'noEffect':
      return vscode.l10n.t('No effect: recovering {0}.', name);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: recovering {0}.', name);
    case 'notRun':
      return vscode.l10n.t('Not started: recovering {0}.', name);
    case 'skipped':
      return vscode.l10n.t('Skipped: recovering {0}.', name);
    case 'impossible':
      return vscode.l10n.t('Not possible: recovering {0}.', name);
  }
}
