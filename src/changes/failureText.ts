import * as vscode from 'vscode';
import { SecretsUnavailableError } from '../ui/secretsUnavailable';
import type { Failure } from '../runs/failure';
import type { NotRun, Outcome, SkipReason } from '../runs/outcome';
import { errorMessage, type FieldTitle, unexpectedText } from '../ui/errorMessage';
import { fieldTitle } from '../ui/fieldValueText';
import { WaldurError } from '../waldur/errors';
import type { WritableRef } from '../waldur/rawObjects';

/** What ended a call, as a sentence; the words of a server or a library may lack their full stop. */
export function failureText(failure: Failure, titleOf?: FieldTitle): string {
  const text = messageOf(failure, titleOf);
  return /[\p{Sentence_Terminal}…]["”’)]*$/u.test(text) ? text : `${text}.`;
}

function messageOf(failure: Failure, titleOf?: FieldTitle): string {
  if (failure.kind === 'cancelled') {
    return interruptedText();
  }
  if (failure.kind !== 'thrown') {
    return errorMessage(new WaldurError(failure), titleOf);
  }
  const ofSecrets = new SecretsUnavailableError(failure.message);
  return failure.name === ofSecrets.name ? errorMessage(ofSecrets) : unexpectedText(failure.message);
}

/** The same of writing an object, whose fields are called as they are everywhere. */
export function writeFailureText(object: Pick<WritableRef, 'kind'>): (failure: Failure) => string {
  return (failure) => failureText(failure, (field) => fieldTitle(object, field));
}

/** Why something was skipped that the person wanted. */
export type Unwanted = Exclude<SkipReason, { kind: 'leftOut' }>;

/** Why something was not done, as a sentence. */
export function reasonText(
  outcome: Exclude<Outcome, { kind: 'done' }>,
  words: {
    readonly skipped: (reason: Unwanted) => string;
    readonly failed: (problem: Failure) => string;
  },
): string {
  switch (outcome.kind) {
    case 'skipped':
      return outcome.reason.kind === 'leftOut'
        ? vscode.l10n.t('You left it out of the plan.')
        : words.skipped(outcome.reason);
    case 'failed':
    case 'unknown':
      return words.failed(outcome.problem);
    case 'noEffect':
      return vscode.l10n.t('The server reported success, but it does not show the change.');
    case 'notRun':
      return notRunText(outcome.why);
  }
}

/** What is to be said of something that was done; empty where that is nothing. */
export function foundText({ found }: Extract<Outcome, { kind: 'done' }>): string {
  return found === true ? vscode.l10n.t('The response was lost, but the server shows the change.') : '';
}

function interruptedText(): string {
  return vscode.l10n.t('The run was interrupted.');
}

/** Why something was not tried, as a sentence. */
function notRunText(why: NotRun): string {
  switch (why) {
    case 'cancelled':
      return vscode.l10n.t('The run was cancelled.');
    case 'interrupted':
      return interruptedText();
    case 'signedOut':
      return vscode.l10n.t('Your sign-in is no longer valid.');
    case 'networkGone':
      return vscode.l10n.t('The server could not be reached.');
    case 'permissionLost':
      return vscode.l10n.t('The server refused the same kind of change before.');
    case 'unexpected':
      return vscode.l10n.t('An unexpected error stopped the run.');
    case 'takenOver':
      return vscode.l10n.t('Another window has taken over the run.');
  }
}
