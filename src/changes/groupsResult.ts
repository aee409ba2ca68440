import * as vscode from 'vscode';
import { groupsNow } from '../edits/groupsKind';
import { type GroupsTask, groupsWithout } from '../edits/groupsTask';
import { scopeLabel } from '../organisations/scopeLabel';
import type { TaskResult } from '../runs/result';
import { type ResultSentences, sentences } from '../ui/sentences';
import { failureText, foundText, reasonText, type Unwanted } from './failureText';
import { groupNames, groupsWhyText } from './groupsRow';
import { type NotDone, notDoneBy } from './notDoneText';
import { type ScopeDifferences, withDifference } from './scopeDifferences';

/** What became of the groups of an organisation. */
export function groupsResult(
  { task, outcome }: TaskResult<GroupsTask>,
  scopes?: ScopeDifferences,
): ResultSentences {
  const { object, from, to } = task;
  const name = withDifference(scopeLabel(object), scopes?.get(object.uuid));
  if (outcome.kind === 'done') {
    const added = groupsWithout(to, from);
    const removed = groupsWithout(from, to);
    return {
      what: sentences(
        added.length === 0 ? '' : vscode.l10n.t('{0} is now in {1}.', name, groupNames(added)),
        removed.length === 0 ? '' : vscode.l10n.t('{0} is no longer in {1}.', name, groupNames(removed)),
      ),
      why: foundText(outcome),
    };
  }
  return {
    what: notChangedText(notDoneBy(outcome), name),
    why: reasonText(outcome, { skipped: (reason) => skipText(task, reason), failed: failureText }),
  };
}

function skipText({ why }: GroupsTask, reason: Unwanted): string {
  switch (reason.kind) {
    case 'unchanged':
    case 'alreadySo':
      return vscode.l10n.t('It is already in these groups.');
    case 'changedByOther': {
      const now = groupsNow(reason.now);
      return now.length === 0
        ? vscode.l10n.t('Its groups were changed meanwhile. It is now in none.')
        : vscode.l10n.t('Its groups were changed meanwhile. It is now in {0}.', groupNames(now));
    }
    case 'impossible':
      return why === undefined ? '' : groupsWhyText(why);
    case 'firstStepNotDone':
      return '';
  }
}

/** That groups were not set, without why. */
function notChangedText(how: NotDone, name: string): string {
  switch (how) {
    case 'failed':
      return vscode.l10n.t('Failed: setting the groups of {0}.', name);
    case 'noEffect':
      return vscode.l10n.t('No effect: setting the groups of {0}.', name);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: setting the groups of {0}.', name);
    case 'notRun':
      return vscode.l10n.t('Not started: setting the groups of {0}.', name);
    case 'skipped':
      return vscode.l10n.t('Skipped: setting the groups of {0}.', name);
    case 'impossible':
      return vscode.l10n.t('Not possible: setting the groups of {0}.', name);
  }
}
