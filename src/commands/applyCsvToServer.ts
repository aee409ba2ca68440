import * as vscode from 'vscode';
import { planStep } from '../changes/planStep';
import { confirmWarnings, costWarnings } from '../changes/confirmCosts';
import type { ChangePlan } from '../changes/changePlan';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { csvDocuments } from '../documents/csvFile';
import type { CheckedTables, OrganisationTables } from '../documents/organisationTables';
import { type AsChecked, type Files, planFromFiles } from '../documents/planFromFiles';
import { beginningOf } from '../documents/tableFileContext';
import { agreeOnTables, type TableAnswers, tableNotes } from '../documents/tableQuestions';
import { isOrganisationsCsv } from '../edits/organisationsCsv';
import { planFields } from '../edits/planFields';
import type { ResolvedTable } from '../edits/resolveTable';
import { wantedOf } from '../edits/tablesTogether';
import { pickConnection } from '../pickers/connection';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { countOn, valueOf, withLateProgress } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
import type { RoleParts } from './roleParts';

export interface ApplyCsvToServerParts extends Pick<RoleParts, 'connections' | 'stores' | 'runs'> {
  readonly organisationTables: Pick<OrganisationTables, 'check' | 'mark'>;
}

/**
 * Changes organisations as CSV files say where their cells differ from the server: problems are shown in their editors,
 * then one plan of all files, then its run.
 */
export async function applyCsvToServer(
  parts: ApplyCsvToServerParts,
  ...args: readonly unknown[]
): Promise<void> {
  const title = vscode.l10n.t('Apply CSV to Server');
  const kind = vscode.l10n.t('Organisations (CSV, TSV, text)');
  const files = await csvDocuments(args, { title, kind, several: true }, (open) =>
    Promise.resolve(isOrganisationsCsv(beginningOf(open))),
  );
  if (files === undefined) {
    return;
  }
  const connection = await pickConnection(
    parts.connections,
    count(
      files.length,
      vscode.l10n.t('Select the connection to apply the file to'),
      vscode.l10n.t('Select the connection to apply the {0} files to', numberText(files.length)),
    ),
  );
  if (connection === undefined) {
    return;
  }
  const { connections } = parts.connections;
  const server = connectionName(connection.info, connections);
  const shownTitle = connections.length < 2 ? title : vscode.l10n.t('Apply CSV to Server: {0}', server);
  const answers: TableAnswers = { leftOut: new Set() };
  await planFromFiles(files, {
    check: (open) => check(parts, open, connection),
    agree: (tables) => agreeOnTables(tables, server, answers),
    run: (open, tables, asChecked) => run(parts, open, connection, tables, asChecked, shownTitle),
  });
}

async function check(
  { stores, organisationTables }: ApplyCsvToServerParts,
  files: Files,
  connection: Connection,
): Promise<{ readonly value: CheckedTables; readonly texts: readonly string[] } | undefined> {
  const outcome = await withLateProgress(
    vscode.l10n.t('Comparing with the server…'),
    async (signal, progress) => {
      const tell = countOn(progress);
      const caller = await stores.of(connection).caller.get();
      const reader = { client: connection.client, caller };
      return organisationTables.check(files, reader, {
        signal,
        onProgress: ({ done, total }) => tell(done, total),
      });
    },
  );
  return valueOf(outcome);
}

/** @returns whether a plan was run */
async function run(
  { runs, organisationTables }: ApplyCsvToServerParts,
  files: Files,
  connection: Connection,
  tables: readonly ResolvedTable[],
  asChecked: AsChecked,
  title: string,
): Promise<boolean> {
  let kept: ChangePlan | undefined;
  let costs: readonly string[] = [];
  const make = async (signal: AbortSignal): Promise<ChangePlan> => {
    const { tasks } = planFields(wantedOf(tables));
    costs = await costWarnings(connection.client, tasks, signal);
    return { tasks, warnings: [...costs, ...tableNotes(tables)] };
  };
  const done = await runSteps([
    {
      run: (position) =>
        planStep({
          title,
          position,
          making: vscode.l10n.t('Comparing with the server…'),
          make,
          until: asChecked.changed,
          isCurrent: () => asChecked.isCurrent(),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (!done || kept === undefined || !(await confirmWarnings({ warnings: costs }))) {
    return false;
  }
  // They may have been edited while that was asked.
  if (costs.length > 0 && !(await asChecked.isCurrent())) {
    return false;
  }
  await runs.run({
    connection,
    name: { kind: 'command', command: 'applyCsvToServer' },
    plan: kept,
    onDidEnd: (result) => {
      for (const [at, file] of files.entries()) {
        organisationTables.mark(file, tables[at] ?? { wanted: [] }, result);
      }
    },
  });
  return true;
}
