import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { ChangesUnderWay } from '../grants/changes';
import { grantsKinds, type GrantsTask } from '../grants/taskKinds';
import type { Outcome } from '../runs/outcome';
import { newRecord, type RunRecord } from '../runs/record';
import { resultOf, type RunResult } from '../runs/result';
import { carryOut } from '../runs/run';
import type { Plan } from '../runs/task';
import type { OrganisationStores } from '../organisations/organisationStores';
import { notifyError, warnWithReason } from '../ui/notify';
import { withLateProgress } from '../ui/progress';
import { notificationLine } from '../ui/serverText';
import { changedRefs } from './changedRefs';
import type { ReportDocuments } from './reportDocuments';
import { factsToKeep } from './recentRow';
import { summaryOf } from './resultText';
import { type RunChoice, choicesOf, choiceTitle, undoOf } from './runChoices';
import type { KeptRun } from './keptRun';
import { type ClaimedRun, leftOf, type RunJournals, type Taken } from './runJournals';
import { type RunName, takingBack } from './runName';
import { RunProgressText } from './runProgressText';
import { reportOf } from './runReport';
import { progressText, titleOf } from './runTitle';

/** Changes to make on one server. */
export interface RoleJob {
  readonly connection: Connection;
  readonly name: RunName;
  readonly plan: Plan<GrantsTask>;
  /** Told of the result, and of that of every further try. */
  readonly onDidEnd?: (result: RunResult<GrantsTask>) => void;
}

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
    const kept = this.parts.journals.open(connection.info, name);
    await this.runAndTell(job, kept, newRecord(plan));
  }

  /**
   * Does what is left of a run that is kept, when no one else is at it.
   * @param onDidEnd told of the result, and of that of every further try
   */
  async retry(connection: Connection, id: string, onDidEnd?: RoleJob['onDidEnd']): Promise<void> {
    const run = await this.take(id, ({ record }) =>
      leftOf(record).left === 0 ? vscode.l10n.t('Everything in this run has already been done.') : undefined,
    );
    if (run !== undefined) {
      const { name, record, kept } = run;
      const job = { connection, name, plan: record, ...(onDidEnd === undefined ? {} : { onDidEnd }) };
      await this.runAndTell(job, kept, record);
    }
  }

  /** Takes back what a run has done that is kept, as a run of its own; no run is taken back twice. */
  async undo(connection: Connection, id: string): Promise<void> {
    const done = await this.take(id, ({ record }) =>
      undoOf(resultOf(record)).tasks.length === 0 ? vscode.l10n.t('There is nothing to undo.') : undefined,
    );
    if (done === undefined) {
      return;
    }
    const name = takingBack(done.name);
    const plan = undoOf(resultOf(done.record));
    try {
      const kept = this.parts.journals.openUndo(connection.info, done, name);
      await this.runAndTell({ connection, name, plan }, kept, newRecord(plan));
    } finally {
      await this.tried(() => done.kept.settle());
    }
  }

  /** @param whyNot why what is there makes no sense any more. @returns undefined when it cannot be, and says why */
  private async take(
    id: string,
    whyNot: (run: ClaimedRun) => string | undefined,
  ): Promise<ClaimedRun | undefined> {
    let taken: Taken;
    try {
      taken = await this.parts.journals.take(id);
    } catch (error) {
      void notifyError(error, {}, notRecordedText);
      return undefined;
    }
    if (taken.kind !== 'run') {
      void warnWithReason(notTakenText(taken.kind));
      return undefined;
    }
    const why = undoneText(taken.run) ?? whyNot(taken.run);
    if (why === undefined) {
      return taken.run;
    }
    await this.tried(() => settle(taken.run.kept, taken.run.record, taken.run.isUndone));
    void warnWithReason(why);
    return undefined;
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
    if (outcome.kind !== 'ok') {
      await this.tried(() => kept.ask());
    }
    if (outcome.kind === 'error') {
      void notifyError(outcome.error, {}, notRecordedText);
    }
    if (outcome.kind === 'ok') {
      const result = outcome.value;
      const isComplete = await this.tried(() => kept.complete(result.record));
      const isThrough = isComplete && leftOf(result.record).left === 0;
      await this.tried(() => (isThrough ? settle(kept, result.record) : kept.ask()));
      job.onDidEnd?.(result);
      await this.parts.stores.invalidate(changedRefs(connection, result));
      void this.tell(job, kept, result);
    }
  }

  /** What cannot be done with a record, because the disk is full or gone, is no reason to tell less of the run. */
  private async tried(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.parts.log.error('The record of a run could not be written', error);
      return false;
    }
  }

  /** Offers what can be done with a result, until the person has chosen or closes the message. */
  private async tell(job: RoleJob, kept: KeptRun, result: RunResult<GrantsTask>): Promise<void> {
    const { name } = job;
    const { info } = job.connection;
    const ended = new Date();
    const report = (): string => reportOf(name, info, result, ended);
    const choices = choicesOf(result);
    try {
      for (;;) {
        const choice = await this.ask(job, result, choices);
        if (choice === 'report') {
          await vscode.env.clipboard.writeText(report());
        } else if (choice === 'details') {
          await this.parts.reports.show(titleOf(name), report());
        }
        if (choice === undefined || choices.length === 1) {
          // Whoever closes the message has seen what is left. With the window it is kept.
          if (await this.tried(() => kept.complete(result.record))) {
            await this.tried(() => settle(kept, result.record));
          }
          return;
        }
        if (choice === 'report' || choice === 'details') {
          continue;
        }
        const connection = this.parts.connections.get(info.id);
        if (connection === undefined) {
          warnSignedOut(info.serverName);
          continue;
        }
        // What is undone or retried is what is kept, which may lack something since the disk was full.
        try {
          await kept.complete(result.record);
        } catch (error) {
          void notifyError(error, {}, notRecordedText);
          continue;
        }
        await (choice === 'undo'
          ? this.undo(connection, kept.id)
          : this.retry(connection, kept.id, job.onDidEnd));
        return;
      }
    } catch (error) {
      void notifyError(error);
    }
  }

  private async ask(
    { name, connection }: RoleJob,
    result: RunResult<GrantsTask>,
    choices: readonly RunChoice[],
  ): Promise<RunChoice | undefined> {
    const items = choices.map((choice) => ({ title: choiceTitle(choice, name.direction), choice }));
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

function settle(kept: KeptRun, record: RunRecord<GrantsTask>, isUndone = false): Promise<void> {
  const { id, head } = kept;
  return kept.settle(factsToKeep({ ...head, id, record, isUndone, isRunning: false }));
}

/** A connection is gone that was there when the person chose what to do. */
export function warnSignedOut(serverName: string): void {
  void warnWithReason(
    vscode.l10n.t('You are signed out of {0}. Sign in to it again, then retry.', serverName),
  );
}

/** Without a record nothing is sent. */
function notRecordedText(why: string): string {
  return vscode.l10n.t('Nothing was changed, because this run cannot be recorded on this machine. {0}', why);
}

function undoneText({ isUndone, name }: ClaimedRun): string | undefined {
  if (!isUndone) {
    return undefined;
  }
  return name.direction === 'undo'
    ? vscode.l10n.t('This run has already been redone.')
    : vscode.l10n.t('This run has already been undone.');
}

/** Why a run cannot be gone on with. */
export function notTakenText(kind: 'running' | 'gone'): string {
  return kind === 'running'
    ? vscode.l10n.t('This run is still in progress, perhaps in another window.')
    : vscode.l10n.t('This run is no longer kept.');
}

/** For the log, which is English. */
function runWord(name: RunName): string {
  return [name.direction, name.kind === 'command' ? name.command : 'run'].filter(Boolean).join(' ');
}

/** Not done for a reason that the plan did not show. */
function isSurprise(outcome: Outcome): boolean {
  return outcome.kind === 'skipped'
    ? ['changedByOther', 'firstStepNotDone'].includes(outcome.reason.kind)
    : outcome.kind === 'notRun';
}
