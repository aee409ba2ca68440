import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import {
  type InviteItem,
  type InviteOutcome,
  type InviteResult,
  type InviteScope,
  plannedInvites,
  runInvites,
  undoInvites,
} from '../grants/inviteRun';
import { ChangesUnderWay } from '../grants/changes';
import { keyOf } from '../access/objects';
import type { RoleTask } from '../grants/roleTask';
import { grantsKinds } from '../grants/taskKinds';
import type { Outcome } from '../runs/outcome';
import { newRecord, type RunRecord } from '../runs/record';
import type { RunResult, TaskResult } from '../runs/result';
import { carryOut } from '../runs/run';
import type { Plan } from '../runs/task';
import { inverse } from '../runs/undo';
import type { OrganisationStores } from '../organisations/organisationStores';
import { momentText, timeZone, numberText } from '../ui/datesAndNumbers';
import type { Log } from '../log/log';
import { count } from '../ui/count';
import { notifyError } from '../ui/notify';
import { withLateProgress } from '../ui/progress';
import { notificationLine, plainLine } from '../ui/serverText';
import type { ReportDocuments } from './reportDocuments';
import { type JobResult, resultLines, summaryOf } from './resultText';
import { progressText, type RunName, takingBack, titleOf } from './runName';
import { RunProgressText } from './runProgressText';
import { type InterruptedRun, type KeptRun, leftOf, type RunJournals } from './runJournals';

/** Changes to make on one server. */
export interface RoleJob {
  readonly connection: Connection;
  readonly name: RunName;
  readonly plan: Plan<RoleTask>;
  readonly invites?: readonly InviteItem[];
  /** Told of the result, and of that of every further try. */
  readonly onDidEnd?: (result: RunResult<RoleTask>) => void;
}

type Choice = 'retry' | 'undo' | 'details' | 'report';

export interface RoleRunsParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly stores: OrganisationStores;
  readonly journals: RunJournals;
  readonly reports: ReportDocuments;
  readonly log: Pick<Log, 'error'>;
  /** Where roles were changed, for whoever shows them besides the lists of the store. */
  readonly changed: (connection: Connection) => void;
}

/** Carries out plans with progress, tells how they ended, and offers what can be done then. */
export class RoleRuns {
  constructor(private readonly parts: RoleRunsParts) {}

  /** Runs a plan; resolves once it is through and shown in the views, not when its message is closed. */
  async run(job: RoleJob): Promise<void> {
    const { connection, name, plan } = job;
    const kept = this.parts.journals.open(connection.info.id, name);
    await this.runAndTell(job, kept, newRecord(plan), plannedInvites(job.invites ?? []));
  }

  /** Goes on with a run that its window did not finish. */
  async resume(connection: Connection, { name, record, invites, file }: InterruptedRun): Promise<void> {
    const kept = this.parts.journals.open(connection.info.id, name, file);
    await this.runAndTell({ connection, name, plan: record }, kept, record, invites);
  }

  /** Does what is left of a run, and keeps what it comes to until the person has seen it. */
  private async runAndTell(
    job: RoleJob,
    kept: KeptRun,
    record: RunRecord<RoleTask>,
    invites: readonly InviteResult[],
  ): Promise<void> {
    const { connection, name } = job;
    const { left } = leftOf({ record, invites });
    const onUnexpected = (error: unknown): void => this.parts.log.error(`${runWord(name)} failed`, error);
    const outcome = await withLateProgress(
      progressText(name),
      async (signal, progress): Promise<JobResult> => {
        const changes = new ChangesUnderWay(record);
        const shown = new RunProgressText(connection, left, progress);
        let through = 0;
        let sent = 0;
        try {
          const run = await carryOut(connection.client, record, grantsKinds, {
            callerUuid: connection.info.user.uuid,
            signal,
            journal: { begin: (begun) => kept.begin({ record: begun, invites }), add: kept.add },
            onProgress: ({ task }) => {
              through = changes.end(task);
              shown.reach(through);
            },
            onUnexpected,
          });
          const note = (index: number, invited: InviteOutcome): Promise<void> =>
            kept.add({ kind: 'invite', index, outcome: invited }).catch(onUnexpected);
          const onProgress = (): void => shown.reach(through + ++sent);
          return {
            run,
            invites: await runInvites(connection.client, invites, { signal, note, onProgress, onUnexpected }),
          };
        } finally {
          shown.dispose();
        }
      },
    );
    if (outcome.kind === 'error') {
      throw outcome.error;
    }
    if (outcome.kind === 'ok') {
      const { run, invites: invited } = outcome.value;
      job.onDidEnd?.(run);
      await this.refresh(connection, outcome.value);
      if (leftOf({ record: run.record, invites: invited }).left === 0) {
        await kept.drop();
      }
      void this.tell(job, kept, outcome.value);
    }
  }

  /** Reads again what the run may have changed, and only where someone shows it. */
  private async refresh(connection: Connection, { run, invites }: JobResult): Promise<void> {
    if (this.parts.connections.get(connection.info.id) !== connection) {
      // Signed out meanwhile: no one shows it now.
      return;
    }
    const store = this.parts.stores.of(connection);
    const touched = run.results.filter(({ outcome }) => outcome.kind !== 'skipped' || !isFinal(outcome));
    const scopes = new Map(touched.map(({ task }) => [keyOf(task.scope), task.scope]));
    const customers = new Set(
      [...scopes.values()].map((scope) => (scope.kind === 'customer' ? scope.uuid : scope.customer)),
    );
    const invited = new Set(invites.map(({ item }) => customerOf(item.scope)));
    const lists = [
      ...[...scopes.values()].map((scope) => store.grants(scope)),
      ...[...customers].map((uuid) => store.people(uuid)),
      ...[...invited].map((uuid) => store.invitations(uuid)),
    ];
    const own = run.results.some(
      ({ task, outcome }) => outcome.kind === 'done' && task.person.uuid === connection.info.user.uuid,
    );
    await Promise.allSettled([
      ...lists.filter(({ loaded }) => loaded).map((list) => list.reload()),
      ...(own || wasRefused({ run, invites }) ? [store.caller.reread()] : []),
    ]);
    this.parts.changed(connection);
  }

  /** Offers what can be done with a result, until the person has chosen or closes the message. */
  private async tell(job: RoleJob, kept: KeptRun, result: JobResult): Promise<void> {
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
          // Whoever closes the message has seen what is left. With the window it is kept.
          await kept.drop();
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
          await this.undo({ ...job, connection }, result);
          return;
        } else {
          await this.runAndTell({ ...job, connection }, kept, result.run.record, result.invites);
          return;
        }
      }
    } catch (error) {
      void notifyError(error);
    }
  }

  private async ask(
    { name, connection }: RoleJob,
    result: JobResult,
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
    const allWell =
      !choices.includes('retry') && !result.run.results.some(({ outcome }) => isSurprise(outcome));
    const chosen = await (allWell
      ? vscode.window.showInformationMessage(text, ...items)
      : vscode.window.showWarningMessage(text, ...items));
    return chosen?.choice;
  }

  private async undo({ connection, name }: RoleJob, { run, invites }: JobResult): Promise<void> {
    const plan = inverse(run, grantsKinds, new Date());
    const sent = invites.filter(({ outcome }) => outcome.kind === 'done').length;
    if (sent > 0) {
      const errors = await undoInvites(connection.client, invites);
      await this.refresh(connection, { run: { ...run, results: [] }, invites });
      const [error] = errors;
      await this.parts.stores.of(connection).caller.heed(error);
      if (error !== undefined) {
        void notifyError(error, {}, (why) =>
          vscode.l10n.t('Some invitations could not be cancelled. {0}', why),
        );
      } else if (plan.tasks.length === 0) {
        void vscode.window.showInformationMessage(
          count(
            sent,
            vscode.l10n.t('1 invitation was cancelled.'),
            vscode.l10n.t('{0} invitations were cancelled.', numberText(sent)),
          ),
        );
      }
    }
    if (plan.tasks.length > 0) {
      await this.run({ connection, name: takingBack(name), plan });
    }
  }
}

/** For the log, which is English. */
function runWord(name: RunName): string {
  return [name.direction, name.kind === 'command' ? name.command : 'run'].filter(Boolean).join(' ');
}

/** What can be done with a result. The first is the one that stands out, and that a key presses. */
function choicesOf({ run, invites }: JobResult): readonly Choice[] {
  const { left } = leftOf({ record: run.record, invites });
  const isDone = ({ outcome }: TaskResult | InviteResult): boolean => outcome.kind === 'done';
  return [
    ...(left > 0 ? (['retry'] as const) : []),
    ...(run.results.some(isDone) || invites.some(isDone) ? (['undo'] as const) : []),
    ...(run.results.length + invites.length > 1 ? (['details'] as const) : []),
    'report',
  ];
}

function wasRefused({ run, invites }: JobResult): boolean {
  return (
    run.results.some(({ outcome }) => outcome.kind === 'failed' && outcome.problem.kind === 'forbidden') ||
    // Newer servers say "not found" to those who may not invite.
    invites.some(
      ({ outcome }) => outcome.kind === 'failed' && ['forbidden', 'notFound'].includes(outcome.problem.kind),
    )
  );
}

function customerOf({ object }: InviteScope): string {
  return object.kind === 'customer' ? object.uuid : object.customer;
}

function isFinal(outcome: Outcome): boolean {
  return outcome.kind === 'skipped' && ['unchanged', 'impossible'].includes(outcome.reason.kind);
}

/** Skipped for a reason that the plan did not show. */
function isSurprise(outcome: Outcome): boolean {
  return outcome.kind === 'skipped' && ['changedByOther', 'firstStepNotDone'].includes(outcome.reason.kind);
}

/** What was done where and when, then line by line, for messages and tickets. */
export function reportOf(
  { name, connection: { info } }: Pick<RoleJob, 'name' | 'connection'>,
  result: JobResult,
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
