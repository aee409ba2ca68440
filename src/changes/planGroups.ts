import * as vscode from 'vscode';
import { scopeLabel } from '../organisations/scopeLabel';
import { roleText } from '../organisations/roleText';
import { numberText } from '../ui/datesAndNumbers';
import { description } from '../ui/description';
import { separator } from '../ui/quickPickRows';
import { plainLine } from '../ui/serverText';
import type { PlannedTask } from '../grants/taskKinds';
import type { ShownTask } from './changePlan';
import { aimOf, type ChangeOf } from './changesOf';
import { inviteRemark } from './invitationText';
import { iconOfChange, remarkText, replacedText, type RoleChange, timesText } from './planText';
import type { ScopeDifferences } from './scopeDifferences';

/** A change of someone's roles, or an invitation. */
export type PersonChange = ChangeOf<{ readonly task: PlannedTask }>;

/** The same where it is one; none otherwise. */
export function personChange({
  first: { task },
  replaced,
}: ChangeOf<{ readonly task: ShownTask }>): readonly PersonChange[] {
  return isOfPerson(task) ? [{ first: { task }, replaced }] : [];
}

/** Whether a task is about someone's access. */
export function isOfPerson(task: ShownTask): task is PlannedTask {
  return task.kind === 'role' || task.kind === 'invite';
}

/** From so many changes on, what they share is said once, not in a sentence each. */
export const fewestGrouped = 11;

/** So much of a name that the user name beside it is never cut. */
const longestName = 40;

/** The changes of one kind, in the order in which they are shown. */
interface PlanGroup {
  readonly title: string;
  readonly changes: readonly PersonChange[];
  /** What all of its lines say of their times, where there are several and it is the same. */
  readonly times: string;
}

/** What is said of all people of a plan, and of each alone. */
interface PlanParts {
  /** The role and where it is, as far as all have the same; empty where they share nothing. */
  readonly shared: string;
  readonly groups: readonly PlanGroup[];
  /** What a line says beside who it is. */
  readonly restOf: (change: PersonChange, group: PlanGroup) => string;
}

/** Finds what the changes of a plan have in common. */
function partsOfPlan(changes: readonly PersonChange[], differences: ScopeDifferences): PlanParts {
  const role = shared(changes, roleOf);
  const scope = shared(changes, ({ first: { task } }) => `${scopeLabel(task.scope)}\0${task.scope.uuid}`);
  const place = ({ first: { task } }: PersonChange): string =>
    [scopeLabel(task.scope), differences.get(task.scope.uuid)].filter(Boolean).join(' · ');
  const [first] = changes;
  const groups = groupTitles().flatMap(([kind, title]) => {
    const those = changes.filter((change) => kindOf(change) === kind);
    return those.length === 0
      ? []
      : [
          {
            title: title(numberText(those.length)),
            changes: those,
            times: those.length > 1 ? (shared(those, timesOf) ?? '') : '',
          },
        ];
  });
  return {
    shared: first === undefined ? '' : sharedText(role, scope === undefined ? undefined : place(first)),
    groups,
    restOf: (change, group) =>
      description(
        role === undefined ? roleOf(change) : '',
        scope === undefined ? place(change) : '',
        group.times === '' ? timesOf(change) : '',
        remarkOf(change),
      ),
  };
}

/** The rows of a plan of many people: what they share once, then a line each under what happens to them. */
export function groupedRows(
  changes: readonly PersonChange[],
  differences: ScopeDifferences,
  rowOf: (change: PersonChange, row: vscode.QuickPickItem) => vscode.QuickPickItem,
): readonly vscode.QuickPickItem[] {
  const { shared: common, groups, restOf } = partsOfPlan(changes, differences);
  return [
    ...(common === '' ? [] : [{ label: `$(info) ${common}` }]),
    ...groups.flatMap((group) => [
      separator(description(group.title, group.times)),
      ...group.changes.map((change) =>
        rowOf(change, {
          label: labelOf(change),
          description: description(wholeUserName(change), restOf(change, group)),
        }),
      ),
    ]),
  ];
}

function labelOf(change: PersonChange): string {
  const { task } = change.first;
  if (task.kind === 'invite') {
    return `$(${task.why === undefined ? 'mail' : 'error'}) ${plainLine(task.email, 200)}`;
  }
  return `$(${iconOfChange(ofRole(change, task))}) ${plainLine(task.person.name, longestName)}`;
}

function ofRole({ replaced }: PersonChange, task: RoleChange['first']['task']): RoleChange {
  return { first: { task }, replaced };
}

function timesOf(change: PersonChange): string {
  const { task } = change.first;
  return task.kind === 'role' ? timesText(ofRole(change, task)) : '';
}

function remarkOf(change: PersonChange): string {
  const { task } = change.first;
  return task.kind === 'role' ? remarkText(ofRole(change, task)) : inviteRemark(task);
}

function wholeUserName({ first: { task } }: PersonChange): string {
  if (task.kind === 'invite') {
    return '';
  }
  const { name, username } = task.person;
  return username === undefined || username === name ? '' : plainLine(username, 200);
}

function roleOf(change: PersonChange): string {
  const { task } = change.first;
  const role = plainLine(roleText(task.role), 60);
  return change.replaced.length === 0 || task.kind !== 'role'
    ? role
    : vscode.l10n.t('{0} → {1}', replacedText(ofRole(change, task)), role);
}

type Kind = 'impossible' | 'new' | 'invited' | 'expiry' | 'role' | 'revoked' | 'unchanged';

function kindOf(change: PersonChange): Kind {
  const aim = aimOf(change);
  if (aim === 'impossible' || aim === 'unchanged') {
    return aim;
  }
  const { task } = change.first;
  if (task.kind === 'invite') {
    return 'invited';
  }
  if (change.replaced.length > 0) {
    return 'role';
  }
  switch (task.change.kind) {
    case 'add':
      return 'new';
    case 'remove':
      return 'revoked';
    case 'prolong':
    case 'shorten':
    case 'unchanged':
    case 'impossible':
      return 'expiry';
  }
}

/** What cannot be done comes first, as it does in short plans. */
function groupTitles(): readonly (readonly [Kind, (size: string) => string])[] {
  return [
    ['impossible', (size) => vscode.l10n.t('Not possible, {0}', size)],
    ['new', (size) => vscode.l10n.t('New, {0}', size)],
    ['invited', (size) => vscode.l10n.t('Invited, {0}', size)],
    ['expiry', (size) => vscode.l10n.t('Expiry changed, {0}', size)],
    ['role', (size) => vscode.l10n.t('Role changed, {0}', size)],
    ['revoked', (size) => vscode.l10n.t('Revoked, {0}', size)],
    ['unchanged', (size) => vscode.l10n.t('No change, {0}', size)],
  ];
}

function sharedText(role: string | undefined, place: string | undefined): string {
  if (role !== undefined && place !== undefined) {
    return vscode.l10n.t('{0} of {1}', role, place);
  }
  return role ?? place ?? '';
}

/** What all say; undefined where they differ. */
function shared(
  changes: readonly PersonChange[],
  textOf: (change: PersonChange) => string,
): string | undefined {
  const [text, ...others] = new Set(changes.map(textOf));
  return others.length === 0 ? text : undefined;
}
