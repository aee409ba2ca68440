import * as vscode from 'vscode';
import type { ObjectDocuments } from './objectDocuments';
import { objectScheme } from './objectScheme';

/** The files of objects, registered with the window; what reads and saves them is loaded with the first document. */
export class LateObjectFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private loaded: ObjectDocuments | undefined;

  /** @param load undefined where the code cannot be loaded, which the person has been told */
  constructor(private readonly load: () => Promise<ObjectDocuments | undefined>) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerFileSystemProvider(objectScheme, this, { isCaseSensitive: true }),
      // A document that was not saved before a restart is open before anything asks for its file.
      vscode.workspace.onDidOpenTextDocument((document) => this.loadFor([document])),
    );
    this.loadFor(vscode.workspace.textDocuments);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.documents()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.documents()).readFile(uri);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    return (await this.documents()).writeFile(uri, content);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  /** Asked for by who saves what is no longer there. */
  createDirectory(): never {
    throw vscode.FileSystemError.Unavailable(
      vscode.l10n.t('It no longer exists on the server, or you can no longer see it. Your text is kept.'),
    );
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private loadFor(documents: readonly vscode.TextDocument[]): void {
    if (documents.some(({ uri }) => uri.scheme === objectScheme)) {
      void this.documents().catch(() => undefined);
    }
  }

  private async documents(): Promise<ObjectDocuments> {
    const documents = await this.load();
    if (documents === undefined) {
      throw vscode.FileSystemError.Unavailable();
    }
    if (this.loaded !== documents) {
      this.loaded = documents;
      documents.onDidChangeFile((events) => this.changed.fire(events));
    }
    return documents;
  }
}
