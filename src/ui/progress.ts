import * as vscode from 'vscode';
import { isCancelled } from '../waldur/errors';
import { numberText } from './datesAndNumbers';
import { abortOn } from './abort';
import { withoutLinks } from './serverText';

export type ProgressResult<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly error: unknown };

/** What a task came to; undefined when it was cancelled. @throws what it threw */
export function valueOf<T>(result: ProgressResult<T>): T | undefined {
  if (result.kind === 'error') {
    throw result.error;
  }
  return result.kind === 'ok' ? result.value : undefined;
}

export type ProgressReporter = vscode.Progress<{ message?: string; increment?: number }>;

/** Progress in a notification, where links would be made of what is reported. */
function withoutLinksIn(progress: ProgressReporter): ProgressReporter {
  return {
    report: ({ message, ...rest }) =>
      progress.report(message === undefined ? rest : { message: withoutLinks(message), ...rest }),
  };
}

/** Reports how many of a number are done, as it grows: “12 of 40”. */
export function countOn(progress: ProgressReporter): (done: number, total: number) => void {
  let before = 0;
  return (done, total) => {
    progress.report({
      message: vscode.l10n.t('{0} of {1}', numberText(done), numberText(total)),
      increment: (100 * (done - before)) / Math.max(1, total),
    });
    before = done;
  };
}

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
        return { kind: 'ok', value: await task(abort.signal, withoutLinksIn(progress)) };
      } catch (error) {
        const cancelled = abort.signal.aborted || isCancelled(error);
        return cancelled ? { kind: 'cancelled' } : { kind: 'error', error };
      } finally {
        abort.dispose();
      }
    },
  );
}

/** How long a task may take before its progress is shown, unless something else is said. */
const patienceMs = 500;

/**
 * The same for tasks that are often through at once: the notification comes only when the task takes its time, so
 * that it does not get in the way of the result's.
 */
export async function withLateProgress<T>(
  title: string,
  task: (signal: AbortSignal, progress: ProgressReporter) => Promise<T>,
  patience = patienceMs,
): Promise<ProgressResult<T>> {
  const controller = new AbortController();
  const reports: Parameters<ProgressReporter['report']>[0][] = [];
  let shown: ProgressReporter | undefined;
  const running = task(controller.signal, {
    report: (value) => {
      if (shown === undefined) {
        reports.push(value);
      } else {
        shown.report(value);
      }
    },
  }).then(
    (value): ProgressResult<T> => ({ kind: 'ok', value }),
    (error: unknown): ProgressResult<T> =>
      controller.signal.aborted || isCancelled(error) ? { kind: 'cancelled' } : { kind: 'error', error },
  );
  const slow = Symbol('slow');
  let timer: NodeJS.Timeout | undefined;
  const first = await Promise.race([
    running,
    new Promise<typeof slow>((resolve) => (timer = setTimeout(() => resolve(slow), patience))),
  ]);
  clearTimeout(timer);
  if (first !== slow) {
    return first;
  }
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => controller.abort());
      shown = withoutLinksIn(progress);
      for (const report of reports) {
        shown.report(report);
      }
      return running;
    },
  );
}
