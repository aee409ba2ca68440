import * as vscode from 'vscode';
import { type ErrorAction, errorAction, errorMessage, isCancelled } from './errorMessage';
import { notificationLine } from './serverText';

/** How to carry out what may help; an action without a handler is not offered. */
export type ErrorHandlers = Readonly<Partial<Record<Exclude<ErrorAction, 'none'>, () => unknown>>>;

/** Longest message: a sentence of ours with a cut one of the server's. */
const longestMessage = 800;

/**
 * Shows an error with the action that helps and the log. A cancelled task shows nothing.
 * Resolves once the notification is gone; never throws.
 * @param about makes the whole text of the error's sentence; plain text.
 */
export async function notifyError(
  error: unknown,
  handlers: ErrorHandlers = {},
  about?: (why: string) => string,
): Promise<void> {
  if (isCancelled(error)) {
    return;
  }
  const labels = {
    signIn: vscode.l10n.t('Sign In'),
    retry: vscode.l10n.t('Retry'),
    showLog: vscode.l10n.t('Show Log'),
  };
  const message = errorMessage(error);
  const text = about?.(message) ?? message;
  const action = errorAction(error);
  const offered =
    action === 'signIn' || action === 'retry' ? ([action, 'showLog'] as const) : (['showLog'] as const);
  const items = offered.flatMap((name) => {
    const run = handlers[name];
    return run === undefined ? [] : [{ title: labels[name], run }];
  });
  try {
    const shown = notificationLine(text, longestMessage);
    const chosen = await vscode.window.showErrorMessage(
      shown,
      ...(items.length > 0 ? items : [copyItem(shown)]),
    );
    await chosen?.run();
  } catch {
    // The action failed, and told so itself.
  }
}

/** Warns with a reason. Resolves once the notification is gone; never throws. */
export async function warnWithReason(text: string): Promise<void> {
  const shown = notificationLine(text, longestMessage);
  try {
    await (await vscode.window.showWarningMessage(shown, copyItem(shown)))?.run();
  } catch {
    // There is no clipboard.
  }
}

/** Without a button VS Code shows one line of a message, and the reason is cut off. */
function copyItem(text: string): vscode.MessageItem & { readonly run: () => unknown } {
  return { title: vscode.l10n.t('Copy Message'), run: () => vscode.env.clipboard.writeText(text) };
}
