import * as vscode from 'vscode';
import { endsNow } from '../grants/judge';
import type { Expiry, RoleTask } from '../grants/roleTask';
import { expiresText } from '../organisations/times';
import type { TaskResult } from '../runs/result';
import { momentText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { type ResultSentences, sentences } from '../ui/sentences';
import { type ChangeOf, outcomeOfChange } from './changesOf';
import { failureText, foundText, reasonText, type Unwanted } from './failureText';
import { type NotDone, notDoneBy, notDoneText, notRevokedText } from './notDoneText';
import { partsOf, replacedText } from './planText';
import { whyText } from './reasons';

type RoleResult = TaskResult<RoleTask>;

/** Who, which role, where, as a report names them: with the user name. */
type Parts = readonly [person: string, role: string, scope: string];

/** What became of one task by itself, for a mark at its line. */
export function roleResultText(result: RoleResult): string {
  const { what, why } = roleResult({ first: result, replaced: [] }, partsOf(result.task));
  return sentences(what, why);
}

/** What became of a change of roles. */
export function roleResult(change: ChangeOf<RoleResult>, parts: Parts): ResultSentences {
  const { task, outcome } = outcomeOfChange(change);
  if (outcome.kind === 'done') {
    return { what: doneText(change, parts), why: foundText(outcome) };
  }
  const why = reasonText(outcome, { skipped: (reason) => skipText(task, reason), failed: failureText });
  if (isHalfDone(change)) {
    const [person, role, scope] = parts;
    return {
      what: vscode.l10n.t(
        'Failed: {0} is now {1} of {2}, but also still {3}.',
        person,
        role,
        scope,
        replacedText(change),
      ),
      why,
    };
  }
  return { what: notDone(notDoneBy(outcome), task.change.kind === 'remove', parts), why };
}

/** The new role was granted, and an old one was not revoked. */
function isHalfDone({ first, replaced }: ChangeOf<RoleResult>): boolean {
  return first.outcome.kind === 'done' && replaced.some(({ outcome }) => outcome.kind !== 'done');
}

function doneText(change: ChangeOf<RoleResult>, [person, role, scope]: Parts): string {
  const { task } = change.first;
  if (task.change.kind === 'remove') {
    return vscode.l10n.t('{0} is no longer {1} of {2}.', person, role, scope);
  }
  const end = newEnd(change.first);
  const old = change.replaced.length === 0 ? undefined : replacedText(change);
  if (old === undefined) {
    return end === null
      ? vscode.l10n.t('{0} is now {1} of {2} permanently.', person, role, scope)
      : vscode.l10n.t('{0} is now {1} of {2} until {3}.', person, role, scope, momentText(end));
  }
  return end === null
    ? vscode.l10n.t('{0} is now {1} instead of {2} in {3} permanently.', person, role, old, scope)
    : vscode.l10n.t(
        '{0} is now {1} instead of {2} in {3} until {4}.',
        person,
        role,
        old,
        scope,
        momentText(end),
      );
}

function newEnd({ task: { change } }: RoleResult): Expiry {
  switch (change.kind) {
    case 'add':
    case 'unchanged':
      return change.expiry;
    case 'prolong':
    case 'shorten':
      return change.to;
    case 'remove':
    case 'impossible':
      return null;
  }
}

function notDone(kind: NotDone, revokes: boolean, parts: Parts): string {
  return revokes && kind !== 'impossible' ? notRevokedText(kind, parts) : notDoneText(kind, parts);
}

function skipText({ change }: RoleTask, reason: Unwanted): string {
  switch (reason.kind) {
    case 'unchanged':
    case 'alreadySo':
      return vscode.l10n.t('No change was needed.');
    case 'impossible':
      return change.kind === 'impossible' ? whyText(change.why) : '';
    case 'changedByOther': {
      const now = endsNow(reason.now);
      return now.length === 0
        ? vscode.l10n.t('Someone else has revoked it in the meantime.')
        : vscode.l10n.t('Someone else has changed it in the meantime ({0}).', listText(now.map(expiresText)));
    }
    case 'firstStepNotDone':
      return vscode.l10n.t('The new role was not granted, so this one was kept.');
  }
}
