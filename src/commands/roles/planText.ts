import * as vscode from 'vscode';
import { isWrite } from '../../grants/judge';
import {
  countsOf,
  type ItemResult,
  type NotRun,
  type RunResult,
  type SkipReason,
} from '../../grants/outcome';
import type { PlanItem } from '../../grants/planItem';
import type { ReportWords } from '../../grants/report';
import { errorMessage } from '../../ui/errorMessage';
import { plainLine } from '../../ui/serverText';
import { WaldurError } from '../../waldur/errors';
import { doubtText, whyText } from './reasons';
import { scopeLabel } from './scopes';
import { untilText } from './times';

/** Who, which role and where: the parts of every sentence about an item. */
function partsOf({ person, role, scope }: PlanItem): readonly [person: string, role: string, scope: string] {
  return [plainLine(person.name, 60), plainLine(role.label, 60), scopeLabel(scope)];
}

/** One line of a plan in plain words, without its times. */
export function changeText(item: PlanItem): string {
  const [person, role, scope] = partsOf(item);
  switch (item.change.kind) {
    case 'add':
      return vscode.l10n.t('{0} becomes {1} of {2}', person, role, scope);
    case 'prolong':
    case 'shorten':
      return vscode.l10n.t('{0} stays {1} of {2}', person, role, scope);
    case 'remove':
      return vscode.l10n.t('{0} is no longer {1} of {2}', person, role, scope);
    case 'unchanged':
      return vscode.l10n.t('{0} is already {1} of {2}', person, role, scope);
    case 'impossible':
      return vscode.l10n.t('{0} as {1} of {2}', person, role, scope);
  }
}

/** Until when, in plain words; empty where that is no question. */
export function timesText({ change }: PlanItem): string {
  switch (change.kind) {
    case 'add':
    case 'unchanged':
      return untilText(change.expiry);
    case 'prolong':
    case 'shorten':
      return vscode.l10n.t('{0} instead of {1}', untilText(change.to), untilText(change.from));
    case 'remove':
      return change.from === null
        ? vscode.l10n.t('granted permanently')
        : vscode.l10n.t('granted {0}', untilText(change.from));
    case 'impossible':
      return '';
  }
}

/** What tells a person from others of the same name; empty where the name is all there is. */
export function userNameText({ person: { name, username } }: PlanItem): string {
  return username === undefined || username === name ? '' : plainLine(username, 60);
}

/** What to know about a line besides: why not, or why it may fail. */
export function remarkText({ change, doubt }: PlanItem): string {
  if (change.kind === 'impossible') {
    return whyText(change.why);
  }
  return doubt === undefined || !isWrite(change) ? '' : doubtText(doubt);
}

export function iconOfChange({ change, doubt }: PlanItem): string {
  switch (change.kind) {
    case 'add':
      return doubt === undefined ? 'add' : 'question';
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

/** What became of an item. */
export function outcomeText({ outcome }: ItemResult): string {
  switch (outcome.kind) {
    case 'done':
      return outcome.found === true
        ? vscode.l10n.t('done (the response was lost, but the server shows the change)')
        : vscode.l10n.t('done');
    case 'skipped':
      return vscode.l10n.t('skipped: {0}', skipText(outcome.reason));
    case 'failed':
      return vscode.l10n.t('failed: {0}', errorMessage(new WaldurError(outcome.problem)));
    case 'unknown':
      return vscode.l10n.t('not confirmed: {0}', errorMessage(new WaldurError(outcome.problem)));
    case 'notRun':
      return vscode.l10n.t('not started: {0}', notRunText(outcome.why));
  }
}

function skipText(reason: SkipReason): string {
  switch (reason.kind) {
    case 'unchanged':
    case 'alreadySo':
      return vscode.l10n.t('no change needed');
    case 'impossible':
      return whyText(reason.why);
    case 'changedByOther':
      return reason.now.length === 0
        ? vscode.l10n.t('someone else has revoked it in the meantime')
        : vscode.l10n.t(
            'someone else has changed it in the meantime ({0})',
            reason.now.map(untilText).join(', '),
          );
    case 'firstStepNotDone':
      return vscode.l10n.t('the new role was not granted, so this one was kept');
  }
}

function notRunText(why: NotRun): string {
  switch (why) {
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'signedOut':
      return vscode.l10n.t('your sign-in is no longer valid');
    case 'networkGone':
      return vscode.l10n.t('the server could not be reached');
    case 'permissionLost':
      return vscode.l10n.t('the server refused the same kind of change before');
  }
}

/** The words of a report, which shows what was wanted in one column and what became of it in the next. */
export function reportWords(): ReportWords {
  return {
    headings: [
      vscode.l10n.t('Line'),
      vscode.l10n.t('Person'),
      vscode.l10n.t('Role'),
      vscode.l10n.t('Invited to'),
      vscode.l10n.t('Change'),
      vscode.l10n.t('Result'),
    ],
    change: ({ item }) => verbText(item),
    outcome: outcomeText,
  };
}

function verbText({ change }: PlanItem): string {
  switch (change.kind) {
    case 'add':
      return vscode.l10n.t('grant {0}', untilText(change.expiry));
    case 'prolong':
    case 'shorten':
      return vscode.l10n.t('{0} instead of {1}', untilText(change.to), untilText(change.from));
    case 'remove':
      return vscode.l10n.t('revoke');
    case 'unchanged':
      return vscode.l10n.t('none');
    case 'impossible':
      return change.wanted === 'grant'
        ? vscode.l10n.t('grant')
        : change.wanted === 'revoke'
          ? vscode.l10n.t('revoke')
          : vscode.l10n.t('change expiry');
  }
}

/** How a run ended, in one sentence, with the first reason where something was left. */
export function resultText(result: Pick<RunResult, 'results'>): string {
  const [only, ...more] = result.results;
  if (only !== undefined && more.length === 0) {
    const times =
      only.outcome.kind === 'done' && only.item.change.kind !== 'remove' ? timesText(only.item) : '';
    return sentence(`${changeText(only.item)}${times === '' ? '' : `, ${times}`}: ${outcomeText(only)}`);
  }
  const { done, skipped, failed, unknown, notRun } = countsOf(result);
  const parts = [
    vscode.l10n.t('{0} done', done),
    ...(skipped > 0 ? [vscode.l10n.t('{0} skipped', skipped)] : []),
    ...(failed > 0 ? [vscode.l10n.t('{0} failed', failed)] : []),
    ...(unknown > 0 ? [vscode.l10n.t('{0} not confirmed', unknown)] : []),
    ...(notRun > 0 ? [vscode.l10n.t('{0} not started', notRun)] : []),
  ];
  const bad =
    result.results.find(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'unknown') ??
    result.results.find(({ outcome }) => outcome.kind === 'notRun') ??
    result.results.find(({ outcome }) => outcome.kind === 'skipped' && outcome.reason.kind !== 'unchanged');
  const counts = `${parts.join(', ')}.`;
  return bad === undefined ? counts : sentence(`${counts} ${changeText(bad.item)}: ${outcomeText(bad)}`);
}

/** The text with a full stop, unless it ends in one. */
export function sentence(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`;
}
