import * as vscode from 'vscode';
import type { ContextKeys } from '../ui/contextKeys';

/** So much of a file tells whether it is one of teams. */
const beginning = 4000;

/** Tells menus whether the file in the active editor is one of teams, by its headings. */
export class TeamFileContext implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(private readonly contextKeys: ContextKeys) {
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => void this.tell()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const isNear = contentChanges.some(({ rangeOffset }) => rangeOffset < beginning);
        if (isNear && document === vscode.window.activeTextEditor?.document) {
          void this.tell();
        }
      }),
    );
    void this.tell();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async tell(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const isTeam = document !== undefined && (await isTeamDocument(document).catch(() => false));
    if (document === vscode.window.activeTextEditor?.document) {
      this.contextKeys.set('waldur.teamFile', isTeam);
    }
  }
}

/** Whether the headings of a document are those of a team, saved or not. */
export async function isTeamDocument(document: vscode.TextDocument): Promise<boolean> {
  const end = document.positionAt(beginning);
  const text = document.getText(new vscode.Range(new vscode.Position(0, 0), end));
  // Few files name roles; the code that reads teams is loaded for those alone.
  return /role/i.test(text.normalize('NFKD')) && (await import('../grants/teamCsv')).isTeamCsv(text);
}
