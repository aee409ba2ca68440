import * as vscode from 'vscode';
import { readDocument } from '../edits/readDocument';
import { threeWay } from '../edits/threeWay';
import { isNotFound } from '../waldur/errors';
import type { Baselines } from './baselines';
import { type EditedObject, readEditedObject } from './editedObject';
import type { Known, ObjectFiles } from './objectFiles';

/** A save under way, or one that stopped as others had changed a field too. */
export interface Saving {
  readonly reason: vscode.TextDocumentSaveReason;
  /** What the server had when VS Code asked whether the file was changed. */
  read?: EditedObject;
  /** VS Code was told that it was, because both have changed a field: saving nevertheless means to overwrite. */
  conflict?: boolean;
}

/** Saves of objects' documents, by address, and what VS Code is told of a file meanwhile. */
export class SavesUnderWay {
  private readonly saving = new Map<string, Saving>();

  constructor(
    private readonly files: ObjectFiles,
    private readonly baselines: Pick<Baselines, 'get'>,
  ) {}

  begin(uri: vscode.Uri, reason: vscode.TextDocumentSaveReason): void {
    this.saving.set(uri.toString(), { reason });
  }

  get(uri: vscode.Uri): Saving | undefined {
    return this.saving.get(uri.toString());
  }

  end(uri: vscode.Uri): void {
    this.saving.delete(uri.toString());
  }

  /** Asks the server once for each save that someone asked for. @throws FileSystemError where the object is gone */
  async look(uri: vscode.Uri): Promise<void> {
    const saving = this.get(uri);
    if (saving?.reason !== vscode.TextDocumentSaveReason.Manual || saving.read !== undefined) {
      return;
    }
    const document = documentOf(uri);
    const opened = this.baselines.get(uri);
    try {
      const { connection, store, ref } = await this.files.target(uri);
      const read = await readEditedObject(connection, store, ref);
      this.files.keep(uri, read);
      saving.read = read;
      if (document !== undefined) {
        const { fields, values } = read;
        const mine = readDocument(document.getText(), fields, opened ?? read).values;
        // Where it is not known what the text was made of, all that differs may have been changed by others.
        saving.conflict = threeWay(fields.fields, opened?.values ?? new Map(), values, mine).both.length > 0;
      }
    } catch (error) {
      if (isNotFound(error)) {
        throw vscode.FileSystemError.FileNotFound(uri);
      }
      // Saving meets it again, and tells.
    }
  }

  /** When a file was written, and its size: newer than the person's only where both have changed the same field. */
  statOf(uri: vscode.Uri, known: Known): Pick<Known, 'mtime' | 'size'> {
    const saving = this.get(uri);
    const opened = this.baselines.get(uri);
    if (saving?.conflict !== true) {
      return saving === undefined || opened === undefined ? known : { mtime: opened.mtime, size: known.size };
    }
    // VS Code takes a newer file of the same size for the same.
    return opened === undefined
      ? { mtime: known.mtime + 1, size: known.size + 1 }
      : { mtime: known.mtime, size: known.size === opened.size ? known.size + 1 : known.size };
  }
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}
