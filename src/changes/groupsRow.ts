import * as vscode from 'vscode';
import {
  type GroupsTask,
  groupsWithout,
  type GroupsWhy,
  type NamedGroup,
  sameGroups,
} from '../edits/groupsTask';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { failureText } from './failureText';

/** The groups of an organisation in a plan: those it comes into and goes out of, or why not. */
export function groupsRow(task: GroupsTask, difference: string | undefined): vscode.QuickPickItem {
  const { object, from, to, why } = task;
  const name = scopeLabel(object);
  const description = difference ?? '';
  if (why !== undefined) {
    return { label: `$(error) ${name}`, description, detail: groupsWhyText(why) };
  }
  if (sameGroups(from, to)) {
    return { label: `$(check) ${name}`, description };
  }
  const added = groupsWithout(to, from);
  const removed = groupsWithout(from, to);
  const parts = [
    ...(added.length === 0 ? [] : [vscode.l10n.t('Added to {0}', groupNames(added))]),
    ...(removed.length === 0 ? [] : [vscode.l10n.t('Removed from {0}', groupNames(removed))]),
  ];
  return { label: `$(edit) ${name}`, description, detail: parts.join(' · ') };
}

export function groupsWhyText(why: GroupsWhy): string {
  switch (why.kind) {
    case 'notAllowed':
      return whyNotText(why.reason, why.whoCan);
    case 'unreadable':
      return vscode.l10n.t('It could not be read, so nothing can be changed. {0}', failureText(why.problem));
  }
}

/** As many as a line holds. */
export function groupNames(groups: readonly NamedGroup[]): string {
  return plainLine(listText(groups.map(({ name }) => plainLine(name, 60))), 300);
}
