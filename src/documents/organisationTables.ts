import type * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { fieldsResult } from '../changes/fieldsResult';
import type { ChangeTask } from '../changes/taskKinds';
import { type OrganisationsCsv, parseOrganisationsCsv } from '../edits/organisationsCsv';
import { asksFor, covers, readTable } from '../edits/readTable';
import { type ResolvedTable, resolveTable } from '../edits/resolveTable';
import type { KnownOrganisations } from '../edits/rowOfLine';
import { together } from '../edits/tablesTogether';
import type { RunResult } from '../runs/result';
import { sentences } from '../ui/sentences';
import type { WaldurClient } from '../waldur/client';
import { type CheckOptions, csvDiagnostic, FileChecks } from './fileChecks';
import { nameOfFile } from './filesToApply';
import { tableProblemText } from './tableProblemText';

/** Whose eyes a table is read with, and where. */
export interface TableReader {
  readonly client: WaldurClient;
  readonly caller: Caller;
}

/** Tables as they were read, beside what the server has; in the order of their files. */
export interface CheckedTables {
  readonly tables: readonly ResolvedTable[];
  readonly lines: number;
  /** The same, with cells taken for edited that a spreadsheet may have changed. */
  readonly withRewritten: () => readonly ResolvedTable[];
}

/** Checks tables of organisations and shows what is wrong in their editors, cell by cell. */
export class OrganisationTables implements vscode.Disposable {
  private readonly files = new FileChecks('waldur-organisations');

  /**
   * Checks files as they stand in the end against one another and against what the server has, and goes on checking them
   * while they are edited. @throws what reading the organisations throws
   */
  async check(
    documents: readonly vscode.TextDocument[],
    reader: TableReader,
    options: CheckOptions,
  ): Promise<{ readonly value: CheckedTables; readonly texts: readonly string[] }> {
    const known = new TableRows(reader.client);
    const csvs = documents.map((document) => parseOrganisationsCsv(document.getText()));
    const names = documents.map(({ uri }) => nameOfFile(uri));
    const resolveAll = (rows: KnownOrganisations, takeRewritten: boolean): readonly ResolvedTable[] => {
      const against = { caller: reader.caller, now: new Date(), takeRewritten };
      return together(
        csvs.map((csv, at) => ({ csv, name: names[at] ?? '', resolved: resolveTable(csv, rows, against) })),
      );
    };
    const texts: string[] = [];
    for (const [at, document] of documents.entries()) {
      const { text } = await this.files.check(
        document,
        async (source, call) => {
          csvs[at] = parseOrganisationsCsv(source);
          const tables = resolveAll(await known.of(csvs, call), false);
          const all = tables.map(({ problems }) =>
            problems.map((one) => csvDiagnostic(one, tableProblemText(one.problem))),
          );
          // What one says may be wrong because of another.
          documents.forEach((other, index) => {
            if (index !== at) {
              this.files.show(other, all[index] ?? []);
            }
          });
          return { value: undefined, problems: all[at] ?? [] };
        },
        options,
      );
      texts.push(text);
    }
    const rows = await known.of(csvs, options);
    return {
      value: {
        tables: resolveAll(rows, false),
        lines: csvs.reduce((sum, { lines }) => sum + lines.length, 0),
        withRewritten: () => resolveAll(rows, true),
      },
      texts,
    };
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

/** What the server has, read again only when the tables ask for more than was read. */
class TableRows {
  private read: { readonly asked: ReturnType<typeof asksFor>; readonly rows: KnownOrganisations } | undefined;

  constructor(private readonly client: WaldurClient) {}

  async of(csvs: readonly OrganisationsCsv[], options: CheckOptions): Promise<KnownOrganisations> {
    const asked = asksFor(csvs);
    if (this.read === undefined || !covers(this.read.asked, asked)) {
      this.read = { asked, rows: await readTable(this.client, asked, options, options.onProgress) };
    }
    return this.read.rows;
  }
}
