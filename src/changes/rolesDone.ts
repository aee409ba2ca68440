import * as vscode from 'vscode';
import { keyOf } from '../access/objects';
import { endOf, type Expiry } from '../grants/roleTask';
import { momentText, numberText, shortDayText } from '../ui/datesAndNumbers';
import { partsOf, type RoleChange } from './planText';

/**
 * What several changes of roles that were made have come to, where one sentence can say it: people who have, or no longer
 * have, one role in one place. Undefined where they have not all to do with the same.
 */
export function rolesDoneText(changes: readonly RoleChange[], now = new Date()): string | undefined {
  const [first, ...more] = changes;
  if (first === undefined || more.length === 0 || changes.some(({ replaced }) => replaced.length > 0)) {
    return undefined;
  }
  const { task } = first.first;
  const [, role, scope] = partsOf(task);
  const isSame = more.every(
    ({ first: { task: other } }) =>
      keyOf(other.scope) === keyOf(task.scope) && other.role.uuid === task.role.uuid,
  );
  const ends = changes.map(({ first: { task: other } }) => newEnd(other));
  const people = new Set(changes.map(({ first: { task: other } }) => other.person.uuid)).size;
  if (!isSame || people < changes.length || new Set(ends.map((end) => end?.kind)).size > 1) {
    return undefined;
  }
  const size = numberText(people);
  const [end] = ends;
  if (end === undefined) {
    return undefined;
  }
  if (end.kind === 'lost') {
    return vscode.l10n.t('{0} people are no longer {1} of {2}.', size, role, scope);
  }
  const isOneEnd = ends.every((other) => other?.kind === 'has' && endOf(other.expiry) === endOf(end.expiry));
  if (!isOneEnd) {
    return vscode.l10n.t('{0} people are now {1} of {2}.', size, role, scope);
  }
  return end.expiry === null
    ? vscode.l10n.t('{0} people are now {1} of {2} permanently.', size, role, scope)
    : vscode.l10n.t('{0} people are now {1} of {2} until {3}.', size, role, scope, endText(end.expiry, now));
}

function newEnd({
  change,
}: RoleChange['first']['task']):
  { readonly kind: 'has'; readonly expiry: Expiry } | { readonly kind: 'lost' } | undefined {
  switch (change.kind) {
    case 'add':
      return { kind: 'has', expiry: change.expiry };
    case 'prolong':
    case 'shorten':
      return { kind: 'has', expiry: change.to };
    case 'remove':
      return { kind: 'lost' };
    case 'unchanged':
    case 'impossible':
      return undefined;
  }
}

/** The day, where it lasts to the end of one; else with its time. */
function endText(expiry: string, now: Date): string {
  const at = new Date(expiry);
  return at.getHours() === 23 && at.getMinutes() === 59 ? shortDayText(at, now) : momentText(expiry);
}
