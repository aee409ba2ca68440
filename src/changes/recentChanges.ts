import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { resultOf } from '../runs/result';
import { momentText } from '../ui/datesAndNumbers';
import { description } from '../ui/description';
import { sentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import { pickStep } from '../ui/steps';
import { runSteps } from '../ui/stepSequence';
import type { ReportDocuments } from './reportDocuments';
import { summaryOf } from './resultText';
import type { RoleRuns } from './roleRuns';
import { type RunChoice, choicesOf, choiceTitle } from './runChoices';
import { leftOf, type RecentRun, type RunJournals } from './runJournals';
import { reportOf, type RunServer } from './runReport';
import { titleOf } from './runTitle';
import type { UnreadableRuns } from './unreadableRuns';

export interface RecentChangesParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get' | 'loaded'>;
  readonly journals: Pick<RunJournals, 'recent'>;
  readonly runs: Pick<RoleRuns, 'retry' | 'undo'>;
  readonly reports: Pick<ReportDocuments, 'show'>;
  readonly unreadable: Pick<UnreadableRuns, 'tell'>;
}

/** The last runs of this machine, and what can still be done with each. */
export class RecentChanges {
  constructor(private readonly parts: RecentChangesParts) {}

  /** Asks for a run and for what to do with it, and does that; resolves once it is done. */
  async show(): Promise<void> {
    await this.parts.connections.loaded;
    const { runs, ...unreadable } = await this.parts.journals.recent();
    this.parts.unreadable.tell(unreadable);
    if (runs.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No changes have been made on this machine in the last 30 days.'),
      );
      return;
    }
    let run: RecentRun | undefined;
    let choice: RunChoice | undefined;
    const title = vscode.l10n.t('Recent Changes');
    const rows = this.rowsOf(runs);
    const done = await runSteps([
      {
        run: (position) =>
          pickStep({
            title,
            position,
            placeholder: vscode.l10n.t('Select a run to undo it, retry it or see its report'),
            matchOnDetail: true,
            items: rows,
            active: (row) => row.run === (run ?? runs[0]),
            accept: (row) => {
              run = row.run;
              return Promise.resolve(undefined);
            },
          }),
      },
      {
        run: (position) =>
          pickStep({
            title: run === undefined ? title : titleOf(run.name),
            position,
            placeholder: run === undefined ? '' : this.placeholderOf(run),
            items: run === undefined ? [] : this.choicesFor(run),
            accept: (row) => {
              choice = row.choice;
              return Promise.resolve(undefined);
            },
          }),
      },
    ]);
    if (done && run !== undefined && choice !== undefined) {
      await this.do(choice, run);
    }
  }

  private rowsOf(runs: readonly RecentRun[]): readonly RunRow[] {
    const { connections } = this.parts.connections;
    const servers = new Set([
      ...connections.map(({ info }) => info.id),
      ...runs.map((run) => run.connectionId),
    ]);
    return runs.map((run) => ({
      run,
      label: `$(${iconOf(run)}) ${plainLine(titleOf(run.name))}`,
      description: description(
        momentText(run.record.started),
        servers.size > 1 ? this.whereText(run) : undefined,
      ),
      detail: outcomeText(run),
    }));
  }

  private whereText(run: RecentRun): string {
    const connection = this.connectionOf(run);
    return connection === undefined
      ? vscode.l10n.t('{0} (signed out)', serverOf(run).serverName)
      : connectionName(connection.info, this.parts.connections.connections);
  }

  private placeholderOf(run: RecentRun): string {
    if (run.isRunning) {
      return vscode.l10n.t('This run is still in progress, perhaps in another window');
    }
    return this.connectionOf(run) === undefined
      ? vscode.l10n.t('To undo or retry this run, sign in to {0} first', serverOf(run).serverName)
      : vscode.l10n.t('Select what to do with this run');
  }

  private choicesFor(run: RecentRun): readonly ChoiceRow[] {
    const canChange = !run.isRunning && !run.isUndone && this.connectionOf(run) !== undefined;
    const changes = canChange ? choicesOf(resultOf(run.record)) : [];
    const choices = [
      ...changes.filter((each) => each === 'retry' || each === 'undo'),
      'details',
      'report',
    ] as const;
    return choices.map((choice) => ({
      choice,
      label: `$(${choiceIcons[choice]}) ${choiceTitle(choice, run.name.direction)}`,
    }));
  }

  private async do(choice: RunChoice, run: RecentRun): Promise<void> {
    const connection = this.connectionOf(run);
    const { name, record, id } = run;
    const report = reportOf(
      name,
      connection?.info ?? serverOf(run),
      resultOf(record),
      new Date(record.started),
    );
    switch (choice) {
      case 'report':
        return vscode.env.clipboard.writeText(report);
      case 'details':
        return this.parts.reports.show(titleOf(name), report);
      case 'retry':
        return connection && this.parts.runs.retry(connection, id);
      case 'undo':
        return connection && this.parts.runs.undo(connection, id);
    }
  }

  private connectionOf({ connectionId }: RecentRun): Connection | undefined {
    return this.parts.connections.get(connectionId);
  }
}

interface RunRow extends vscode.QuickPickItem {
  readonly run: RecentRun;
}

interface ChoiceRow extends vscode.QuickPickItem {
  readonly choice: RunChoice;
}

const choiceIcons: Readonly<Record<RunChoice, string>> = {
  retry: 'debug-continue',
  undo: 'discard',
  details: 'list-flat',
  report: 'copy',
};

/** All that is known of a server whose connection is gone. */
function serverOf({ connectionId }: RecentRun): RunServer {
  const baseUrl = connectionId.slice(0, connectionId.lastIndexOf('#'));
  return { serverName: URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl, baseUrl };
}

function iconOf({ isRunning, isUndone, record }: RecentRun): string {
  if (isRunning) {
    return 'sync';
  }
  if (isUndone) {
    return 'discard';
  }
  return leftOf(record).left > 0 ? 'warning' : 'check';
}

/** What came of it. */
function outcomeText({ isRunning, isUndone, name, record }: RecentRun): string {
  if (isRunning) {
    return vscode.l10n.t('In progress.');
  }
  const undone = name.direction === 'undo' ? vscode.l10n.t('Redone later.') : vscode.l10n.t('Undone later.');
  return sentences(isUndone ? undone : '', summaryOf(resultOf(record), name.direction));
}
