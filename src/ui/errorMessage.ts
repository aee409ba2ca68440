import * as vscode from 'vscode';
import { numberText } from './datesAndNumbers';
import { SecretsUnavailableError } from './secretsUnavailable';
import { isCancelled as isClientCancelled, type Problem, WaldurError } from '../waldur/errors';
import { longestDetail, networkMessage, proxyMessage, tlsMessage } from './networkMessage';
import { plainLine } from './serverText';

/** What a person can sensibly do about an error, besides reading it. */
export type ErrorAction = 'signIn' | 'retry' | 'showLog' | 'none';

/** What a field is called by people; its own name where they have no word for it. */
export type FieldTitle = (field: string) => string;

/** A longer wait is told in minutes. */
const longestInSeconds = 90;

/**
 * An error as plain text for a person: what happened, to what, and what to do. It holds server text only on one
 * line and cut; show it where Markdown is not read, or pass it through `notificationLine`.
 * @param titleOf what the fields are called that the server names
 */
export function errorMessage(error: unknown, titleOf: FieldTitle = fieldLabel): string {
  if (error instanceof WaldurError) {
    return problemMessage(error.problem, titleOf);
  }
  if (error instanceof SecretsUnavailableError) {
    return error.waiting
      ? waitingForKeyring()
      : vscode.l10n.t(
          'VS Code could not read the token from secret storage ({0}). You are still signed in. Unlock or set up the system keyring and retry.',
          plainLine(error.message, longestDetail),
        );
  }
  if (error instanceof Error && !isCancelled(error) && !logged.has(error)) {
    logged.add(error);
    log(error);
  }
  return unexpectedText(error instanceof Error ? error.message : String(error));
}

/** An error that nobody knows. */
export function unexpectedText(message: string): string {
  return vscode.l10n.t('Unexpected error: {0}', plainLine(message, longestDetail));
}

const logged = new WeakSet<Error>();
let log: (error: Error) => void = () => undefined;

/** Who writes down errors that nobody knows: each once, as soon as a person is told of it. */
export function logUnexpected(write: (error: Error) => void): void {
  log = write;
}

/** What helps while the secret storage does not answer. */
export function waitingForKeyring(): string {
  return vscode.l10n.t(
    'VS Code is waiting for the system keyring, which holds the token and does not respond. You are still signed in. Unlock the keyring if it asks for its password, then retry.',
  );
}

/** Whether an error is a person's own cancelling, which needs no word. */
export function isCancelled(error: unknown): boolean {
  return (
    isClientCancelled(error) ||
    error instanceof vscode.CancellationError ||
    (error instanceof Error && error.name === 'AbortError')
  );
}

/** The action that helps most against an error. */
export function errorAction(error: unknown): ErrorAction {
  if (!(error instanceof WaldurError)) {
    return error instanceof SecretsUnavailableError ? 'retry' : 'showLog';
  }
  switch (error.problem.kind) {
    case 'unauthorized':
      return 'signIn';
    case 'network':
    case 'proxy':
    case 'tls':
    case 'timeout':
    case 'server':
    case 'notWaldur':
    case 'redirect':
    case 'throttled':
    case 'notFound':
      return 'retry';
    case 'tooLarge':
    case 'unexpected':
      return 'showLog';
    case 'cancelled':
    case 'forbidden':
    case 'tooOld':
    case 'invalid':
    case 'conflict':
    case 'refused':
      return 'none';
  }
}

function problemMessage(problem: Problem, titleOf: FieldTitle): string {
  switch (problem.kind) {
    case 'network':
      return networkMessage(problem.code);
    case 'proxy':
      return proxyMessage(problem);
    case 'tls':
      return tlsMessage(problem.code);
    case 'timeout':
      return problem.phase === 'connect'
        ? vscode.l10n.t('Connecting to the server timed out. Check the network or VPN and retry.')
        : vscode.l10n.t('The server did not respond in time. It may be busy. Retry in a moment.');
    case 'cancelled':
      return vscode.l10n.t('Cancelled.');
    case 'tooLarge':
      return vscode.l10n.t('The server’s response is too large to read. Use a filter to narrow the list.');
    case 'redirect':
      return problem.location === undefined
        ? vscode.l10n.t(
            'The server redirected the request. The token was not sent on. Check the address you signed in to.',
          )
        : vscode.l10n.t(
            'The server redirected the request to {0}. The token was not sent there. If that is the right server, sign in to it.',
            plainLine(problem.location),
          );
    case 'notWaldur':
      return problem.status >= 500 && problem.status !== 511
        ? vscode.l10n.t('The server is unavailable (HTTP {0}). Retry later.', String(problem.status))
        : vscode.l10n.t(
            'The response did not come from Waldur (HTTP {0}). A network sign-in page or a proxy may have answered instead, or the address is wrong.',
            String(problem.status),
          );
    case 'unauthorized':
      return unauthorizedMessage(problem);
    case 'forbidden':
      return withDetail(vscode.l10n.t('You do not have permission to do this.'), problem.detail);
    case 'notFound':
      return vscode.l10n.t(
        'This item no longer exists on the server, or you can no longer see it. Refresh the list.',
      );
    case 'tooOld':
      return problem.since === undefined
        ? vscode.l10n.t('This server’s version of Waldur does not support this.')
        : vscode.l10n.t('This server does not support this. It needs Waldur {0} or later.', problem.since);
    case 'invalid':
      return invalidMessage(problem, titleOf);
    case 'conflict':
      return withDetail(
        vscode.l10n.t('The server refused this because it conflicts with the current state.'),
        problem.detail,
      );
    case 'throttled':
      return vscode.l10n.t(
        'The server received too many requests. {0}',
        retryIn(problem.retryAfter) ?? vscode.l10n.t('Retry in a moment.'),
      );
    case 'server':
      return withDetail(
        problem.status >= 502 && problem.status <= 504
          ? vscode.l10n.t(
              'The server is unavailable (HTTP {0}). {1}',
              String(problem.status),
              retryIn(problem.retryAfter) ?? vscode.l10n.t('Retry later.'),
            )
          : vscode.l10n.t(
              'The server could not handle the request (HTTP {0}). If this continues, contact the server administrator.',
              String(problem.status),
            ),
        problem.detail,
      );
    case 'refused':
      return refusalMessage(problem);
    case 'unexpected':
      return withDetail(
        vscode.l10n.t('The server sent an unexpected response (HTTP {0}).', String(problem.status)),
        problem.detail,
      );
  }
}

/** When the server asked to be asked again, if it did and that is more than a moment. */
function retryIn(seconds: number | undefined): string | undefined {
  if (seconds === undefined || seconds <= 1) {
    return undefined;
  }
  return seconds <= longestInSeconds
    ? vscode.l10n.t('Retry in {0} seconds.', numberText(Math.ceil(seconds)))
    : vscode.l10n.t('Retry in {0} minutes.', numberText(Math.ceil(seconds / 60)));
}

function refusalMessage({ code, message }: Extract<Problem, { kind: 'refused' }>): string {
  switch (code) {
    case 'address':
      return vscode.l10n.t('The server address is not a web address.');
    case 'scheme':
      return vscode.l10n.t('The server address must start with https:// or http://.');
    case 'credentials':
      return vscode.l10n.t('The server address must not contain a user name or password.');
    case 'plainHttp':
      return vscode.l10n.t(
        'The server address uses HTTP, which is not encrypted. Others could read the token.',
      );
    case 'leavesServer':
      return vscode.l10n.t('The request was stopped because it leads outside the server’s address.');
    case 'tooLong':
      return vscode.l10n.t('The request is too long for the server. Use fewer or shorter filters.');
    case 'nullCharacter':
      return vscode.l10n.t('Text must not contain null characters.');
    case 'emptyImage':
      return vscode.l10n.t('The image is empty.');
    case 'imageFile':
      return vscode.l10n.t(
        'The image can no longer be read, or it has changed since it was selected. Set the image again.',
      );
    case 'parameter':
      return unexpectedText(message);
  }
}

function unauthorizedMessage(problem: Extract<Problem, { kind: 'unauthorized' }>): string {
  switch (problem.reason) {
    case 'expired':
      return vscode.l10n.t('Your sign-in has expired. Sign in again to continue.');
    case 'invalid':
      return vscode.l10n.t(
        'The server no longer accepts your token because it was revoked or replaced. Sign in again to continue.',
      );
    case 'inactive':
      return vscode.l10n.t(
        'Your account on this server is not active. Contact the server administrator, then sign in again.',
      );
    case 'missing':
      return vscode.l10n.t(
        'The token for this connection is missing from VS Code’s secret storage. Sign in again to continue.',
      );
    case 'other':
      return withDetail(
        vscode.l10n.t('The server does not accept your sign-in. Sign in again to continue.'),
        problem.detail,
      );
  }
}

function invalidMessage(problem: Extract<Problem, { kind: 'invalid' }>, titleOf: FieldTitle): string {
  const parts = [
    ...problem.messages,
    ...Object.entries(problem.fields).map(([field, messages]) =>
      vscode.l10n.t({
        message: '{0}: {1}',
        args: [titleOf(field), messages.join(' ')],
        comment: ['The name of a field, then what the server says is wrong with it.'],
      }),
    ),
  ];
  return parts.length === 0
    ? vscode.l10n.t('The server did not accept the values and gave no reason.')
    : vscode.l10n.t('The server did not accept this: {0}', plainLine(parts.join(' '), longestDetail));
}

/** What people enter; the server's own word for all else. */
function fieldLabel(field: string): string {
  switch (field) {
    case 'email':
      return vscode.l10n.t('E-mail');
    case 'expiration_time':
      return vscode.l10n.t('Expires');
    case 'extra_invitation_text':
      return vscode.l10n.t('Message');
    case 'password':
      return vscode.l10n.t('Password');
    case 'role':
      return vscode.l10n.t('Role');
    case 'user':
      return vscode.l10n.t('Person');
    case 'username':
      return vscode.l10n.t('User name');
    default:
      return field;
  }
}

/** Adds the server's own words, where it has any. */
function withDetail(sentence: string, detail: string | undefined): string {
  const words = plainLine(detail ?? '', longestDetail);
  return words === '' ? sentence : vscode.l10n.t('{0} The server says: {1}', sentence, words);
}
