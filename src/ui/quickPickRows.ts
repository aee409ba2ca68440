import * as vscode from 'vscode';
import { plainLine } from './serverText';
import { type Named, tellApart } from './tellApart';

/** A row of something that has a name, which others in the list may have too. */
export interface NamedRow extends vscode.QuickPickItem {
  readonly named?: Omit<Named, 'name'>;
}

/** Adds to the descriptions of rows that read alike, and are not the same thing, what tells them apart. */
export function tellRowsApart(rows: readonly NamedRow[]): void {
  const told = tellApart(rows, ({ label, description = '', named }) =>
    named === undefined ? undefined : { ...named, name: `${label} ${description}` },
  );
  for (const [row, difference] of told) {
    row.description = [row.description ?? '', plainLine(difference)]
      .filter((part) => part !== '')
      .join(' · ');
  }
}

/** One row of a list and what it stands for; a row that only says something stands for nothing. */
export interface MeantRow<M> {
  readonly row: NamedRow;
  readonly means?: M;
}

/**
 * The rows of a quick pick whose list changes while it is open.
 *
 * VS Code tells what was chosen by the positions of rows, which may reach us when the next list stands here: what is
 * chosen then would be something else. So no position is used twice: where the rows of earlier lists stood, separators
 * keep their places. VS Code shows none that no row follows.
 */
export class QuickPickRows<M> {
  private places: readonly vscode.QuickPickItem[] = [];
  private readonly meanings = new WeakMap<vscode.QuickPickItem, M>();

  constructor(private readonly pick: vscode.QuickPick<vscode.QuickPickItem>) {}

  /** @param rows made for this list alone: what tells them apart is added to them */
  show(rows: readonly MeantRow<M>[]): void {
    tellRowsApart(rows.map(({ row }) => row));
    this.pick.items = [...this.places, ...rows.map(({ row, means }) => this.mark(row, means))];
    this.places = [...this.places, ...rows.map(({ means }) => this.mark(separator(''), means))];
  }

  /** What these rows stand for, also if they are of a list that was replaced. */
  meaningsOf(rows: readonly vscode.QuickPickItem[]): readonly M[] {
    return rows.flatMap((row) => this.meanings.get(row) ?? []);
  }

  private mark(row: vscode.QuickPickItem, means: M | undefined): vscode.QuickPickItem {
    if (means !== undefined) {
      this.meanings.set(row, means);
    }
    return row;
  }
}

/** A heading of the rows that follow. */
export function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
