import * as vscode from 'vscode';
import { isTeamCsv } from '../grants/teamCsv';
import type { ContextKeys } from '../ui/contextKeys';

/** So much of a file tells whether it is one of teams. */
const beginning = 4000;

/** Tells menus whether the file in the active editor is one of teams, by its headings. */
export class TeamFileContext implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(private readonly contextKeys: ContextKeys) {
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.tell()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const isNear = contentChanges.some(({ rangeOffset }) => rangeOffset < beginning);
        if (isNear && document === vscode.window.activeTextEditor?.document) {
          this.tell();
        }
      }),
    );
    this.tell();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private tell(): void {
    const document = vscode.window.activeTextEditor?.document;
    this.contextKeys.set('waldur.teamFile', document !== undefined && isTeamDocument(document));
  }
}

/** Whether the headings of a document are those of a team, saved or not. */
export function isTeamDocument(document: vscode.TextDocument): boolean {
  const end = document.positionAt(beginning);
  return isTeamCsv(document.getText(new vscode.Range(new vscode.Position(0, 0), end)));
}
