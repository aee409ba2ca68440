import * as vscode from 'vscode';
import { isWrite } from '../grants/judge';
import type { RoleTask } from '../grants/roleTask';
import { roleText } from '../organisations/roleText';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { aimOf, type ChangeOf } from './changesOf';
import { doubtText, whyText } from './reasons';
import { scopeLabel } from '../organisations/scopeLabel';
import { expiresText, insteadText, untilText } from '../organisations/times';

/** A change of roles in a plan, or in its result. */
export type RoleChange = ChangeOf<{ readonly task: RoleTask }>;

/** Who, which role and where: the parts of every sentence about a task. */
export function partsOf({
  person,
  role,
  scope,
}: RoleTask): readonly [person: string, role: string, scope: string] {
  return [plainLine(person.name, 60), plainLine(roleText(role), 60), scopeLabel(scope)];
}

/** The roles that another one takes the place of. */
export function replacedText({ replaced }: RoleChange): string {
  return listText(replaced.map(({ task }) => plainLine(roleText(task.role), 60)));
}

/** One line of a plan in plain words, without its times. */
export function changeText(change: RoleChange): string {
  const { task } = change.first;
  const [person, role, scope] = partsOf(task);
  if (change.replaced.length > 0) {
    return vscode.l10n.t('{0}: {1} → {2} in {3}', person, replacedText(change), role, scope);
  }
  switch (task.change.kind) {
    case 'add':
      return vscode.l10n.t('{0} will become {1} of {2}', person, role, scope);
    case 'prolong':
    case 'shorten':
      return vscode.l10n.t('{0} will stay {1} of {2}', person, role, scope);
    case 'remove':
      return vscode.l10n.t('{0} will no longer be {1} of {2}', person, role, scope);
    case 'unchanged':
      return vscode.l10n.t('{0} is already {1} of {2}', person, role, scope);
    case 'impossible':
      return vscode.l10n.t('{0} as {1} of {2}', person, role, scope);
  }
}

/** Until when, in plain words; empty where there is none. */
export function timesText({ first: { task } }: RoleChange): string {
  const { change } = task;
  switch (change.kind) {
    case 'add':
    case 'unchanged':
      return untilText(change.expiry);
    case 'prolong':
    case 'shorten':
      return insteadText(change.to, change.from);
    case 'remove':
      return expiresText(change.from);
    case 'impossible':
      return '';
  }
}

/** What tells a person from others of the same name; empty where the name is all there is. */
export function userNameText({ person: { name, username } }: RoleTask): string {
  return username === undefined || username === name ? '' : plainLine(username, 60);
}

/** What to know about a line besides: why not, or why it may fail. */
export function remarkText({ first, replaced }: RoleChange): string {
  const { change } = first.task;
  if (change.kind === 'impossible') {
    return whyText(change.why);
  }
  const doubt = [first, ...replaced].find(({ task }) => isWrite(task.change) && task.doubt !== undefined);
  return doubt?.task.doubt === undefined ? '' : doubtText(doubt.task.doubt);
}

export function iconOfChange(change: RoleChange): string {
  const { task } = change.first;
  if (change.replaced.length > 0 && aimOf(change) !== 'impossible') {
    return 'arrow-swap';
  }
  switch (task.change.kind) {
    case 'add':
      return task.doubt === undefined ? 'add' : 'question';
    case 'prolong':
    case 'shorten':
      return 'calendar';
    case 'remove':
      return 'trash';
    case 'unchanged':
      return 'check';
    case 'impossible':
      return 'error';
  }
}
