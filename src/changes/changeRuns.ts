import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { newRecord, type RunRecord } from '../runs/record';
import { resultOf, type RunResult, type TaskResult } from '../runs/result';
import { carryOut } from '../runs/run';
import type { Plan } from '../runs/task';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { ContextKeys } from '../ui/contextKeys';
import { notifyError, warnWithReason } from '../ui/notify';
import { withLateProgress } from '../ui/progress';
import { notificationLine } from '../ui/serverText';
import { changedRefs } from './changedRefs';
import { ChangesUnderWay } from './changesOf';
import { isTakenOtherwise } from './fieldsResult';
import { notRecordedText, notTakenText, undoneText, warnSignedOut } from './notBegunText';
import type { ReportDocuments } from './reportDocuments';
import { firstTimes } from './firstTimes';
import { factsToKeep } from './recentRow';
import { summaryOf } from './resultText';
import { type RunChoice, choicesOf, choiceTitle, undoOf } from './runChoices';
import type { KeptRun } from './keptRun';
import { type ClaimedRun, leftOf, type RunJournals, type Taken } from './runJournals';
import { type RunName, takingBack } from './runName';
import { RunProgressText } from './runProgressText';
import { reportOf } from './runReport';
import { progressText, titleOf } from './runTitle';
import { changeKinds, type ChangeTask } from './taskKinds';

/** Changes to make on one server. */
export interface ChangeJob {
  readonly connection: Connection;
  readonly name: RunName;
  readonly plan: Plan<ChangeTask>;
  /**
   * Who tells how it ended; everything is told here when left out.
   * - byCaller: nothing is said or asked here, unless it takes long
   * - unlessDone: only what was done is told here, the rest by the caller
   */
  readonly tell?: 'byCaller' | 'unlessDone';
  /** Told of the result, and of that of every further try. */
  readonly onDidEnd?: (result: RunResult<ChangeTask>) => void;
  /** What may come next, offered with the result before anything else. */
  readonly next?: (result: RunResult<ChangeTask>) => NextChoice | undefined;
}

export interface NextChoice {
  readonly title: string;
  readonly run: () => unknown;
}

/** How a run came to its end. */
export type RunEnd =
  | { readonly kind: 'result'; readonly result: RunResult<ChangeTask> }
  /** It could not be recorded, so nothing was sent. */
  | { readonly kind: 'notBegun'; readonly error: unknown }
  | { readonly kind: 'cancelled' };

/** How long a run may take that its caller tells of, before its progress is shown. */
const longMs = 3_000;

export interface ChangeRunsParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly stores: Pick<OrganisationStores, 'invalidate'>;
  readonly journals: RunJournals;
  readonly reports: ReportDocuments;
  readonly contextKeys: Pick<ContextKeys, 'set'>;
  readonly log: { error(message: string, error: unknown): void };
}

/** Carries out plans with progress, tells how they ended, and offers what can be done then. */
export class ChangeRuns {
  constructor(private readonly parts: ChangeRunsParts) {}

  /** Runs a plan; resolves once it is through and shown in the views, not when its message is closed. */
  async run(job: ChangeJob): Promise<RunEnd> {
    const { connection, name, plan } = job;
    const kept = this.parts.journals.open(connection.info, name);
    return this.runAndTell(job, kept, newRecord(plan));
  }

  /**
   * Does what is left of a run that is kept, when no one else is at it.
   * @param onDidEnd told of the result, and of that of every further try
   */
  async retry(connection: Connection, id: string, onDidEnd?: ChangeJob['onDidEnd']): Promise<void> {
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
  private async runAndTell(job: ChangeJob, kept: KeptRun, record: RunRecord<ChangeTask>): Promise<RunEnd> {
    const { connection, name, tell } = job;
    const { left } = leftOf(record);
    const onUnexpected = (error: unknown): void => this.parts.log.error(`${runWord(name)} failed`, error);
    const outcome = await withLateProgress(
      progressText(name),
      async (signal, progress): Promise<RunResult<ChangeTask>> => {
        const changes = new ChangesUnderWay(record);
        const shown = new RunProgressText(connection, left, progress);
        try {
          return await carryOut(connection.client, record, changeKinds, {
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
      tell === 'byCaller' ? longMs : undefined,
    );
    if (outcome.kind !== 'ok') {
      const isTold = tell === undefined;
      await this.tried(() => (isTold ? kept.ask() : kept.settle()));
      if (outcome.kind === 'cancelled') {
        return outcome;
      }
      if (isTold) {
        void notifyError(outcome.error, {}, notRecordedText);
      }
      return { kind: 'notBegun', error: outcome.error };
    }
    const result = outcome.value;
    const isTold =
      tell === undefined ||
      (tell === 'unlessDone' && result.results.every(({ outcome: { kind } }) => kind === 'done'));
    const isComplete = await this.tried(() => kept.complete(result.record));
    // What its caller tells of is not asked about.
    const isThrough = isComplete && (!isTold || leftOf(result.record).left === 0);
    await this.tried(() => (isThrough ? settle(kept, result.record) : kept.ask()));
    job.onDidEnd?.(result);
    for (const key of name.direction === undefined ? firstTimes(result) : []) {
      this.parts.contextKeys.set(key, true);
    }
    await this.parts.stores.invalidate(changedRefs(connection, result));
    if (isTold) {
      void this.tell(job, kept, result);
    }
    return { kind: 'result', result };
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
  private async tell(job: ChangeJob, kept: KeptRun, result: RunResult<ChangeTask>): Promise<void> {
    const { name } = job;
    const { info } = job.connection;
    const ended = new Date();
    const report = (): string => reportOf(name, info, result, ended);
    const choices = choicesOf(result);
    try {
      for (;;) {
        const choice = await this.ask(job, result, choices);
        if (choice === 'next') {
          await this.tried(() => settle(kept, result.record));
          await job.next?.(result)?.run();
          return;
        }
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
    job: ChangeJob,
    result: RunResult<ChangeTask>,
    choices: readonly RunChoice[],
  ): Promise<RunChoice | 'next' | undefined> {
    const { name, connection } = job;
    const next = job.next?.(result);
    const items = [
      ...(next === undefined ? [] : [{ title: next.title, choice: 'next' as const }]),
      ...choices.map((choice) => ({ title: choiceTitle(choice, name.direction), choice })),
    ];
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
    const allWell = !choices.includes('retry') && !result.results.some(isSurprise);
    const chosen = await (allWell
      ? vscode.window.showInformationMessage(text, ...items)
      : vscode.window.showWarningMessage(text, ...items));
    return chosen?.choice;
  }
}

function settle(kept: KeptRun, record: RunRecord<ChangeTask>, isUndone = false): Promise<void> {
  const { id, head } = kept;
  return kept.settle(factsToKeep({ ...head, id, record, isUndone, isRunning: false }));
}

/** For the log, which is English. */
function runWord(name: RunName): string {
  return [name.direction, name.kind === 'command' ? name.command : 'run'].filter(Boolean).join(' ');
}

/** Not done for a reason that the plan did not show, or not as it was sent. */
function isSurprise({ task, outcome }: TaskResult<ChangeTask>): boolean {
  if (task.kind === 'fields' && isTakenOtherwise({ task, outcome })) {
    return true;
  }
  return outcome.kind === 'skipped'
    ? ['changedByOther', 'firstStepNotDone'].includes(outcome.reason.kind)
    : outcome.kind === 'notRun';
}
