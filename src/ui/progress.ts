import * as vscode from 'vscode';
import { WaldurError } from '../waldur/errors';
import { abortOn } from './abort';
import { withoutLinks } from './serverText';

export type ProgressResult<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly error: unknown };

export type ProgressReporter = vscode.Progress<{ message?: string; increment?: number }>;

/** Runs a task with a progress notification whose Cancel aborts the signal. Never throws. */
export async function withCancellableProgress<T>(
  title: string,
  task: (signal: AbortSignal, progress: ProgressReporter) => Promise<T>,
): Promise<ProgressResult<T>> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true },
    async (progress, token) => {
      const abort = abortOn(token);
      try {
        return { kind: 'ok', value: await task(abort.signal, progress) };
      } catch (error) {
        const cancelled =
          abort.signal.aborted || (error instanceof WaldurError && error.problem.kind === 'cancelled');
        return cancelled ? { kind: 'cancelled' } : { kind: 'error', error };
      } finally {
        abort.dispose();
      }
    },
  );
}
