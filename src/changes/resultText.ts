import * as vscode from 'vscode';
import { scopesToldApart, withDifference } from './scopeDifferences';
import { aimOf, changesOf, isSent, outcomeOfChange, type RoleChange } from '../grants/changes';
import type { InviteResult } from '../grants/inviteRun';
import { endsNow } from '../grants/judge';
import type { Expiry, RoleTask } from '../grants/roleTask';
import type { Outcome, SkipReason } from '../runs/outcome';
import type { RunResult, TaskResult } from '../runs/result';
import { count } from '../ui/count';
import { momentText, numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { failureText, notRunText } from './failureText';
import { notDoneText, notRevokedText } from './notDoneText';
import { inviteResult } from './invites';
import { partsOf, replacedText, userNameText } from './planText';
import { whyText } from './reasons';
import type { Direction } from './runName';
import { type ResultSentences, sentences } from '../ui/sentences';
import { expiresText } from '../organisations/times';

export interface JobResult {
  readonly run: RunResult<RoleTask>;
  readonly invites: readonly InviteResult[];
}

/** Who, which role, where, as a report names them: with the user name. */
type RoleResult = TaskResult<RoleTask>;
type Parts = readonly [person: string, role: string, scope: string];

/** What became of a change. */
function resultOfChange(change: RoleChange<RoleResult>, parts: Parts): ResultSentences {
  const { task, outcome } = outcomeOfChange(change);
  if (outcome.kind === 'done') {
    return {
      what: doneText(change, parts),
      why:
        outcome.found === true
          ? vscode.l10n.t('The response was lost, but the server shows the change.')
          : '',
    };
  }
  const why = reasonText(task, outcome);
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
  return { what: notDoneChange(outcome, task.change.kind === 'remove', parts), why };
}

/** The new role was granted, and an old one was not revoked. */
function isHalfDone({ first, replaced }: RoleChange<RoleResult>): boolean {
  return first.outcome.kind === 'done' && replaced.some(({ outcome }) => outcome.kind !== 'done');
}

function doneText(change: RoleChange<RoleResult>, [person, role, scope]: Parts): string {
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

function notDoneChange(outcome: Exclude<Outcome, { kind: 'done' }>, revokes: boolean, parts: Parts): string {
  const kind =
    outcome.kind === 'skipped' && outcome.reason.kind === 'impossible' ? 'impossible' : outcome.kind;
  return revokes && kind !== 'impossible' ? notRevokedText(kind, parts) : notDoneText(kind, parts);
}

function reasonText(task: RoleTask, outcome: Exclude<Outcome, { kind: 'done' }>): string {
  switch (outcome.kind) {
    case 'skipped':
      return skipText(task, outcome.reason);
    case 'failed':
    case 'unknown':
      return failureText(outcome.problem);
    case 'noEffect':
      return vscode.l10n.t('The server reported success, but it does not show the change.');
    case 'notRun':
      return notRunText(outcome.why);
  }
}

function skipText({ change }: RoleTask, reason: SkipReason): string {
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

/** What became of one task by itself, for a mark at its line. */
export function taskResultText(result: RoleResult): string {
  const { what, why } = resultOfChange({ first: result, replaced: [] }, partsOf(result.task));
  return sentences(what, why);
}

interface Told extends ResultSentences {
  readonly kind: Outcome['kind'] | 'impossible';
}

/**
 * How a run ended, for a message that may be cut: the reason first where something was not done, then what it was, or
 * how many of those asked for.
 */
export function summaryOf({ run, invites }: JobResult, direction?: Direction): string {
  const changes = changesOf(run.results)
    .filter((change) => aimOf(change) !== 'unchanged')
    .map((change): Told => ({
      ...resultOfChange(change, partsOf(change.first.task)),
      kind: isSent(change) ? outcomeOfChange(change).outcome.kind : 'impossible',
    }));
  const invited = invites.map((result): Told => ({
    ...inviteResult(result),
    kind:
      result.outcome.kind === 'skipped' && result.item.whyNot !== undefined
        ? 'impossible'
        : result.outcome.kind,
  }));
  const all = [...changes, ...invited];
  const [only, ...more] = all;
  if (only === undefined) {
    return vscode.l10n.t('Nothing was changed.');
  }
  if (more.length === 0) {
    return only.kind === 'done' ? sentences(only.what, only.why) : sentences(only.why, only.what);
  }
  return sentences(
    firstReason(all),
    changes.length === 0 ? '' : doneOfChanges(numberOf(changes, 'done'), changes.length, direction),
    invited.length === 0 ? '' : doneOfInvites(numberOf(invited, 'done'), invited.length),
    ...othersText(all),
  );
}

const gravest = ['failed', 'noEffect', 'unknown', 'notRun', 'skipped', 'impossible'] as const;

function firstReason(all: readonly Told[]): string {
  const kind = gravest.find((candidate) => numberOf(all, candidate) > 0);
  return all.find((told) => told.kind === kind)?.why ?? '';
}

function numberOf(all: readonly Told[], kind: Told['kind']): number {
  return all.filter((told) => told.kind === kind).length;
}

function doneOfChanges(done: number, total: number, direction: Direction | undefined): string {
  const all = done === total;
  switch (direction) {
    case undefined:
      return all
        ? count(done, vscode.l10n.t('1 change made.'), vscode.l10n.t('{0} changes made.', numberText(done)))
        : vscode.l10n.t('{0} of {1} changes made.', numberText(done), numberText(total));
    case 'undo':
      return all
        ? count(
            done,
            vscode.l10n.t('1 change undone.'),
            vscode.l10n.t('{0} changes undone.', numberText(done)),
          )
        : vscode.l10n.t('{0} of {1} changes undone.', numberText(done), numberText(total));
    case 'redo':
      return all
        ? count(
            done,
            vscode.l10n.t('1 change redone.'),
            vscode.l10n.t('{0} changes redone.', numberText(done)),
          )
        : vscode.l10n.t('{0} of {1} changes redone.', numberText(done), numberText(total));
  }
}

function doneOfInvites(sent: number, total: number): string {
  return sent === total
    ? count(
        sent,
        vscode.l10n.t('1 invitation sent.'),
        vscode.l10n.t('{0} invitations sent.', numberText(sent)),
      )
    : vscode.l10n.t('{0} of {1} invitations sent.', numberText(sent), numberText(total));
}

function othersText(all: readonly Told[]): readonly string[] {
  const [failed, noEffect, unknown, notRun, skipped, impossible] = gravest.map((kind) => numberOf(all, kind));
  return [
    failed ? vscode.l10n.t('{0} failed.', numberText(failed)) : '',
    noEffect ? vscode.l10n.t('{0} had no effect.', numberText(noEffect)) : '',
    unknown ? vscode.l10n.t('{0} not confirmed.', numberText(unknown)) : '',
    notRun ? vscode.l10n.t('{0} not started.', numberText(notRun)) : '',
    skipped ? vscode.l10n.t('{0} skipped.', numberText(skipped)) : '',
    impossible ? vscode.l10n.t('{0} not possible.', numberText(impossible)) : '',
  ];
}

/** What became of each change, a line each, with user names and the lines of a file where they come from one. */
export function resultLines({ run, invites }: JobResult): readonly string[] {
  const scopes = scopesToldApart([
    ...run.results.map(({ task }) => task),
    ...invites.map(({ item }) => item),
  ]);
  return [
    ...changesOf(run.results).map((change) => {
      const { task } = change.first;
      const [person, role, scope] = partsOf(task);
      const userName = userNameText(task);
      const { what, why } = resultOfChange(change, [
        userName === '' ? person : vscode.l10n.t('{0} ({1})', person, userName),
        role,
        withDifference(scope, scopes.get(task.scope.uuid)),
      ]);
      const text = sentences(what, why);
      return task.line === undefined ? text : vscode.l10n.t('Line {0}: {1}', String(task.line), text);
    }),
    ...invites.map((result) => {
      const { what, why } = inviteResult(result, scopes);
      return sentences(what, why);
    }),
  ];
}
