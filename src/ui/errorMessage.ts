import * as vscode from 'vscode';
import { SecretsUnavailableError } from '../connections/secretsUnavailable';
import { isCancelled as isClientCancelled, type Problem, WaldurError } from '../waldur/errors';
import { plainLine } from './serverText';

/** What a person can sensibly do about an error, besides reading it. */
export type ErrorAction = 'signIn' | 'retry' | 'showLog' | 'none';

/** Longest part of a message that comes from a server. */
const longestDetail = 300;
/** A longer wait is told in minutes. */
const longestInSeconds = 90;

/**
 * An error as plain text for a person: what happened, to what, and what to do. It holds server text only on one
 * line and cut; show it where Markdown is not read, or pass it through `notificationLine`.
 */
export function errorMessage(error: unknown): string {
  if (error instanceof WaldurError) {
    return problemMessage(error.problem);
  }
  if (error instanceof SecretsUnavailableError) {
    return vscode.l10n.t(
      'VS Code could not read its secret storage, where the token is kept ({0}). You are still signed in: unlock or set up the keyring of this system and retry.',
      plainLine(error.message, longestDetail),
    );
  }
  const text = error instanceof Error ? error.message : String(error);
  return vscode.l10n.t('Something unexpected went wrong: {0}', plainLine(text, longestDetail));
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

function problemMessage(problem: Problem): string {
  switch (problem.kind) {
    case 'network':
      return networkMessage(problem.code);
    case 'tls':
      return tlsMessage(problem.code);
    case 'timeout':
      return problem.phase === 'connect'
        ? vscode.l10n.t('No connection to the server came about in time. Check the network or VPN and retry.')
        : vscode.l10n.t('The server did not answer in time. It may be busy: retry in a moment.');
    case 'cancelled':
      return vscode.l10n.t('Cancelled.');
    case 'tooLarge':
      return vscode.l10n.t('The answer of the server is too large to read. Narrow the list by a filter.');
    case 'redirect':
      return problem.location === undefined
        ? vscode.l10n.t(
            'The server redirects this request, and the token was not sent on. Check the address you signed in to.',
          )
        : vscode.l10n.t(
            'The server redirects this request to {0}, and the token was not sent there. If that is the right server, sign in to it.',
            plainLine(problem.location),
          );
    case 'notWaldur':
      return problem.status >= 500
        ? vscode.l10n.t('The server is not available at the moment (HTTP {0}). Retry later.', problem.status)
        : vscode.l10n.t(
            'The answer does not come from Waldur (HTTP {0}). A sign-in page of the network or a proxy may be in between, or the address is wrong.',
            problem.status,
          );
    case 'unauthorized':
      return unauthorizedMessage(problem);
    case 'forbidden':
      return withDetail(vscode.l10n.t('You do not have permission to do this.'), problem.detail);
    case 'notFound':
      return vscode.l10n.t(
        'This no longer exists on the server, or you may not see it any more. Refresh the list.',
      );
    case 'tooOld':
      return problem.since === undefined
        ? vscode.l10n.t('This server cannot do this: its version of Waldur does not offer it.')
        : vscode.l10n.t('This server cannot do this: it needs Waldur {0} or later.', problem.since);
    case 'invalid':
      return invalidMessage(problem);
    case 'conflict':
      return withDetail(
        vscode.l10n.t('The server refused this because of the state things are in.'),
        problem.detail,
      );
    case 'throttled':
      return vscode.l10n.t(
        'The server asks for fewer requests. {0}',
        retryIn(problem.retryAfter) ?? vscode.l10n.t('Retry in a moment.'),
      );
    case 'server':
      return withDetail(
        problem.status >= 502 && problem.status <= 504
          ? vscode.l10n.t(
              'The server is not available at the moment (HTTP {0}). {1}',
              problem.status,
              retryIn(problem.retryAfter) ?? vscode.l10n.t('Retry later.'),
            )
          : vscode.l10n.t(
              'The server failed to handle this request (HTTP {0}). If it goes on, tell those who run it.',
              problem.status,
            ),
        problem.detail,
      );
    case 'refused':
      return plainLine(problem.message, longestDetail);
    case 'unexpected':
      return withDetail(
        vscode.l10n.t('The server gave an answer that was not expected (HTTP {0}).', problem.status),
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
    ? vscode.l10n.t('Retry in {0} seconds.', Math.ceil(seconds))
    : vscode.l10n.t('Retry in {0} minutes.', Math.ceil(seconds / 60));
}

function networkMessage(code: string | undefined): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return vscode.l10n.t(
        'The name of the server could not be found. Check the address, the network or VPN and retry.',
      );
    case 'ECONNREFUSED':
      return vscode.l10n.t(
        'The server refuses connections. It may be down: retry later, or check the address.',
      );
    case undefined:
      return vscode.l10n.t('The server could not be reached. Check the network or VPN and retry.');
    default:
      return vscode.l10n.t(
        'The server could not be reached ({0}). Check the network or VPN and retry.',
        plainLine(code),
      );
  }
}

function tlsMessage(code: string): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return vscode.l10n.t("The server's certificate has expired. Tell those who run the server.");
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return vscode.l10n.t("The server's certificate is for another name. Check the address.");
    default:
      return vscode.l10n.t(
        "The server's certificate is not trusted ({0}). If your organisation has its own certificate authority, add it to the system's certificates, or name its file in NODE_EXTRA_CA_CERTS where VS Code is started.",
        plainLine(code),
      );
  }
}

function unauthorizedMessage(problem: Extract<Problem, { kind: 'unauthorized' }>): string {
  switch (problem.reason) {
    case 'expired':
      return vscode.l10n.t('Your sign-in has expired. Sign in again to go on.');
    case 'invalid':
      return vscode.l10n.t(
        'The server no longer accepts your token: it was revoked or replaced. Sign in again to go on.',
      );
    case 'inactive':
      return vscode.l10n.t(
        'Your account on this server is not active. Ask those who run it, then sign in again.',
      );
    case 'missing':
      return vscode.l10n.t(
        'The token of this connection is no longer in the secret storage of VS Code. Sign in again to go on.',
      );
    case 'other':
      return withDetail(
        vscode.l10n.t('The server does not accept your sign-in. Sign in again to go on.'),
        problem.detail,
      );
  }
}

function invalidMessage(problem: Extract<Problem, { kind: 'invalid' }>): string {
  const parts = [
    ...problem.messages,
    ...Object.entries(problem.fields).map(([field, messages]) => `${field}: ${messages.join(' ')}`),
  ];
  return parts.length === 0
    ? vscode.l10n.t('The server did not accept the values, without saying why.')
    : vscode.l10n.t('The server did not accept this: {0}', plainLine(parts.join(' '), longestDetail));
}

/** Adds the server's own words, where it has any. */
function withDetail(sentence: string, detail: string | undefined): string {
  const words = plainLine(detail ?? '', longestDetail);
  return words === '' ? sentence : vscode.l10n.t('{0} The server says: {1}', sentence, words);
}
