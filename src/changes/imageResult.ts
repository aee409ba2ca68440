import * as vscode from 'vscode';
import type { ImageTask } from '../edits/imageTask';
import { scopeLabel } from '../organisations/scopeLabel';
import type { TaskResult } from '../runs/result';
import type { ResultSentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import { foundText, reasonText, writeFailureText, type Unwanted } from './failureText';
import { type NotDone, notDoneBy } from './notDoneText';
import { type ScopeDifferences, withDifference } from './scopeDifferences';

/** What became of the image of an object. */
export function imageResult(
  { task, outcome }: TaskResult<ImageTask>,
  scopes?: ScopeDifferences,
): ResultSentences {
  const { object } = task;
  const name = withDifference(scopeLabel(object), scopes?.get(object.uuid));
  if (outcome.kind === 'done') {
    return { what: doneText(task, name), why: foundText(outcome) };
  }
  return {
    what: notDoneText(notDoneBy(outcome), task, name),
    why: reasonText(outcome, {
      skipped: (reason) => skipText(task, reason),
      failed: writeFailureText(object),
    }),
  };
}

function doneText({ to }: ImageTask, name: string): string {
  switch (to.kind) {
    case 'file':
      return vscode.l10n.t('{0} now has the image {1}.', name, plainLine(to.name, 60));
    case 'earlier':
      return vscode.l10n.t('{0} has its earlier image again.', name);
    case 'none':
      return vscode.l10n.t('{0} no longer has an image.', name);
  }
}

function skipText({ to }: ImageTask, reason: Unwanted): string {
  switch (reason.kind) {
    case 'unchanged':
    case 'alreadySo':
      return to.kind === 'none'
        ? vscode.l10n.t('It has no image.')
        : vscode.l10n.t('It already has this image.');
    case 'changedByOther':
      return vscode.l10n.t('Its image was changed meanwhile.');
    case 'impossible':
    case 'firstStepNotDone':
      return '';
  }
}

function notDoneText(how: NotDone, { to }: ImageTask, name: string): string {
  return to.kind === 'none' ? notClearedText(how, name) : notSetText(how, name);
}

/** That an image was not set, without why. */
function notSetText(how: NotDone, name: string): string {
  switch (how) {
    case 'failed':
      return vscode.l10n.t('Failed: setting the image of {0}.', name);
    case 'noEffect':
      return vscode.l10n.t('No effect: setting the image of {0}.', name);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: setting the image of {0}.', name);
    case 'notRun':
      return vscode.l10n.t('Not started: setting the image of {0}.', name);
    case 'skipped':
      return vscode.l10n.t('Skipped: setting the image of {0}.', name);
    case 'impossible':
      return vscode.l10n.t('Not possible: setting the image of {0}.', name);
  }
}

/** The same of one that was to be cleared. */
function notClearedText(how: NotDone, name: string): string {
  switch (how) {
    case 'failed':
      return vscode.l10n.t('Failed: clearing the image of {0}.', name);
    case 'noEffect':
      return vscode.l10n.t('No effect: clearing the image of {0}.', name);
    case 'unknown':
      return vscode.l10n.t('Not confirmed: clearing the image of {0}.', name);
    case 'notRun':
      return vscode.l10n.t('Not started: clearing the image of {0}.', name);
    case 'skipped':
      return vscode.l10n.t('Skipped: clearing the image of {0}.', name);
    case 'impossible':
      return vscode.l10n.t('Not possible: clearing the image of {0}.', name);
  }
}
