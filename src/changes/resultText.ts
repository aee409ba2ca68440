import * as vscode from 'vscode';
import type { InvitationTask } from '../grants/invitationTasks';
import type { Outcome } from '../runs/outcome';
import type { RunResult, TaskResult } from '../runs/result';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { type ResultSentences, sentences } from '../ui/sentences';
import { aimOf, type ChangeOf, changesOf, isLeftOut, isSent, outcomeOfChange } from './changesOf';
import { createdResult } from './createResult';
import { deletedText, deleteResult } from './deleteResult';
import { fieldsResult, isIgnored, isTakenOtherwise } from './fieldsResult';
import { groupsResult } from './groupsResult';
import { imageResult } from './imageResult';
import { invitationResult } from './invitationText';
import { partsOf, type RoleChange, userNameText } from './planText';
import { roleResult } from './roleResult';
import { rolesDoneText } from './rolesDone';
import type { Direction } from './runName';
import { type ScopeDifferences, scopesToldApart, withDifference } from './scopeDifferences';
import type { ChangeTask } from './taskKinds';

type Results = Pick<RunResult<ChangeTask>, 'results'>;
type ResultOfChange = ChangeOf<TaskResult<ChangeTask>>;

interface Told {
  readonly change: ResultOfChange;
  readonly task: ChangeTask['kind'];
  readonly kind: Outcome['kind'] | 'impossible';
}

/**
 * How a run ended, for a message that may be cut: the reason first where something was not done, then what it was, or
 * how many of those asked for.
 */
export function summaryOf({ results }: Results, direction?: Direction): string {
  const changes = changesOf(results).filter((change) => aimOf(change) !== 'unchanged');
  const leftOut = changes.filter(isLeftOut).length;
  const all = changes
    .filter((change) => !isLeftOut(change))
    .map((change): Told => ({
      change,
      task: change.first.task.kind,
      kind: isSent(change) ? kindOf(change) : 'impossible',
    }));
  const [only, ...more] = all;
  if (only === undefined) {
    return sentences(vscode.l10n.t('Nothing was changed.'), leftOutText(leftOut));
  }
  if (more.length === 0) {
    const { what, why } = resultOfChange(only.change);
    return only.kind === 'done'
      ? sentences(what, why, leftOutText(leftOut))
      : sentences(why, what, leftOutText(leftOut));
  }
  const doneOf = (kind: Told['task'], text: (done: number, total: number) => string): string => {
    const those = all.filter(({ task }) => task === kind);
    return those.length === 0 ? '' : text(numberOf(those, 'done'), those.length);
  };
  return sentences(
    firstReason(all),
    doneOf(
      'role',
      (done, total) =>
        (done === total && direction === undefined ? rolesDoneText(all.flatMap(doneRole)) : undefined) ??
        doneOfChanges(done, total, direction),
    ),
    doneOf('fields', (done, total) => doneOfChanges(done, total, direction)),
    doneOf('groups', (done, total) => doneOfChanges(done, total, direction)),
    doneOf('image', (done, total) => doneOfChanges(done, total, direction)),
    doneOf('create', (done, total) => doneOfChanges(done, total, direction)),
    doneOf('delete', (done, total) =>
      direction === undefined ? deletedText(done, total) : doneOfChanges(done, total, direction),
    ),
    doneOf('recover', (done, total) => doneOfChanges(done, total, direction)),
    doneOf('invite', (done, total) => doneOfInvitations('invite', done, total)),
    doneOf('cancelInvitation', (done, total) => doneOfInvitations('cancelInvitation', done, total)),
    doneOf('resendInvitation', (done, total) => doneOfInvitations('resendInvitation', done, total)),
    ...othersText(all),
    leftOutText(leftOut),
  );
}

/** A change of roles that was made. */
function doneRole({ change: { first, replaced }, kind }: Told): readonly RoleChange[] {
  const { task } = first;
  return kind === 'done' && task.kind === 'role' ? [{ first: { task }, replaced }] : [];
}

function leftOutText(size: number): string {
  return size === 0 ? '' : vscode.l10n.t('{0} left out.', numberText(size));
}

const gravest = ['failed', 'noEffect', 'unknown', 'notRun', 'skipped', 'impossible'] as const;

function firstReason(all: readonly Told[]): string {
  const kind = gravest.find((candidate) => numberOf(all, candidate) > 0);
  const first = all.find((told) => (kind === undefined ? isHalfTaken(told.change) : told.kind === kind));
  return first === undefined ? '' : resultOfChange(first.change).why;
}

/** As the server shows it, whatever it said. */
function kindOf(change: ResultOfChange): Outcome['kind'] {
  const { task, outcome } = outcomeOfChange(change);
  return task.kind === 'fields' && isIgnored({ task, outcome }) ? 'noEffect' : outcome.kind;
}

function isHalfTaken({ first: { task, outcome } }: ResultOfChange): boolean {
  return task.kind === 'fields' && isTakenOtherwise({ task, outcome });
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

function doneOfInvitations(kind: InvitationTask['kind'], done: number, total: number): string {
  const all = done === total;
  switch (kind) {
    case 'invite':
      return all
        ? count(
            done,
            vscode.l10n.t('1 invitation sent.'),
            vscode.l10n.t('{0} invitations sent.', numberText(done)),
          )
        : vscode.l10n.t('{0} of {1} invitations sent.', numberText(done), numberText(total));
    case 'cancelInvitation':
      return all
        ? count(
            done,
            vscode.l10n.t('1 invitation cancelled.'),
            vscode.l10n.t('{0} invitations cancelled.', numberText(done)),
          )
        : vscode.l10n.t('{0} of {1} invitations cancelled.', numberText(done), numberText(total));
    case 'resendInvitation':
      return all
        ? count(
            done,
            vscode.l10n.t('1 invitation resent.'),
            vscode.l10n.t('{0} invitations resent.', numberText(done)),
          )
        : vscode.l10n.t('{0} of {1} invitations resent.', numberText(done), numberText(total));
  }
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
export function resultLines({ results }: Results): readonly string[] {
  const scopes = scopesToldApart(results.map(({ task }) => task));
  return changesOf(results).map((change) => {
    const { what, why } = resultOfChange(change, scopes);
    const text = sentences(what, why);
    const { task } = change.first;
    const line = task.kind === 'role' || task.kind === 'invite' ? task.line : undefined;
    return line === undefined ? text : vscode.l10n.t('Line {0}: {1}', String(line), text);
  });
}

/** @param scopes what tells them apart; without it user names are left out, too */
function resultOfChange(change: ResultOfChange, scopes?: ScopeDifferences): ResultSentences {
  const { task, outcome } = change.first;
  switch (task.kind) {
    case 'fields':
      return fieldsResult({ task, outcome }, scopes);
    case 'groups':
      return groupsResult({ task, outcome }, scopes);
    case 'image':
      return imageResult({ task, outcome }, scopes);
    case 'create':
      return createdResult({ task, outcome }, scopes);
    case 'delete':
    case 'recover':
      return deleteResult({ task, outcome }, scopes);
    case 'invite':
    case 'cancelInvitation':
    case 'resendInvitation':
      return invitationResult({ task, outcome }, scopes);
    case 'role':
      break;
  }
  const [person, role, scope] = partsOf(task);
  const userName = scopes === undefined ? '' : userNameText(task);
  return roleResult({ first: { task, outcome }, replaced: change.replaced }, [
    withDifference(person, userName === '' ? undefined : userName),
    role,
    withDifference(scope, scopes?.get(task.scope.uuid)),
  ]);
}
