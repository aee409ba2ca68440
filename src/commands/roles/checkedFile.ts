import * as vscode from 'vscode';

/**
 * A file as it was when a plan was made of it. The plan is good only as long as the file says the same: in its editor,
 * and on the disk, where another program may have written it before the editor notices.
 */
export class CheckedFile implements vscode.Disposable {
  private readonly abort = new AbortController();
  private readonly subscription: vscode.Disposable;

  /** @param text what was checked */
  static async of(document: vscode.TextDocument, text: string): Promise<CheckedFile> {
    return new CheckedFile(document, text, document.isDirty ? undefined : await stampOf(document));
  }

  private constructor(
    private readonly document: vscode.TextDocument,
    private readonly text: string,
    private readonly stamp: string | undefined,
  ) {
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
      if (changed === this.document && changed.getText() !== this.text) {
        this.abort.abort();
      }
    });
  }

  /** Aborted as soon as the file is seen to say something else. */
  get changed(): AbortSignal {
    return this.abort.signal;
  }

  /** Whether it says the same still; else `changed` is aborted. */
  async isCurrent(): Promise<boolean> {
    const isSame = await this.saysTheSame();
    if (!isSame) {
      this.abort.abort();
    }
    return isSame;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async saysTheSame(): Promise<boolean> {
    if (this.changed.aborted) {
      return false;
    }
    if (this.document.isClosed) {
      const again = await reopened(this.document);
      return again?.getText() === this.text;
    }
    if (this.document.getText() !== this.text) {
      return false;
    }
    return this.stamp === undefined || this.document.isDirty || (await stampOf(this.document)) === this.stamp;
  }
}

/** The file of a document whose editor was closed; undefined where it no longer exists. */
export async function reopened(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (!document.isClosed) {
    return document;
  }
  try {
    return document.isUntitled ? undefined : await vscode.workspace.openTextDocument(document.uri);
  } catch {
    return undefined;
  }
}

async function stampOf({ uri, isUntitled }: vscode.TextDocument): Promise<string | undefined> {
  if (isUntitled) {
    return undefined;
  }
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return 'gone';
  }
}
