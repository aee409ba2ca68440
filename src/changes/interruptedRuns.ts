import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { connectionName } from '../connections/connectionNames';
import { count } from '../ui/count';
import { notifyError } from '../ui/notify';
import { notificationLine } from '../ui/serverText';
import type { ChangeRuns } from './changeRuns';
import { type ClaimedRun, leftOf, type RunJournals } from './runJournals';
import { titleOf } from './runTitle';
import type { UnreadableRuns } from './unreadableRuns';

/** How often to look again while another window holds a run. */
const lookAgainMs = 5_000;

export interface InterruptedRunsParts {
  readonly connections: ConnectionStore;
  readonly journals: RunJournals;
  readonly runs: ChangeRuns;
  readonly unreadable: UnreadableRuns;
  /** Told how many runs wait for an answer. */
  readonly waiting: (runs: number) => void;
}

/** Offers to go on with runs whose window was closed or loaded anew before they were through. */
export class InterruptedRuns implements vscode.Disposable {
  private unanswered = 0;
  private hasFailed = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: InterruptedRunsParts) {
    // What other windows left meanwhile is offered where the person goes next.
    this.subscription = vscode.window.onDidChangeWindowState(({ focused }) =>
      focused ? void this.look() : undefined,
    );
  }

  /** Looks for them once the connections are known. Never throws. */
  async look(): Promise<void> {
    await this.parts.connections.loaded;
    try {
      const { runs, running, ...unreadable } = await this.parts.journals.interrupted();
      for (const run of runs) {
        const connection = this.parts.connections.get(run.connectionId);
        // One window alone asks.
        const claimed = connection === undefined ? undefined : await this.parts.journals.claim(run);
        if (connection !== undefined && claimed !== undefined) {
          void this.offer(connection, claimed);
        }
      }
      this.parts.unreadable.tell(unreadable);
      if (running) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.look(), lookAgainMs).unref();
      }
    } catch (error) {
      // The same each time, as where the folder cannot be read.
      if (!this.hasFailed) {
        this.hasFailed = true;
        void notifyError(error);
      }
    }
  }

  dispose(): void {
    this.subscription.dispose();
    clearTimeout(this.timer);
  }

  private count(change: 1 | -1): void {
    this.unanswered += change;
    this.parts.waiting(this.unanswered);
  }

  private async offer(connection: Connection, run: ClaimedRun): Promise<void> {
    const { left, total } = leftOf(run.record);
    const server = connectionName(connection.info, this.parts.connections.connections);
    const goOn = vscode.l10n.t('Continue');
    const discard = vscode.l10n.t('Discard');
    this.count(1);
    const answer = await vscode.window.showWarningMessage(
      notificationLine(
        count(
          total,
          vscode.l10n.t('“{0}” on {1} was interrupted with its 1 change left.', titleOf(run.name), server),
          vscode.l10n.t(
            '“{0}” on {1} was interrupted with {2} of {3} changes left.',
            titleOf(run.name),
            server,
            numberText(left),
            numberText(total),
          ),
        ),
      ),
      goOn,
      discard,
    );
    this.count(-1);
    try {
      if (answer === goOn) {
        await this.parts.runs.retry(connection, run.id);
      } else if (answer === discard) {
        await run.kept.settle();
      }
    } catch (error) {
      void notifyError(error);
    }
  }
}
