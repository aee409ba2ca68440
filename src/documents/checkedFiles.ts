import * as vscode from 'vscode';
import { textOfFile } from './fileText';

/** Files read again at once. */
const atOnce = 20;

/** Files as they were when a plan was made of them: it is good only as long as all of them say the same. */
export class CheckedFiles implements vscode.Disposable {
  private readonly abort = new AbortController();
  private readonly subscription: vscode.Disposable;

  /** @param files what was checked */
  constructor(private readonly files: readonly { readonly uri: vscode.Uri; readonly text: string }[]) {
    const texts = new Map(files.map(({ uri, text }) => [uri.toString(), text]));
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const text = contentChanges.length === 0 ? undefined : texts.get(document.uri.toString());
      if (text !== undefined && plain(document.getText()) !== plain(text)) {
        this.abort.abort();
      }
    });
  }

  /** Aborted as soon as one is seen to say something else. */
  get changed(): AbortSignal {
    return this.abort.signal;
  }

  /** Reads them again: whether they say the same still, in their editors or on the disk; else `changed` is aborted. */
  async isCurrent(): Promise<boolean> {
    for (let at = 0; at < this.files.length && !this.changed.aborted; at += atOnce) {
      const same = await Promise.all(
        this.files.slice(at, at + atOnce).map(async ({ uri, text }) => {
          const now = await textOfFile(uri).catch(() => undefined);
          return now !== undefined && plain(now) === plain(text);
        }),
      );
      if (same.includes(false)) {
        this.abort.abort();
      }
    }
    return !this.changed.aborted;
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

/** An editor shows neither the mark of the byte order nor ends of lines of two kinds. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
