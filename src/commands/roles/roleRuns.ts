import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import type { ConnectionStore } from '../../connections/connectionStore';
import {
  type InviteItem,
  type InviteOutcome,
  type InviteResult,
  type InviteScope,
  plannedInvites,
  runInvites,
  undoInvites,
} from '../../grants/inviteRun';
import type { ItemResult, RunRecord, RunResult } from '../../grants/outcome';
import { keyOf, type Plan } from '../../grants/planItem';
import { reportText } from '../../grants/report';
import { newRecord, carryOut } from '../../grants/run';
import { inverse } from '../../grants/undo';
import type { OrganisationStores } from '../../organisations/organisationStores';
import { momentText, timeZone } from '../../ui/datesAndNumbers';
import { notifyError } from '../../ui/notify';
import { withLateProgress } from '../../ui/progress';
import { notificationLine, plainLine } from '../../ui/serverText';
import { inviteOutcomeText, inviteText } from './invites';
import { reportWords, resultText, sentence } from './planText';
import { type InterruptedRun, type KeptRun, leftOf, type RunJournals } from './runJournals';

/** Changes to make on one server. */
export interface RoleJob {
  readonly connection: Connection;
  /** What the command is called, for the progress and the result. */
  readonly title: string;
  /** The run that this one takes back, and whether that took one back itself. */
  readonly takesBack?: { readonly title: string; readonly isUndo: boolean };
  readonly plan: Plan;
  readonly invites?: readonly InviteItem[];
  /** Told of the result, and of that of every further try. */
  readonly onDidEnd?: (result: RunResult) => void;
}

interface JobResult {
  readonly run: RunResult;
  readonly invites: readonly InviteResult[];
}

type Choice = 'retry' | 'undo' | 'report';

export interface RoleRunsParts {
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly stores: OrganisationStores;
  readonly journals: RunJournals;
  /** Where roles were changed, for whoever shows them besides the lists of the store. */
  readonly changed: (connection: Connection) => void;
}

/** Carries out plans with progress, tells how they ended, and offers what can be done then. */
export class RoleRuns {
  constructor(private readonly parts: RoleRunsParts) {}

  /** Runs a plan; resolves once it is through and shown in the views, not when its message is closed. */
  async run(job: RoleJob): Promise<void> {
    const { connection, title, plan } = job;
    const kept = this.parts.journals.open(connection.info.id, title);
    await this.runAndTell(job, kept, newRecord(plan), plannedInvites(job.invites ?? []));
  }

  /** Goes on with a run that its window did not finish. */
  async resume(connection: Connection, { title, record, invites, file }: InterruptedRun): Promise<void> {
    const kept = this.parts.journals.open(connection.info.id, title, file);
    await this.runAndTell({ connection, title, plan: record }, kept, record, invites);
  }

  /** Does what is left of a run, and keeps what it comes to until the person has seen it. */
  private async runAndTell(
    job: RoleJob,
    kept: KeptRun,
    record: RunRecord,
    invites: readonly InviteResult[],
  ): Promise<void> {
    const { connection } = job;
    const { left } = leftOf({ record, invites });
    const outcome = await withLateProgress(job.title, async (signal, progress): Promise<JobResult> => {
      let finished = 0;
      const onProgress = (): void => {
        finished++;
        progress.report({
          message: vscode.l10n.t('{0} of {1}', finished, left),
          increment: 100 / left,
        });
      };
      const run = await carryOut(connection.client, record, {
        callerUuid: connection.info.user.uuid,
        signal,
        journal: { begin: (begun) => kept.begin({ record: begun, invites }), add: kept.add },
        onProgress,
      });
      const note = (index: number, invited: InviteOutcome): Promise<void> =>
        kept.add({ kind: 'invite', index, outcome: invited }).catch(() => undefined);
      return { run, invites: await runInvites(connection.client, invites, { signal, note, onProgress }) };
    });
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

  /** Reads again what the run may have changed, and only where somebody shows it. */
  private async refresh(connection: Connection, { run, invites }: JobResult): Promise<void> {
    if (this.parts.connections.get(connection.info.id) !== connection) {
      // Signed out meanwhile: nobody shows it any more.
      return;
    }
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
    const own = run.results.some(
      ({ item, outcome }) => outcome.kind === 'done' && item.person.uuid === connection.info.user.uuid,
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
        }
        if (choice === undefined || choices.length === 1) {
          // Whoever closes the message has seen what is left. With the window it is kept.
          await kept.drop();
          return;
        }
        if (choice === 'report') {
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
    { title, connection }: RoleJob,
    result: JobResult,
    choices: readonly Choice[],
  ): Promise<Choice | undefined> {
    const titles: Readonly<Record<Choice, string>> = {
      retry: vscode.l10n.t('Retry Unfinished'),
      undo: vscode.l10n.t('Undo'),
      report: vscode.l10n.t('Copy Report'),
    };
    const items = choices.map((choice) => ({ title: titles[choice], choice }));
    const text = notificationLine(`${title}: ${summary(result)} (${connection.info.serverName})`, 700);
    const allWell =
      !choices.includes('retry') && !result.run.results.some(({ outcome }) => isSurprise(outcome));
    const chosen = await (allWell
      ? vscode.window.showInformationMessage(text, ...items)
      : vscode.window.showWarningMessage(text, ...items));
    return chosen?.choice;
  }

  private async undo(job: RoleJob, { run, invites }: JobResult): Promise<void> {
    const wasUndo = job.takesBack?.isUndo === true;
    const original = job.takesBack?.title ?? job.title;
    const title = wasUndo ? vscode.l10n.t('Redo: {0}', original) : vscode.l10n.t('Undo: {0}', original);
    const back = inverse(run, new Date());
    if (invites.some(({ outcome }) => outcome.kind === 'done')) {
      const errors = await undoInvites(job.connection.client, invites);
      await this.refresh(job.connection, { run: { ...run, results: [] }, invites });
      const [error] = errors;
      await this.parts.stores.of(job.connection).caller.heed(error);
      if (error !== undefined) {
        void notifyError(error, {}, vscode.l10n.t('Some invitations could not be cancelled.'));
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

/** What can be done with a result. The first is the one that stands out, and that a key presses. */
function choicesOf({ run, invites }: JobResult): readonly Choice[] {
  const { left } = leftOf({ record: run.record, invites });
  const isDone = ({ outcome }: ItemResult | InviteResult): boolean => outcome.kind === 'done';
  return [
    ...(left > 0 ? (['retry'] as const) : []),
    ...(run.results.some(isDone) || invites.some(isDone) ? (['undo'] as const) : []),
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

/** What was done where and when, then line by line, for messages and tickets. */
export function reportOf(
  { title, connection: { info } }: RoleJob,
  { run, invites }: JobResult,
  at: Date,
): string {
  return [
    [title, info.serverName, info.baseUrl, `${momentText(at.toISOString())} (${timeZone()})`]
      .map((part) => plainLine(part))
      .join(' · '),
    ...(run.results.length === 0 ? [] : [reportText(run, reportWords())]),
    ...invites.map((result) => `${inviteText(result.item)} · ${inviteOutcomeText(result)}`),
  ].join('\n');
}
