import * as vscode from 'vscode';
import { createDifferences, type CreateTask } from '../edits/createTask';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import type { TaskResult } from '../runs/result';
import { fieldTitles } from '../ui/fieldValueText';
import { type ResultSentences, sentences } from '../ui/sentences';
import { foundText, reasonText, writeFailureText, type Unwanted } from './failureText';
import { type NotDone, notDoneBy } from './notDoneText';
import { type ScopeDifferences, withDifference } from './scopeDifferences';

/** What became of an object that was to be made. */
export function createdResult(
  { task, outcome }: TaskResult<CreateTask>,
  scopes?: ScopeDifferences,
): ResultSentences {
  const { object } = task;
  const name = withDifference(labelOf(task), scopes?.get(task.id));
  if (outcome.kind === 'done') {
    const why = sentences(foundText(outcome), differencesText(task, outcome.result));
    return { what: createdText(object.kind, name), why };
  }
  return {
    what: notCreatedText(notDoneBy(outcome), object.kind, name),
    why: reasonText(outcome, {
      skipped: (reason) => skipText(task, reason),
      failed: writeFailureText(object),
    }),
  };
}

/** A managing organisation is called as its organisation, which need not be told twice. */
function labelOf({ object }: CreateTask): string {
  return scopeLabel(object.kind === 'project' ? object : { name: object.name });
}

function createdText(kind: CreateTask['object']['kind'], name: string): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('The organisation {0} was created.', name);
    case 'project':
      return vscode.l10n.t('The project {0} was created.', name);
    case 'call-managing-organisation':
      return vscode.l10n.t('{0} is now a managing organisation.', name);
  }
}

/** Fields that the server did not take as they were sent. */
function differencesText(task: CreateTask, result: unknown): string {
  const fields = createDifferences(task, result).map(({ field }) => field.name);
  return fields.length === 0
    ? ''
    : vscode.l10n.t('The server did not take {0} as sent.', fieldTitles(task.object, fields));
}

/** That something was not made, without why. */
function notCreatedText(how: NotDone, kind: CreateTask['object']['kind'], name: string): string {
  const what = objectText(kind, name);
  switch (how) {
    case 'failed':
      return vscode.l10n.t('Failed: creating {0}.', what);
    case 'noEffect':
      return vscode.l10n.t('No effect: creating {0}.', what);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: creating {0}.', what);
    case 'notRun':
      return vscode.l10n.t('Not started: creating {0}.', what);
    case 'skipped':
      return vscode.l10n.t('Skipped: creating {0}.', what);
    case 'impossible':
      return vscode.l10n.t('Not possible: creating {0}.', what);
  }
}

function objectText(kind: CreateTask['object']['kind'], name: string): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('the organisation {0}', name);
    case 'project':
      return vscode.l10n.t('the project {0}', name);
    case 'call-managing-organisation':
      return vscode.l10n.t('the managing organisation {0}', name);
  }
}

function skipText({ why }: CreateTask, reason: Unwanted): string {
  switch (reason.kind) {
    case 'unchanged':
    case 'alreadySo':
      return vscode.l10n.t('It already exists.');
    case 'impossible':
      return why === undefined ? '' : whyNotText(why.reason, why.whoCan);
    case 'changedByOther':
    case 'firstStepNotDone':
      return '';
  }
}
