import type * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { fieldsResult } from '../changes/fieldsResult';
import type { ChangeTask } from '../changes/taskKinds';
import { type OrganisationsCsv, parseOrganisationsCsv } from '../edits/organisationsCsv';
import { asksFor, covers, readTable } from '../edits/readTable';
import { type ResolvedTable, resolveTable } from '../edits/resolveTable';
import type { KnownOrganisations } from '../edits/rowOfLine';
import type { RunResult } from '../runs/result';
import { sentences } from '../ui/sentences';
import type { WaldurClient } from '../waldur/client';
import { type CheckOptions, csvDiagnostic, FileChecks } from './fileChecks';
import { tableProblemText } from './tableProblemText';

/** Whose eyes a table is read with, and where. */
export interface TableReader {
  readonly client: WaldurClient;
  readonly caller: Caller;
}

/** A table as it was read, beside what the server has. */
export interface CheckedTable {
  readonly resolved: ResolvedTable;
  readonly lines: number;
  /** The same, with cells taken for edited that a spreadsheet may have changed. */
  readonly withRewritten: () => ResolvedTable;
}

/** Checks tables of organisations and shows what is wrong in their editors, cell by cell. */
export class OrganisationTables implements vscode.Disposable {
  private readonly files = new FileChecks('waldur-organisations');

  /**
   * Checks a file as it stands in the end against what the server has, and goes on checking it while it is edited.
   * @throws what reading the organisations throws
   */
  async check(
    document: vscode.TextDocument,
    reader: TableReader,
    options: CheckOptions,
  ): Promise<{ readonly value: CheckedTable; readonly text: string }> {
    const known = new TableRows(reader.client);
    return this.files.check(
      document,
      async (text, call) => {
        const csv = parseOrganisationsCsv(text);
        const value = checkedTable(csv, await known.of(csv, call), reader.caller);
        const problems = value.resolved.problems.map((one) =>
          csvDiagnostic(one, tableProblemText(one.problem)),
        );
        return { value, problems };
      },
      options,
    );
  }

  /** Marks the lines of a run that were not done, with why. @param lines by the uuids of their organisations */
  mark(
    document: vscode.TextDocument,
    lines: ReadonlyMap<string, number>,
    { results }: Pick<RunResult<ChangeTask>, 'results'>,
  ): void {
    this.files.mark(
      document,
      results.flatMap(({ task, outcome }) => {
        const line = task.kind === 'fields' ? lines.get(task.object.uuid) : undefined;
        if (task.kind !== 'fields' || line === undefined || outcome.kind === 'done') {
          return [];
        }
        const { what, why } = fieldsResult({ task, outcome });
        return [{ line, text: sentences(what, why) }];
      }),
    );
  }

  dispose(): void {
    this.files.dispose();
  }
}

function checkedTable(csv: OrganisationsCsv, known: KnownOrganisations, caller: Caller): CheckedTable {
  const resolve = (takeRewritten: boolean): ResolvedTable =>
    resolveTable(csv, known, { caller, now: new Date(), takeRewritten });
  return { resolved: resolve(false), lines: csv.lines.length, withRewritten: () => resolve(true) };
}

/** What the server has, read again only when a table asks for more than was read. */
class TableRows {
  private read: { readonly asked: ReturnType<typeof asksFor>; readonly rows: KnownOrganisations } | undefined;

  constructor(private readonly client: WaldurClient) {}

  async of(csv: OrganisationsCsv, options: CheckOptions): Promise<KnownOrganisations> {
    const asked = asksFor(csv);
    if (this.read === undefined || !covers(this.read.asked, asked)) {
      this.read = { asked, rows: await readTable(this.client, asked, options, options.onProgress) };
    }
    return this.read.rows;
  }
}
