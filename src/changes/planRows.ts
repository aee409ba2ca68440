import * as vscode from 'vscode';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { description } from '../ui/description';
import { separator } from '../ui/quickPickRows';
import type { WritableKind } from '../waldur/rawObjects';
import type { ChangePlan, ShownTask } from './changePlan';
import { aimOf, type ChangeOf, changesOfPlan, isSent } from './changesOf';
import { createRow } from './createRow';
import { fieldsRows } from './fieldsRow';
import { groupsRow } from './groupsRow';
import { fewestGrouped, groupedRows, isOfPerson, personChange } from './planGroups';
import { inviteRemark, inviteText } from './invitationText';
import { placeOf } from './placeOf';
import { changeText, iconOfChange, remarkText, type RoleChange, timesText, userNameText } from './planText';
import { type ScopeDifferences, scopesToldApart } from './scopeDifferences';

interface RunRow extends vscode.QuickPickItem {
  readonly run: true;
}

/** Whether someone has less access after it. */
export function takesAccess({ tasks }: ChangePlan): boolean {
  return changesOfPlan(tasks).some((change) => aimOf(change) === 'takes');
}

type ShownChange = ChangeOf<{ readonly task: ShownTask }>;

/** The row of a change that can be taken out of the plan and put back. */
interface LineRow extends vscode.QuickPickItem {
  /** The id of its first task. */
  readonly change: string;
}

/** Which change a row is for; undefined where it is for none that can be taken out. */
export function changeOfRow(row: vscode.QuickPickItem): string | undefined {
  return 'change' in row && typeof row.change === 'string' ? row.change : undefined;
}

/**
 * The tasks that are not done where these changes are taken out: all of each, and what waits for them.
 * @param changes by the ids of their first tasks
 */
export function tasksWithout(plan: ChangePlan, changes: ReadonlySet<string>): readonly string[] {
  const left = new Set<string>();
  for (const { first, replaced } of changesOfPlan(plan.tasks).filter(isSent)) {
    const { id, after } = first.task;
    if (changes.has(id) || (after !== undefined && left.has(after))) {
      [first, ...replaced].forEach(({ task }) => left.add(task.id));
    }
  }
  return [...left];
}

/**
 * A plan in plain words, a line each change: what Run does first, then warnings and what cannot be done.
 * @param leftOut ids of tasks that were taken out
 * @param isUnasked it opens by itself, perhaps while someone types
 */
export function rowsOf(
  plan: ChangePlan,
  leftOut: ReadonlySet<string> = new Set(),
  isUnasked = false,
): vscode.QuickPickItem[] {
  const changes = changesOfPlan(plan.tasks);
  const toSend = changes.filter(isSent);
  const sent = toSend.filter(({ first }) => !leftOut.has(first.task.id));
  const impossible = changes.filter((change) => aimOf(change) === 'impossible');
  const unchanged = changes.filter((change) => aimOf(change) === 'unchanged');
  const scopes = scopesToldApart(plan.tasks);
  const rowOf = (change: ShownChange, row: vscode.QuickPickItem): vscode.QuickPickItem =>
    isSent(change) ? lineRow(change.first.task.id, row, leftOut) : row;
  const rows = (all: readonly ShownChange[]): vscode.QuickPickItem[] =>
    all.flatMap((change) =>
      rowsOfChange(change, scopes, plan.tasks.length === 1).map((row) => rowOf(change, row)),
    );
  const people = changes.flatMap(personChange);
  const grouped = people.length >= fewestGrouped;
  const others = (all: readonly ShownChange[]): readonly ShownChange[] =>
    grouped ? all.filter(({ first: { task } }) => !isOfPerson(task)) : all;
  const run: RunRow = {
    label: runLabel(sent, impossible.length),
    // Typing must not bring a row into focus that takes access away.
    alwaysShow: !isUnasked && !takesAccess(plan),
    run: true,
  };
  return [
    ...(sent.length === 0 ? [] : [run]),
    // Its place is kept, so that no row stands where another one did.
    ...(sent.length === 0 && toSend.length > 0
      ? [{ label: vscode.l10n.t('$(circle-slash) Every Line Is Left Out'), alwaysShow: true }]
      : []),
    ...plan.warnings.map((warning) => ({ label: `$(warning) ${warning}`, alwaysShow: true })),
    ...(grouped ? groupedRows(people, scopes, rowOf) : []),
    ...section(vscode.l10n.t('Not possible'), rows(others(impossible))),
    ...section(vscode.l10n.t('Changes'), rows(others(toSend))),
    ...section(vscode.l10n.t('No change'), rows(others(unchanged))),
  ];
}

function lineRow(change: string, row: vscode.QuickPickItem, leftOut: ReadonlySet<string>): LineRow {
  return leftOut.has(change)
    ? {
        ...row,
        change,
        label: row.label.replace(/^\$\([\w-]+\)/, '$(circle-slash)'),
        description: description(vscode.l10n.t('left out'), row.description),
      }
    : { ...row, change };
}

/** What Run does, and how much of what was asked for it cannot do. */
function runLabel(sent: readonly ShownChange[], impossible: number): string {
  const action = actionText(sent);
  const text =
    impossible === 0 ? action : vscode.l10n.t('{0}, {1} Not Possible', action, numberText(impossible));
  return `$(play) ${text}`;
}

function actionText(sent: readonly ShownChange[]): string {
  const size = sent.length;
  const all = (...kinds: readonly string[]): boolean =>
    sent.every(({ first: { task }, replaced }) => {
      const kind = task.kind === 'role' ? task.change.kind : task.kind;
      return replaced.length === 0 && kinds.includes(kind);
    });
  if (all('invite')) {
    return count(
      size,
      vscode.l10n.t('Send 1 Invitation'),
      vscode.l10n.t('Send {0} Invitations', numberText(size)),
    );
  }
  if (all('remove')) {
    return count(size, vscode.l10n.t('Revoke 1 Role'), vscode.l10n.t('Revoke {0} Roles', numberText(size)));
  }
  if (all('add')) {
    return count(size, vscode.l10n.t('Grant 1 Role'), vscode.l10n.t('Grant {0} Roles', numberText(size)));
  }
  if (all('prolong', 'shorten')) {
    return count(
      size,
      vscode.l10n.t('Change Expiry of 1 Role'),
      vscode.l10n.t('Change Expiry of {0} Roles', numberText(size)),
    );
  }
  if (all('create')) {
    return count(size, vscode.l10n.t('Create 1 Item'), vscode.l10n.t('Create {0} Items', numberText(size)));
  }
  const kinds = new Set(
    sent.map(({ first: { task } }) =>
      task.kind === 'fields' || task.kind === 'groups' ? task.object.kind : undefined,
    ),
  );
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? changeObjectsText(kind, size) : runChangesText(size);
}

function changeObjectsText(kind: WritableKind, size: number): string {
  switch (kind) {
    case 'customer':
      return count(
        size,
        vscode.l10n.t('Change 1 Organisation'),
        vscode.l10n.t('Change {0} Organisations', numberText(size)),
      );
    case 'project':
      return count(
        size,
        vscode.l10n.t('Change 1 Project'),
        vscode.l10n.t('Change {0} Projects', numberText(size)),
      );
    case 'call-managing-organisation':
      return count(
        size,
        vscode.l10n.t('Change 1 Managing Organisation'),
        vscode.l10n.t('Change {0} Managing Organisations', numberText(size)),
      );
  }
}

function runChangesText(size: number): string {
  return count(size, vscode.l10n.t('Run 1 Change'), vscode.l10n.t('Run {0} Changes', numberText(size)));
}

function section(title: string, rows: readonly vscode.QuickPickItem[]): vscode.QuickPickItem[] {
  return rows.length === 0 ? [] : [separator(title), ...rows];
}

function rowsOfChange(
  change: ShownChange,
  scopes: ScopeDifferences,
  isOne: boolean,
): readonly vscode.QuickPickItem[] {
  const { task } = change.first;
  const difference = scopes.get(placeOf(task).uuid);
  switch (task.kind) {
    case 'role':
      return [roleRow({ first: { task }, replaced: change.replaced }, difference)];
    case 'invite':
      return [
        {
          label: `$(${task.why === undefined ? 'mail' : 'error'}) ${inviteText(task)}`,
          description: difference ?? '',
          detail: inviteRemark(task),
        },
      ];
    case 'create':
      return [createRow(task, difference)];
    case 'fields':
      return fieldsRows(task, difference, isOne);
    case 'groups':
      return [groupsRow(task, difference)];
  }
}

function roleRow(change: RoleChange, difference: string | undefined): vscode.QuickPickItem {
  return {
    label: `$(${iconOfChange(change)}) ${changeText(change)}`,
    // Below the sentence, whose names may fill the line.
    detail: description(userNameText(change.first.task), difference, timesText(change), remarkText(change)),
  };
}
