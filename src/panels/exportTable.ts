import * as vscode from 'vscode';
import { writeCsv } from '../csv/csv';
import { askWhereToSave, listSeparator, namePart } from '../ui/tableFile';
import type { Cell, ChartPart, Column, Comparison, PanelView, Question, Table } from './panelView';

/** A table of a panel as texts. */
export interface ExportedTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Asks which table of a panel is wanted, and in what form; saves or copies it. */
export async function exportView(view: PanelView): Promise<void> {
  const tables = tablesOf(view);
  const table = await pickTable(tables);
  const choice = table === undefined ? undefined : await pickForm(table.title);
  if (table === undefined || choice === undefined) {
    return;
  }
  const { form, where } = choice;
  const separator = where === 'file' ? listSeparator() : ',';
  const text = form === 'csv' ? writeCsv([table.columns, ...table.rows], separator) : markdownTable(table);
  if (where === 'clipboard') {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('The table was copied.'), 3000);
    return;
  }
  const name = [view.title, ...(view.heading === undefined ? [] : [view.heading]), table.title];
  const file = await askWhereToSave(vscode.l10n.t('Export'), name.map(namePart).join('-'), form);
  if (file !== undefined) {
    // With a byte order mark spreadsheets, too, read names outside ASCII.
    await vscode.workspace.fs.writeFile(file, Buffer.from(form === 'csv' ? `\uFEFF${text}` : text));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), { preview: false });
  }
}

async function pickTable(tables: readonly ExportedTable[]): Promise<ExportedTable | undefined> {
  const [only, ...more] = tables;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no table to export.'));
    return undefined;
  }
  return more.length === 0
    ? only
    : (
        await vscode.window.showQuickPick(
          tables.map((table) => ({ label: table.title, table })),
          { title: vscode.l10n.t('Export'), placeHolder: vscode.l10n.t('Select a table') },
        )
      )?.table;
}

interface Choice {
  readonly form: 'csv' | 'md';
  readonly where: 'file' | 'clipboard';
}

async function pickForm(title: string): Promise<Choice | undefined> {
  const items: (vscode.QuickPickItem & Choice)[] = [
    { label: vscode.l10n.t('Save as CSV…'), form: 'csv', where: 'file' },
    { label: vscode.l10n.t('Save as Markdown…'), form: 'md', where: 'file' },
    { label: vscode.l10n.t('Copy as CSV'), form: 'csv', where: 'clipboard' },
    { label: vscode.l10n.t('Copy as Markdown'), form: 'md', where: 'clipboard' },
  ];
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Export {0}', title),
    // As the one before closes, VS Code hands the keyboard back to the page.
    ignoreFocusOut: true,
  });
}

/** The tables in sight, and what charts are made of. */
export function tablesOf({
  wide = [],
  main,
  side,
}: Pick<PanelView, 'wide' | 'main' | 'side'>): ExportedTable[] {
  return [...wide, ...main, ...side].flatMap(({ title, content }): ExportedTable[] => {
    if (content?.kind === 'table') {
      return [{ title, ...textsOf(content) }];
    }
    if (content?.kind === 'comparison') {
      return [{ title, ...textsOfComparison(content) }];
    }
    if (content?.kind !== 'questions') {
      return [];
    }
    const { heads, questions } = content;
    return [
      {
        title,
        columns: [
          ...[vscode.l10n.t('Number'), heads.question, vscode.l10n.t('Asked for')],
          ...[heads.answered, vscode.l10n.t('Of all'), heads.chart],
        ],
        rows: questions.map(textsOfQuestion),
      },
      ...questions.flatMap(({ text, open }) =>
        open?.table === undefined ? [] : [{ title: text, ...textsOf(open.table) }],
      ),
    ];
  });
}

function textsOf({ columns, rows, groups, groupedBy }: Table): Omit<ExportedTable, 'title'> {
  // Of a bar against a limit the numbers stand beside it.
  const isTold = (_: unknown, at: number): boolean =>
    !rows.some(({ cells }) => cells[at]?.limit !== undefined);
  const titles = new Map(groups?.map(({ id, title }) => [id, title]));
  const isGrouped = groupedBy !== undefined;
  return {
    columns: [...(isGrouped ? [groupedBy] : []), ...columns.filter(isTold).map(({ title }) => title)],
    rows: rows.map(({ cells, group = '' }) => [
      ...(isGrouped ? [titles.get(group) ?? ''] : []),
      ...cells.map((cell, at) => textOf(cell, columns[at])).filter(isTold),
    ]),
  };
}

/** As it is shown: a column an organisation. */
function textsOfComparison({ head, noteHead, columns, rows }: Comparison): Omit<ExportedTable, 'title'> {
  return {
    columns: [head, noteHead, ...columns.map(({ title }) => title)],
    rows: rows.map(({ title, note, cells }) => [
      ...[title, note],
      ...cells.map(({ text, unit, share }) => [text, unit, share && `(${share})`].filter(Boolean).join(' ')),
    ]),
  };
}

/** As it is shown; of numbers the number itself, which spreadsheets can count with. */
function textOf({ text, aside, sort, bar }: Cell, column: Column | undefined): string {
  const isNumber = column?.end === true || bar !== undefined;
  return isNumber && typeof sort === 'number' ? String(sort) : [text, aside].filter(Boolean).join(' ');
}

function textsOfQuestion({ number, text, note, answered, chart }: Question): string[] {
  const counted = ({ label, text: times }: ChartPart): string => `${label}: ${times}`;
  const given = chart.kind === 'words' ? chart.text : chart.parts.map(counted).join('; ');
  return [number, text, note, answered.text, answered.of, given];
}

/** As GitHub has it. What could be markup or end a cell is text. */
export function markdownTable({ columns, rows }: ExportedTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |\n`;
  return `${line(columns)}${line(columns.map(() => '---'))}${rows.map(line).join('')}`;
}

function cellText(text: string): string {
  return text === '---' ? text : text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>|#~$]/g, '\\$&');
}
