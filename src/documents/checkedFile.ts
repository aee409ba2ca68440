import * as vscode from 'vscode';

/**
 * A file as it was when a plan was made of it. The plan is good only as long as the file says the same: in its editor,
 * and on the disk, where another program may have written it before the editor notices.
 */
export class CheckedFile implements vscode.Disposable {
  private readonly abort = new AbortController();
  private readonly subscription: vscode.Disposable;

  /**
   * @param text what was checked
   * @param stamp of the file, before it was
   */
  constructor(
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
    return this.stamp === undefined || this.document.isDirty || (await statOf(this.document)) === this.stamp;
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

/** Times that the file is read, and milliseconds between, until its editor has followed. */
const mostReads = 50;
const betweenMs = 100;

/** Waits until the editor shows what another program wrote to the file. @returns whether it does */
export async function followsDisk(document: vscode.TextDocument): Promise<boolean> {
  const { uri, encoding, isUntitled } = document;
  for (let reads = 0; reads < mostReads; reads++) {
    if (document.isDirty || isUntitled || document.isClosed) {
      return true;
    }
    try {
      const bytes = await vscode.workspace.fs.readFile(uri);
      if (plain(await vscode.workspace.decode(bytes, { encoding })) === plain(document.getText())) {
        return true;
      }
    } catch {
      // Whether it is gone is looked at before the plan is run.
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
  }
  return false;
}

function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** What tells whether the file on the disk is another later; undefined where only the editor counts. */
export async function stampOf(document: vscode.TextDocument): Promise<string | undefined> {
  return document.isDirty ? undefined : statOf(document);
}

async function statOf({ uri, isUntitled }: vscode.TextDocument): Promise<string | undefined> {
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
