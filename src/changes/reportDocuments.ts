import * as vscode from 'vscode';
import { plainLine } from '../ui/serverText';

const scheme = 'waldur-report';

/** Read-only documents of what runs came to; a window that is loaded anew has them no more. */
export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
    );
  }

  async show(title: string, text: string): Promise<void> {
    const name = plainLine(title, 80).replace(/[/\\?#:]/g, '-');
    const uri = vscode.Uri.from({ scheme, path: `/${name}.txt`, query: crypto.randomUUID() });
    this.texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? vscode.l10n.t('This report is no longer available.');
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
