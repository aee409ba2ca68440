import * as vscode from 'vscode';

/** Files of a scheme. What cannot be written has no `writeFile`. */
export interface Files {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;
  stat(uri: vscode.Uri): Promise<vscode.FileStat>;
  readFile(uri: vscode.Uri): Promise<Uint8Array>;
  writeFile?(uri: vscode.Uri, content: Uint8Array): Promise<void>;
}

/** The files of a scheme, registered with the window; what reads and saves them is loaded with the first of them. */
export class LateFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private loaded: Files | undefined;

  /** @param load undefined where the code cannot be loaded, which the person has been told */
  constructor(
    private readonly scheme: string,
    private readonly load: () => Promise<Files | undefined>,
    { isReadonly }: { readonly isReadonly: boolean },
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true, isReadonly }),
      // A document that was not saved before a restart is open before anything asks for its file.
      vscode.workspace.onDidOpenTextDocument((document) => this.loadFor([document])),
    );
    this.loadFor(vscode.workspace.textDocuments);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.files()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.files()).readFile(uri);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const files = await this.files();
    if (files.writeFile === undefined) {
      throw vscode.FileSystemError.NoPermissions(uri);
    }
    return files.writeFile(uri, content);
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
    if (documents.some(({ uri }) => uri.scheme === this.scheme)) {
      void this.files().catch(() => undefined);
    }
  }

  private async files(): Promise<Files> {
    const files = await this.load();
    if (files === undefined) {
      throw vscode.FileSystemError.Unavailable();
    }
    if (this.loaded !== files) {
      this.loaded = files;
      files.onDidChangeFile((events) => this.changed.fire(events));
    }
    return files;
  }
}
