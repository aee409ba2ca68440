import * as vscode from 'vscode';
import { formatOf, namesObject } from '../edits/fileMark';
import type { ContextKeys } from '../ui/contextKeys';
import { planExtension } from './objectScheme';

/** Tells menus whether the file in the active editor is one of an object, and has such files, and plans, checked. */
export class ObjectFileContext implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  /** @param check is called for each such file that is open; to load what checks them */
  constructor(
    private readonly contextKeys: ContextKeys,
    private readonly check: () => void,
  ) {
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.tell()),
      vscode.workspace.onDidOpenTextDocument((document) => this.look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) {
          this.tell();
        }
      }),
    );
    vscode.workspace.textDocuments.forEach((document) => this.look(document));
    this.tell();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private tell(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isObject = document !== undefined && isObjectFile(document);
    this.contextKeys.set('waldur.objectFile', isObject);
    if (isObject) {
      this.check();
    }
  }

  private look(document: vscode.TextDocument): void {
    if (isObjectFile(document) || document.uri.path.endsWith(planExtension)) {
      this.check();
    }
  }
}

/** So much of a file tells whether it names an object. */
const beginning = 4000;

function isObjectFile(document: vscode.TextDocument): boolean {
  const { uri, languageId } = document;
  const isReadable = formatOf(uri.path) !== undefined || ['json', 'jsonc', 'yaml'].includes(languageId);
  const isFile = !uri.scheme.startsWith('waldur');
  const end = document.positionAt(beginning);
  return (
    isReadable && isFile && namesObject(document.getText(new vscode.Range(new vscode.Position(0, 0), end)))
  );
}
