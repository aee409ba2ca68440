import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { ChangesUnderWay } from '../grants/changes';
import { grantsKinds, type GrantsTask } from '../grants/taskKinds';
import type { Outcome } from '../runs/outcome';
import { newRecord, type RunRecord } from '../runs/record';
import type { RunResult } from '../runs/result';
import { carryOut } from '../runs/run';
import type { Plan } from '../runs/task';
import { inverse } from '../runs/undo';
import type { OrganisationStores } from '../organisations/organisationStores';
import { momentText, timeZone } from '../ui/datesAndNumbers';
import { notifyError } from '../ui/notify';
import { withLateProgress } from '../ui/progress';
import { notificationLine, plainLine } from '../ui/serverText';
import { changedRefs } from './changedRefs';
import type { ReportDocuments } from './reportDocuments';
import { resultLines, summaryOf } from './resultText';
import { type RunName, takingBack } from './runName';
import { progressText, titleOf } from './runTitle';
import { RunProgressText } from './runProgressText';
import { type ClaimedRun, type KeptRun, leftOf, type RunJournals } from './runJournals';

/** Changes to make on one server. */
export interface RoleJob {
  readonly connection: Connection;
  readonly name: RunName;
  readonly plan: Plan<GrantsTask>;
  /** Told of the result, and of that of every further try. */
  readonly onDidEnd?: (result: RunResult<GrantsTask>) => void;
}

type Choice = 'retry' | 'undo' | 'details' | 'report';

export interface RoleRunsParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly stores: Pick<OrganisationStores, 'invalidate'>;
  readonly journals: RunJournals;
  readonly reports: ReportDocuments;
  readonly log: { error(message: string, error: unknown): void };
}

/** Carries out plans with progress, tells how they ended, and offers what can be done then. */
export class RoleRuns {
  constructor(private readonly parts: RoleRunsParts) {}

  /** Runs a plan; resolves once it is through and shown in the views, not when its message is closed. */
  async run(job: RoleJob): Promise<void> {
    const { connection, name, plan } = job;
    const kept = this.parts.journals.open(connection.info.id, name);
    await this.runAndTell(job, kept, newRecord(plan));
  }

  /** Goes on with a run that its window did not finish. */
  async resume(connection: Connection, { name, record, kept }: ClaimedRun): Promise<void> {
    await this.runAndTell({ connection, name, plan: record }, kept, record);
  }

  /** Does what is left of a run, and keeps what it comes to until the person has seen it. */
  private async runAndTell(job: RoleJob, kept: KeptRun, record: RunRecord<GrantsTask>): Promise<void> {
    const { connection, name } = job;
    const { left } = leftOf(record);
    const onUnexpected = (error: unknown): void => this.parts.log.error(`${runWord(name)} failed`, error);
    const outcome = await withLateProgress(
      progressText(name),
      async (signal, progress): Promise<RunResult<GrantsTask>> => {
        const changes = new ChangesUnderWay(record);
        const shown = new RunProgressText(connection, left, progress);
        try {
          return await carryOut(connection.client, record, grantsKinds, {
            callerUuid: connection.info.user.uuid,
            signal,
            journal: kept,
            onProgress: ({ task }) => shown.reach(changes.end(task)),
            onUnexpected,
          });
        } finally {
          shown.dispose();
        }
      },
    );
    if (outcome.kind === 'error') {
      throw outcome.error;
    }
    if (outcome.kind === 'ok') {
      const result = outcome.value;
      job.onDidEnd?.(result);
      await this.parts.stores.invalidate(changedRefs(connection, result));
      if (leftOf(result.record).left === 0) {
        await kept.drop();
      }
      void this.tell(job, kept, result);
    }
  }

  /** Offers what can be done with a result, until the person has chosen or closes the message. */
  private async tell(job: RoleJob, kept: KeptRun, result: RunResult<GrantsTask>): Promise<void> {
    const ended = new Date();
    const choices = choicesOf(result);
    try {
      for (;;) {
        const choice = await this.ask(job, result, choices);
        if (choice === 'report') {
          await vscode.env.clipboard.writeText(reportOf(job, result, ended));
        } else if (choice === 'details') {
          await this.parts.reports.show(titleOf(job.name), reportOf(job, result, ended));
        }
        if (choice === undefined || choices.length === 1) {
          // Whoever closes the message has seen what is left. With the window it is kept, and so is another one's.
          if (!isTakenOver(result)) {
            await kept.drop();
          }
          return;
        }
        if (choice === 'report' || choice === 'details') {
          continue;
        }
        const connection = this.parts.connections.get(job.connection.info.id);
        if (connection === undefined) {
          void vscode.window.showWarningMessage(
            notificationLine(
              vscode.l10n.t(
                'You are signed out of {0}. Sign in to it again, then retry.',
                job.connection.info.serverName,
              ),
            ),
          );
        } else if (choice === 'undo') {
          await kept.drop();
          await this.run({ connection, name: takingBack(job.name), plan: undoOf(result) });
          return;
        } else {
          await this.runAndTell({ ...job, connection }, kept, result.record);
          return;
        }
      }
    } catch (error) {
      void notifyError(error);
    }
  }

  private async ask(
    { name, connection }: RoleJob,
    result: RunResult<GrantsTask>,
    choices: readonly Choice[],
  ): Promise<Choice | undefined> {
    const titles: Readonly<Record<Choice, string>> = {
      retry: vscode.l10n.t('Retry Unfinished'),
      undo: name.direction === 'undo' ? vscode.l10n.t('Redo') : vscode.l10n.t('Undo'),
      details: vscode.l10n.t('Details'),
      report: vscode.l10n.t('Copy Report'),
    };
    const items = choices.map((choice) => ({ title: titles[choice], choice }));
    const summary = summaryOf(result, name.direction);
    const text = notificationLine(
      this.parts.connections.connections.length > 1
        ? vscode.l10n.t({
            message: '{0}: {1}',
            args: [connectionName(connection.info, this.parts.connections.connections), summary],
            comment: ['The name of a server, then what was done on it.'],
          })
        : summary,
      700,
    );
    const allWell = !choices.includes('retry') && !result.results.some(({ outcome }) => isSurprise(outcome));
    const chosen = await (allWell
      ? vscode.window.showInformationMessage(text, ...items)
      : vscode.window.showWarningMessage(text, ...items));
    return chosen?.choice;
  }
}

/** For the log, which is English. */
function runWord(name: RunName): string {
  return [name.direction, name.kind === 'command' ? name.command : 'run'].filter(Boolean).join(' ');
}

/** What can be done with a result. The first is the one that stands out, and that a key presses. */
function choicesOf(result: RunResult<GrantsTask>): readonly Choice[] {
  const mine = !isTakenOver(result);
  return [
    ...(mine && leftOf(result.record).left > 0 ? (['retry'] as const) : []),
    ...(mine && undoOf(result).tasks.length > 0 ? (['undo'] as const) : []),
    ...(result.results.length > 1 ? (['details'] as const) : []),
    'report',
  ];
}

function undoOf(result: RunResult<GrantsTask>): Plan<GrantsTask> {
  return inverse(result, grantsKinds, new Date());
}

/** Another window goes on with it, and tells how it ends. */
function isTakenOver({ results }: RunResult<GrantsTask>): boolean {
  return results.some(({ outcome }) => outcome.kind === 'notRun' && outcome.why === 'takenOver');
}

/** Not done for a reason that the plan did not show. */
function isSurprise(outcome: Outcome): boolean {
  return outcome.kind === 'skipped'
    ? ['changedByOther', 'firstStepNotDone'].includes(outcome.reason.kind)
    : outcome.kind === 'notRun';
}

/** What was done where and when, then line by line, for messages and tickets. */
export function reportOf(
  { name, connection: { info } }: Pick<RoleJob, 'name' | 'connection'>,
  result: Pick<RunResult<GrantsTask>, 'results'>,
  at: Date,
): string {
  const head = [
    titleOf(name),
    info.serverName,
    info.baseUrl,
    `${momentText(at.toISOString())} (${timeZone()})`,
  ];
  return [head.map((part) => plainLine(part)).join(' · '), ...resultLines(result)].join('\n');
}
