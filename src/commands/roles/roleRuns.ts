import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { type ItemResult, remaining, type RunResult } from '../../grants/outcome';
import { keyOf, type Plan } from '../../grants/planItem';
import { reportText } from '../../grants/report';
import { resumeRun, runPlan } from '../../grants/run';
import { inverse } from '../../grants/undo';
import type { OrganisationStores } from '../../organisations/organisationStores';
import type { RoleScope } from '../../tree/roleScope';
import { notifyError } from '../../ui/notify';
import { withLateProgress } from '../../ui/progress';
import { notificationLine } from '../../ui/serverText';
import {
  inviteOutcomeText,
  type InviteItem,
  type InviteResult,
  inviteText,
  runInvites,
  undoInvites,
} from './invites';
import { reportWords, resultText, sentence } from './planText';
import type { InterruptedRun, KeptRun, RunJournals } from './runJournals';

/** Changes to make on one server. */
export interface RoleJob {
  readonly connection: Connection;
  /** What the command is called, for the progress and the result. */
  readonly title: string;
  /** The run that this one takes back, and whether that took one back itself. */
  readonly takesBack?: { readonly title: string; readonly isUndo: boolean };
  readonly plan: Plan;
  readonly invites?: readonly InviteItem[];
}

interface JobResult {
  readonly run: RunResult;
  readonly invites: readonly InviteResult[];
}

export interface RoleRunsParts {
  readonly stores: OrganisationStores;
  readonly journals: RunJournals;
  /** Where roles were changed, for whoever shows them besides the lists of the store. */
  readonly changed: (connection: Connection) => void;
}

/** Carries out plans with progress, tells how they ended, and offers what can be done then. */
export class RoleRuns {
  constructor(private readonly parts: RoleRunsParts) {}

  /**
   * Runs a plan; resolves once it is through and shown in the views, not when its message is closed.
   * @returns undefined when it was given up before it began
   */
  async run(job: RoleJob): Promise<RunResult | undefined> {
    const { connection, title, plan } = job;
    const kept = this.parts.journals.open(connection.info.id, title);
    const { journal } = kept;
    return this.carryOut(job, kept, job.invites ?? [], async (signal, onProgress) => {
      const { uuid: callerUuid } = await this.parts.stores.of(connection).caller.get();
      return runPlan(connection.client, plan, { callerUuid, signal, journal, onProgress });
    });
  }

  /** Goes on with a run that its window did not finish. */
  async resume(connection: Connection, { title, record, file }: InterruptedRun): Promise<void> {
    const kept = this.parts.journals.open(connection.info.id, title, file);
    const { journal } = kept;
    const job = { connection, title, plan: { items: record.items } };
    await this.carryOut(job, kept, [], async (signal, onProgress) => {
      const { uuid: callerUuid } = await this.parts.stores.of(connection).caller.get();
      return resumeRun(connection.client, record, { callerUuid, signal, journal, onProgress });
    });
  }

  private async carryOut(
    job: RoleJob,
    kept: KeptRun,
    invites: readonly InviteItem[],
    run: (signal: AbortSignal, onProgress: () => void) => Promise<RunResult>,
  ): Promise<RunResult | undefined> {
    const total = job.plan.items.length + invites.length;
    const outcome = await withLateProgress(job.title, async (signal, progress) => {
      let finished = 0;
      const onProgress = (): void => {
        finished++;
        progress.report({
          message: vscode.l10n.t('{0} of {1}', finished, total),
          increment: 100 / total,
        });
      };
      const result = await run(signal, onProgress);
      return { run: result, invites: await runInvites(job.connection, invites, signal, onProgress) };
    });
    switch (outcome.kind) {
      case 'ok':
        await this.refresh(job.connection, outcome.value);
        void this.tell(job, kept, outcome.value);
        return outcome.value.run;
      case 'error':
        throw outcome.error;
      case 'cancelled':
        return undefined;
    }
  }

  /** Reads again what the run may have changed, and only where somebody shows it. */
  private async refresh(connection: Connection, { run, invites }: JobResult): Promise<void> {
    const store = this.parts.stores.of(connection);
    const touched = run.results.filter(({ outcome }) => outcome.kind !== 'skipped' || !isFinal(outcome));
    const scopes = new Map(touched.map(({ item }) => [keyOf(item.scope), item.scope]));
    const customers = new Set(
      [...scopes.values()].map((scope) => (scope.kind === 'customer' ? scope.uuid : scope.customer)),
    );
    const invited = new Set(invites.map(({ item }) => customerOf(item.scope)));
    const lists = [
      ...[...scopes.values()].map((scope) => store.grants(scope)),
      ...[...customers].map((uuid) => store.people(uuid)),
      ...[...invited].map((uuid) => store.invitations(uuid)),
    ];
    const { uuid: caller } = await store.caller.get();
    const refused = run.results.some(
      ({ outcome }) => outcome.kind === 'failed' && outcome.problem.kind === 'forbidden',
    );
    const own = run.results.some(
      ({ item, outcome }) => outcome.kind === 'done' && item.person.uuid === caller,
    );
    await Promise.allSettled([
      ...lists.filter(({ loaded }) => loaded).map((list) => list.reload()),
      ...(refused || own ? [store.caller.reread()] : []),
    ]);
    this.parts.changed(connection);
  }

  private async tell(job: RoleJob, kept: KeptRun, result: JobResult): Promise<void> {
    const { run, invites } = result;
    const left = remaining(run);
    const failedInvites = invites.filter(
      ({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'notRun',
    );
    const done =
      run.results.some(({ outcome }) => outcome.kind === 'done') ||
      invites.some(({ outcome }) => outcome.kind === 'done');
    // The first is the one that stands out, and that a key presses.
    const items = [
      ...(left.items.length + failedInvites.length > 0
        ? [
            {
              title: vscode.l10n.t('Retry Failed'),
              run: () => this.run({ ...job, plan: left, invites: failedInvites.map(({ item }) => item) }),
            },
          ]
        : []),
      ...(done ? [{ title: vscode.l10n.t('Undo'), run: () => this.undo(job, result) }] : []),
      {
        title: vscode.l10n.t('Copy Report'),
        run: async () => {
          await vscode.env.clipboard.writeText(reportOf(result));
        },
      },
    ];
    const { serverName } = job.connection.info;
    const text = notificationLine(`${job.title}: ${summary(result)} (${serverName})`, 700);
    const allWell =
      left.items.length + failedInvites.length === 0 &&
      !run.results.some(({ outcome }) => isSurprise(outcome));
    const chosen = await (allWell
      ? vscode.window.showInformationMessage(text, ...items)
      : vscode.window.showWarningMessage(text, ...items));
    try {
      // Whoever closes the message has seen what is left. With the window it is kept.
      await kept.drop();
      await chosen?.run();
    } catch (error) {
      void notifyError(error);
    }
  }

  private async undo(job: RoleJob, { run, invites }: JobResult): Promise<void> {
    const wasUndo = job.takesBack?.isUndo === true;
    const original = job.takesBack?.title ?? job.title;
    const title = wasUndo ? vscode.l10n.t('Redo: {0}', original) : vscode.l10n.t('Undo: {0}', original);
    const back = inverse(run, new Date());
    if (invites.some(({ outcome }) => outcome.kind === 'done')) {
      const { errors } = await undoInvites(job.connection, invites);
      await this.refresh(job.connection, { run: { ...run, results: [] }, invites });
      const [error] = errors;
      if (error !== undefined) {
        void notifyError(error, {}, vscode.l10n.t('Not every invitation could be cancelled.'));
      } else if (back.items.length === 0) {
        void vscode.window.showInformationMessage(notificationLine(vscode.l10n.t('{0}: done.', title)));
      }
    }
    if (back.items.length > 0) {
      await this.run({
        connection: job.connection,
        title,
        plan: back,
        takesBack: { title: original, isUndo: !wasUndo },
      });
    }
  }
}

function customerOf({ object }: RoleScope): string {
  return object.kind === 'customer' ? object.uuid : object.customer;
}

function isFinal(outcome: ItemResult['outcome']): boolean {
  return outcome.kind === 'skipped' && ['unchanged', 'impossible'].includes(outcome.reason.kind);
}

/** Skipped for a reason that the plan did not show. */
function isSurprise(outcome: ItemResult['outcome']): boolean {
  return outcome.kind === 'skipped' && outcome.reason.kind !== 'unchanged';
}

function summary({ run, invites }: JobResult): string {
  if (invites.length === 0) {
    return resultText(run);
  }
  const sent = invites.filter(({ outcome }) => outcome.kind === 'done').length;
  const told =
    invites.length === 1 ? invites : invites.filter(({ outcome }) => outcome.kind !== 'done').slice(0, 1);
  return [
    ...(run.results.length === 0 ? [] : [resultText(run)]),
    ...(invites.length === 1 ? [] : [vscode.l10n.t('{0} of {1} invitations sent.', sent, invites.length)]),
    ...told.map((result) => sentence(`${inviteText(result.item)}: ${inviteOutcomeText(result)}`)),
  ].join(' ');
}

/** What was done, line by line, for messages and tickets. */
function reportOf({ run, invites }: JobResult): string {
  return [
    ...(run.results.length === 0 ? [] : [reportText(run, reportWords())]),
    ...invites.map((result) => `${inviteText(result.item)} · ${inviteOutcomeText(result)}`),
  ].join('\n');
}
