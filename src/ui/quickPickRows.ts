import * as vscode from 'vscode';

/** One row of a list and what it stands for; a row that only says something stands for nothing. */
export interface MeantRow<M> {
  readonly row: vscode.QuickPickItem;
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

  show(rows: readonly MeantRow<M>[]): void {
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
