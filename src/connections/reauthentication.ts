import * as vscode from 'vscode';
import { nameOfUser } from './nameOfUser';
import { notificationLine } from '../ui/serverText';
import type { WaldurError } from '../waldur/errors';
import type { Connection } from './connection';

export interface ReauthenticationParts {
  /** Shows a message with one button; resolves with whether it was pressed. */
  readonly prompt: (message: string, button: string) => Thenable<boolean>;
  /** Asks for a new token of the same user; true once it is in use. */
  readonly signInAgain: (connection: Connection) => Promise<boolean>;
  /** Resolves when no one has answered for so long that callers should stop waiting. */
  readonly patience: () => Promise<void>;
}

/**
 * Asks a person to sign in again after a 401. The connection sees to it that this happens once for all callers and
 * not again before a new token is in use.
 */
export class Reauthentication {
  constructor(private readonly parts: ReauthenticationParts) {}

  /** True once a new token is in use, from here, another command or another window. False: dismissed or not answered. */
  async ask(connection: Connection, error: WaldurError): Promise<boolean> {
    let subscription: vscode.Disposable | undefined;
    const elsewhere = new Promise<true>((resolve) => {
      subscription = connection.onDidChangeToken(() => resolve(true));
    });
    const button = vscode.l10n.t('Sign In');
    const pressed = Promise.resolve(
      this.parts.prompt(notificationLine(messageOf(connection, error)), button),
    );
    const here = pressed.then((yes) => yes && this.parts.signInAgain(connection));
    const renewed = Promise.race([here, elsewhere]).finally(() => void subscription?.dispose());
    renewed.catch(() => undefined);
    const answered = Promise.race([pressed, elsewhere]).then(() => true);
    // A late press of the button still signs in, with no one left waiting.
    return (await Promise.race([answered, this.parts.patience().then(() => false)])) && renewed;
  }
}

function messageOf(connection: Connection, error: WaldurError): string {
  const { serverName } = connection.info;
  const who = nameOfUser(connection.info);
  const reason = error.problem.kind === 'unauthorized' ? error.problem.reason : 'other';
  switch (reason) {
    case 'expired':
      return vscode.l10n.t(
        'Your sign-in to {1} as {0} has expired. Sign in again to continue. Everything you have open stays open.',
        who,
        serverName,
      );
    case 'inactive':
      return vscode.l10n.t(
        'The account of {0} on {1} is no longer active. Contact the server administrator, then sign in again.',
        who,
        serverName,
      );
    case 'missing':
      return vscode.l10n.t(
        'The token for {0} on {1} is missing from VS Code’s secret storage. Sign in again to continue.',
        who,
        serverName,
      );
    case 'other':
      return vscode.l10n.t(
        '{1} does not accept the sign-in of {0}. Sign in again to continue. Everything you have open stays open.',
        who,
        serverName,
      );
    case 'invalid':
      return vscode.l10n.t(
        '{1} no longer accepts the token of {0} because it was revoked or replaced. Sign in again to continue. Everything you have open stays open.',
        who,
        serverName,
      );
  }
}
