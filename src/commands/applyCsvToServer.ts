import * as vscode from 'vscode';
import { planStep } from '../changes/planStep';
import { confirmWarnings, costWarnings } from '../changes/confirmCosts';
import type { ChangePlan } from '../changes/changePlan';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import type { CheckedFile } from '../documents/checkedFile';
import { csvDocument } from '../documents/csvFile';
import type { CheckedTable, OrganisationTables } from '../documents/organisationTables';
import { planFromFile } from '../documents/planFromFile';
import { beginningOf } from '../documents/tableFileContext';
import { agreeOnTable, type TableAnswers, tableNotes } from '../documents/tableQuestions';
import { isOrganisationsCsv } from '../edits/organisationsCsv';
import { planFields } from '../edits/planFields';
import type { ResolvedTable } from '../edits/resolveTable';
import { pickConnection } from '../pickers/connection';
import { countOn, valueOf, withLateProgress } from '../ui/progress';
import { runSteps } from '../ui/stepSequence';
import type { RoleParts } from './roleParts';

export interface ApplyCsvToServerParts extends Pick<RoleParts, 'connections' | 'stores' | 'runs'> {
  readonly organisationTables: Pick<OrganisationTables, 'check' | 'mark'>;
}

/**
 * Changes organisations as a CSV file says where its cells differ from the server: problems are shown in its editor, then
 * the plan, then the run.
 */
export async function applyCsvToServer(
  parts: ApplyCsvToServerParts,
  ...args: readonly unknown[]
): Promise<void> {
  const uri = args[0] instanceof vscode.Uri ? args[0] : undefined;
  const title = vscode.l10n.t('Apply CSV to Server');
  const kind = vscode.l10n.t('Organisations (CSV, TSV, text)');
  const document = await csvDocument(uri, { title, kind }, (open) =>
    Promise.resolve(isOrganisationsCsv(beginningOf(open))),
  );
  if (document === undefined) {
    return;
  }
  const connection = await pickConnection(
    parts.connections,
    vscode.l10n.t('Select the connection to apply the file to'),
  );
  if (connection === undefined) {
    return;
  }
  const { connections } = parts.connections;
  const server = connectionName(connection.info, connections);
  const shownTitle = connections.length < 2 ? title : vscode.l10n.t('Apply CSV to Server: {0}', server);
  const answers: TableAnswers = { leftOut: new Set() };
  await planFromFile(document, {
    check: (file) => check(parts, file, connection),
    agree: (table) => agreeOnTable(table, server, answers),
    run: (file, table, asChecked) => run(parts, file, connection, table, asChecked, shownTitle),
  });
}

async function check(
  { stores, organisationTables }: ApplyCsvToServerParts,
  document: vscode.TextDocument,
  connection: Connection,
): Promise<{ readonly value: CheckedTable; readonly text: string } | undefined> {
  const outcome = await withLateProgress(
    vscode.l10n.t('Comparing the file with the server…'),
    async (signal, progress) => {
      const tell = countOn(progress);
      const caller = await stores.of(connection).caller.get();
      const reader = { client: connection.client, caller };
      return organisationTables.check(document, reader, {
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
  document: vscode.TextDocument,
  connection: Connection,
  table: ResolvedTable,
  asChecked: CheckedFile,
  title: string,
): Promise<boolean> {
  let kept: ChangePlan | undefined;
  let costs: readonly string[] = [];
  const make = async (signal: AbortSignal): Promise<ChangePlan> => {
    const { tasks } = planFields(table.wanted);
    costs = await costWarnings(connection.client, tasks, signal);
    return { tasks, warnings: [...costs, ...tableNotes(table)] };
  };
  const done = await runSteps([
    {
      run: (position) =>
        planStep({
          title,
          position,
          making: vscode.l10n.t('Comparing the file with the server…'),
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
  // It may have been edited while that was asked.
  if (costs.length > 0 && !(await asChecked.isCurrent())) {
    return false;
  }
  const lines = new Map(table.wanted.map(({ object, line }) => [object.uuid, line]));
  await runs.run({
    connection,
    name: { kind: 'command', command: 'applyCsvToServer' },
    plan: kept,
    onDidEnd: (result) => organisationTables.mark(document, lines, result),
  });
  return true;
}
