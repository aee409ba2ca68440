import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { Connection } from '../connections/connection';
import type { ProgressReporter } from '../ui/progress';

/** What the progress of a run says: how far it is, or that it waits for the person to sign in. */
export class RunProgressText implements vscode.Disposable {
  private through = 0;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connection: Connection,
    private readonly total: number,
    private readonly progress: ProgressReporter,
  ) {
    this.subscription = connection.onDidChangeWaiting(() => this.report(0));
  }

  /** So many changes are through. */
  reach(through: number): void {
    const more = through - this.through;
    this.through = through;
    if (more > 0) {
      this.report((100 * more) / this.total);
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private report(increment: number): void {
    const message = this.connection.isWaitingForSignIn
      ? vscode.l10n.t('Waiting for you to sign in to {0}', this.connection.info.serverName)
      : vscode.l10n.t('{0} of {1}', numberText(this.through), numberText(this.total));
    this.progress.report({ message, increment });
  }
}
