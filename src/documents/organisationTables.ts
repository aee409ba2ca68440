import * as vscode from 'vscode';
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
import { plainLine } from '../ui/serverText';
import type { WaldurClient } from '../waldur/client';
import { type CheckOptions, csvDiagnostic, FileChecks, type LineMark } from './fileChecks';
import { nameOfFile } from './filesToApply';
import { tableProblemText } from './tableProblemText';

/** Longest text of a server at a cell. */
const longestWords = 300;

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

  /** Marks what a run has not done on its lines, with why; what the server says of a field on its cell. */
  mark(
    document: vscode.TextDocument,
    { wanted }: Pick<ResolvedTable, 'wanted'>,
    { results }: Pick<RunResult<ChangeTask>, 'results'>,
  ): void {
    const rows = new Map(wanted.map((row) => [row.object.uuid, row]));
    this.files.mark(
      document,
      results.flatMap(({ task, outcome }): readonly LineMark[] => {
        const row = task.kind === 'fields' ? rows.get(task.object.uuid) : undefined;
        if (task.kind !== 'fields' || row === undefined || outcome.kind === 'done') {
          return [];
        }
        const { line, places } = row;
        const refused =
          outcome.kind === 'failed' && outcome.problem.kind === 'invalid'
            ? Object.entries(outcome.problem.fields)
            : [];
        const atCells = refused.flatMap(([field, messages]): readonly LineMark[] => {
          const cell = places.get(field);
          const words = plainLine(messages.join(' '), longestWords);
          return cell === undefined
            ? []
            : [{ line, cell, text: vscode.l10n.t('The server says: {0}', words) }];
        });
        const { what, why } = fieldsResult({ task, outcome });
        return atCells.length > 0 ? atCells : [{ line, text: sentences(what, why) }];
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
