import * as vscode from 'vscode';
import type { ContextKeys } from '../ui/contextKeys';

/** So much of a file tells whether it is one of teams. */
const beginning = 4000;
/** The heading that every exported table of organisations has. */
const uuidCell = /(?:^|[,;|\t])[ "\uFEFF]*uuid[ "]*(?:$|[,;|\t\r])/im;

/** Tells menus whether the file in the active editor is one of teams or of organisations, by its headings. */
export class TableFileContext implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  /** @param isOrganisationsCsv whether a text begins as an exported table of organisations does */
  constructor(
    private readonly contextKeys: ContextKeys,
    private readonly isOrganisationsCsv: (beginning: string) => Promise<boolean>,
  ) {
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
    const isOrganisations =
      document !== undefined && !isTeam && (await this.isOfOrganisations(document).catch(() => false));
    if (document === vscode.window.activeTextEditor?.document) {
      this.contextKeys.set('waldur.teamFile', isTeam);
      this.contextKeys.set('waldur.organisationsFile', isOrganisations);
    }
  }

  private async isOfOrganisations(document: vscode.TextDocument): Promise<boolean> {
    const text = beginningOf(document);
    return uuidCell.test(text) && this.isOrganisationsCsv(text);
  }
}

/** Whether the headings of a document are those of a team, saved or not. */
export async function isTeamDocument(document: vscode.TextDocument): Promise<boolean> {
  const text = beginningOf(document);
  // Few files name roles; the code that reads teams is loaded for those alone.
  return (
    /role/i.test(text.normalize('NFKD')) &&
    !isPlanText(text) &&
    (await import('../grants/teamCsv')).isTeamCsv(text)
  );
}

/** Whether a text begins as a plan does, which is never a team: some of its lines revoke. */
export function isPlanText(beginning: string): boolean {
  return /^change,expiry,username,/m.test(beginning);
}

/** So much of a document as tells what it is. */
export function beginningOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(beginning)));
}
