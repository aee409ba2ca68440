import * as vscode from 'vscode';
import type { Log } from '../log/log';
import { withoutGone } from '../tree/targets';
import { notifyError } from '../ui/notify';
import type { Commands } from './command';
import type { RowGestures } from './rowGestures';
import { signInAgain, type SignInParts } from './signIn';

/** What makes sense for someone who is signed in nowhere. */
export const worksSignedOut: ReadonlySet<string> = new Set([
  'waldur.signIn',
  'waldur.trySampleData',
  'waldur.recentChanges',
  'waldur.showLog',
  'waldur.reportIssue',
]);

export interface RunCommandParts extends SignInParts {
  readonly log: Pick<Log, 'warn' | 'show'>;
  /** Tells which command a key or a click on a row is. */
  readonly gestures: Pick<RowGestures, 'meantBy'>;
}

/** Each failure ends in one sentence, with what may help. Never throws. */
export async function runCommand(
  parts: RunCommandParts,
  commands: Commands,
  called: string,
  calledOn: readonly unknown[],
): Promise<void> {
  const meant = await parts.gestures.meantBy({ id: called, args: calledOn });
  if (meant === undefined) {
    return;
  }
  const { id, args } = meant;
  const there = withoutGone(args);
  if (there === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('What was selected no longer exists. Select something else and retry.'),
    );
    return;
  }
  if (parts.connections.connections.length === 0 && !worksSignedOut.has(id)) {
    // From the walkthrough, a key or an editor: menus leave it out.
    void offerSignIn();
    return;
  }
  try {
    await new Map(Object.entries(commands)).get(id)?.(...there);
  } catch (error) {
    tellFailure(parts, id, error, () => runCommand(parts, commands, id, args));
  }
}

/** Says that what a person asked for failed, with what may help. */
export function tellFailure(
  parts: Pick<RunCommandParts, 'connections' | 'log' | 'signIn'>,
  what: string,
  error: unknown,
  retry: () => Promise<void>,
): void {
  parts.log.warn(`${what} failed`, error);
  // Not awaited: a command is done when it has failed, not when its notification is closed.
  void notifyError(error, {
    retry,
    signIn: () => signInAgain(parts),
    showLog: () => parts.log.show(),
  });
}

async function offerSignIn(): Promise<void> {
  const choices = [
    { title: vscode.l10n.t('Sign In…'), command: 'waldur.signIn' },
    { title: vscode.l10n.t('Try with Sample Data'), command: 'waldur.trySampleData' },
  ];
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Sign in to a Waldur server first.'),
    ...choices,
  );
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
