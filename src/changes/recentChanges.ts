import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { resultOf } from '../runs/result';
import { clockText } from '../ui/datesAndNumbers';
import { description } from '../ui/description';
import { withLateProgress } from '../ui/progress';
import { pickStep } from '../ui/steps';
import { runSteps } from '../ui/stepSequence';
import { factsOf, readFacts, rowsOf, serverOf } from './recentRow';
import type { ReportDocuments } from './reportDocuments';
import { notTakenText, warnSignedOut } from './notBegunText';
import type { ChangeRuns } from './changeRuns';
import { type RunChoice, choicesOf, choiceTitle } from './runChoices';
import type { RecentRun, RunJournals } from './runJournals';
import { reportOf } from './runReport';
import { titleOf } from './runTitle';
import type { UnreadableRuns } from './unreadableRuns';

export interface RecentChangesParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get' | 'loaded'>;
  readonly journals: Pick<RunJournals, 'recent' | 'find'>;
  readonly runs: Pick<ChangeRuns, 'retry' | 'undo'>;
  readonly reports: Pick<ReportDocuments, 'show'>;
  readonly unreadable: Pick<UnreadableRuns, 'tell'>;
}

/** The last runs of this machine, and what can still be done with each. */
export class RecentChanges {
  constructor(private readonly parts: RecentChangesParts) {}

  /** Asks for a run and for what to do with it, and does that; resolves once it is done. */
  async show(): Promise<void> {
    await this.parts.connections.loaded;
    const read = await withLateProgress(vscode.l10n.t('Reading recent changes…'), (signal) =>
      this.parts.journals.recent(factsOf, readFacts, signal),
    );
    if (read.kind === 'error') {
      throw read.error;
    }
    if (read.kind === 'cancelled') {
      return;
    }
    const { runs: all, ...unreadable } = read.value;
    this.parts.unreadable.tell(unreadable);
    // A sample server ends with its window, and so does what can be said of it.
    const { connections } = this.parts;
    const runs = all.filter(
      ({ author, connectionId }) => author?.sample !== true || connections.get(connectionId) !== undefined,
    );
    if (runs.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No changes have been made on this machine in the last 30 days.'),
      );
      return;
    }
    const rows = rowsOf(runs, connections);
    let run: RecentRun | undefined;
    let choice: RunChoice | undefined;
    const title = vscode.l10n.t('Recent Changes');
    const done = await runSteps([
      {
        run: (position) =>
          pickStep({
            title,
            position,
            placeholder: vscode.l10n.t('Select a run to undo it, retry it or see its report'),
            matchOnDescription: true,
            matchOnDetail: true,
            items: rows,
            active: ({ facts }) => facts.id === (run?.id ?? runs[0]?.id),
            accept: async ({ facts }) => {
              // As it stands now: it may have gone on since.
              run = await this.parts.journals.find(facts.id);
              return run === undefined ? notTakenText('gone') : undefined;
            },
          }),
      },
      {
        run: (position) =>
          pickStep({
            title: run === undefined ? title : titleText(run),
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

  private placeholderOf(run: RecentRun): string {
    if (run.isRunning) {
      return vscode.l10n.t('This run is still in progress, perhaps in another window');
    }
    if (this.connectionOf(run) !== undefined) {
      return vscode.l10n.t('Select what to do with this run');
    }
    const { serverName } = serverOf(run);
    return run.author === undefined
      ? vscode.l10n.t('To undo or retry this run, sign in to {0} first', serverName)
      : vscode.l10n.t(
          'To undo or retry this run, sign in to {0} as {1} first',
          serverName,
          run.author.fullName,
        );
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
    switch (choice) {
      case 'report':
        return vscode.env.clipboard.writeText(this.reportOf(run));
      case 'details':
        return this.parts.reports.show(titleOf(run.name), this.reportOf(run));
      case 'retry':
      case 'undo': {
        const connection = this.connectionOf(run);
        if (connection === undefined) {
          warnSignedOut(serverOf(run).serverName);
          return;
        }
        return this.parts.runs[choice](connection, run.id);
      }
    }
  }

  private reportOf(run: RecentRun): string {
    const { name, record } = run;
    const server = this.connectionOf(run)?.info ?? serverOf(run);
    return reportOf(name, server, resultOf(record), new Date(record.started));
  }

  private connectionOf({ connectionId }: RecentRun): Connection | undefined {
    return this.parts.connections.get(connectionId);
  }
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

function titleText({ name, record }: RecentRun): string {
  return description(titleOf(name), clockText(new Date(record.started), new Date()));
}
