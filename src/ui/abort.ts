import type * as vscode from 'vscode';

/** VS Code's way of cancelling as the web's: a signal that aborts with the token. Dispose once the work is done. */
export function abortOn(token: vscode.CancellationToken): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  }
  const subscription = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => void subscription.dispose() };
}
