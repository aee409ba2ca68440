import * as vscode from 'vscode';
import type { ChangeRuns } from '../changes/changeRuns';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { Baseline, Baselines } from './baselines';
import { type EditedObject, editedObject, readEditedObject } from './editedObject';
import { ChangesElsewhere } from './changesElsewhere';
import { DocumentMarks } from './documentMarks';
import type { NewObjects } from './newObjects';
import { isNewObjectUri } from './newObjectUri';
import { bytesOf, type Known, ObjectFiles, type ObjectFilesParts } from './objectFiles';
import { objectScheme } from './objectScheme';
import { type EditableRef, isUriOf, objectUri } from './objectUri';
import { type Saving, SavesUnderWay } from './savesUnderWay';
import { differenceMarks, type Mark, NotSavedError, refusalText, savedText, saveObject } from './saveObject';

export interface ObjectDocumentsParts extends ObjectFilesParts {
  readonly newObjects: NewObjects;
  readonly stores: OrganisationStores;
  readonly runs: Pick<ChangeRuns, 'run'>;
  readonly baselines: Baselines;
  readonly log: { warn(message: string, error: unknown): void };
}

/** How long it is told what was saved, in milliseconds. */
const toldForMs = 8000;

/**
 * Objects as files. Before VS Code saves one, it asks when that was changed: then the server is asked, and only where a
 * field was changed by both does the file say that it is newer, so that VS Code stops and offers to compare. What others
 * changed in other fields is kept, and shown once it is saved.
 */
export class ObjectDocuments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly marks = new DocumentMarks();
  private readonly files: ObjectFiles;
  private readonly saves: SavesUnderWay;
  /** By address: what there is to say about a document once it shows what was saved. */
  private readonly unsaid = new Map<string, readonly Mark[]>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: ObjectDocumentsParts) {
    this.files = new ObjectFiles(parts);
    this.saves = new SavesUnderWay(this.files, parts.baselines);
    const elsewhere = new ChangesElsewhere(parts, this.files, this.saves, this.marks, (uri, type) =>
      this.fire(uri, type),
    );
    this.subscription = vscode.Disposable.from(
      this.changed,
      this.marks,
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        if (document.uri.scheme === objectScheme) {
          this.saves.begin(document.uri, reason);
        }
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.settle(document)),
      vscode.workspace.onDidOpenTextDocument((document) => this.opened(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.isDirty) {
          this.marks.move(document.uri, contentChanges);
        }
        this.follow(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri)),
      parts.stores.onDidChange((refs) => elsewhere.tell(refs)),
    );
    for (const document of vscode.workspace.textDocuments) {
      this.opened(document);
    }
  }

  /**
   * Opens an object's document: as the server has it now, or as the person has changed it already.
   * @param folders what it belongs to, the outermost first; with the name, what tabs and breadcrumbs show
   */
  async show(
    ref: EditableRef,
    { folders, name }: { readonly folders: readonly string[]; readonly name: string },
    options: { readonly preview: boolean },
  ): Promise<void> {
    const uri = this.uriOf(ref, { folders, name });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), options);
  }

  /** The address of an object's document, which shows what the server has now when it is opened. */
  uriOf(
    ref: EditableRef,
    { folders, name }: { readonly folders: readonly string[]; readonly name: string },
  ): vscode.Uri {
    // It may be open under the name it had before.
    const open = vscode.workspace.textDocuments.find((document) => isUriOf(document.uri, ref));
    const uri = open?.uri ?? objectUri(ref, folders, name);
    this.readAgain(uri);
    return uri;
  }

  /** What is known of an object whose document is open; undefined where none is. */
  async editedOf(ref: EditableRef): Promise<EditedObject | undefined> {
    const uri = vscode.workspace.textDocuments.find((document) => isUriOf(document.uri, ref))?.uri;
    return uri && (await this.files.file(uri)).edited;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (isNewObjectUri(uri)) {
      return this.parts.newObjects.stat(uri);
    }
    await this.saves.look(uri);
    const known = await this.files.file(uri);
    const { mtime, size } = this.saves.statOf(uri, known);
    return {
      ...{ type: vscode.FileType.File, ctime: 0, mtime, size },
      ...(known.edited.fields.answer.kind === 'no' ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return isNewObjectUri(uri)
      ? this.parts.newObjects.readFile(uri)
      : bytesOf((await this.files.file(uri)).edited.text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const text = new TextDecoder().decode(content);
    const saving = this.saves.get(uri);
    try {
      if (saving !== undefined && saving.reason !== vscode.TextDocumentSaveReason.Manual) {
        throw new NotSavedError(vscode.l10n.t('Changes are sent only when you save the document yourself.'));
      }
      await (isNewObjectUri(uri) ? this.parts.newObjects.save(uri, text) : this.save(uri, text, saving));
      this.marks.set(uri, text, []);
    } catch (error) {
      this.saves.end(uri);
      if (!(error instanceof NotSavedError)) {
        this.parts.log.warn('A document was not saved', error);
      }
      this.marks.set(uri, text, error instanceof NotSavedError ? error.marks : []);
      throw vscode.FileSystemError.Unavailable(refusalText(error));
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** @throws what keeps it from being saved */
  private async save(uri: vscode.Uri, text: string, saving: Saving | undefined): Promise<void> {
    const { connection, store, ref } = await this.files.target(uri);
    const server = saving?.read ?? (await readEditedObject(connection, store, ref));
    const opened = this.parts.baselines.get(uri) ?? server;
    const saved = await saveObject({
      ...{ runs: this.parts.runs, connection, ref, text, opened, server },
      overwrite: saving?.conflict === true,
    });
    const edited =
      saved.row === undefined
        ? server
        : editedObject(connection, ref, saved.row, await store.caller.get(), server.object);
    const { mtime } = this.files.keep(uri, edited);
    // Until the editor shows what the server made of it.
    this.parts.baselines.set(uri, {
      row: edited.row,
      values: saved.values,
      mtime,
      size: bytesOf(text).length,
    });
    this.unsaid.set(uri.toString(), differenceMarks(saved.differences, edited));
    if (saved.row !== undefined) {
      vscode.window.setStatusBarMessage(savedText(ref, edited, saved), toldForMs);
    }
  }

  /** Saved: what the server made of it takes the place of what the person wrote, and can be undone like typing. */
  private settle(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const marks = this.unsaid.get(key);
    this.saves.end(document.uri);
    if (isNewObjectUri(document.uri)) {
      void this.parts.newObjects.settle(document.uri, (ref, place) =>
        this.show(ref, place, { preview: false }),
      );
    }
    if (marks === undefined) {
      return;
    }
    const known = this.files.get(document.uri);
    this.unsaid.delete(key);
    if (known !== undefined && known.edited.text !== document.getText()) {
      this.files.touch(document.uri);
      this.fire(document.uri);
    }
    if (known !== undefined) {
      this.marks.set(document.uri, known.edited.text, marks);
    }
  }

  private opened(document: vscode.TextDocument): void {
    if (document.uri.scheme === objectScheme) {
      // On VS Code 1.103 it does not wake by itself for a language that takes part in it.
      void vscode.extensions.getExtension('vscode.json-language-features')?.activate();
      this.follow(document);
    }
  }

  /** Called for each key that is pressed, too. */
  private follow(document: vscode.TextDocument): void {
    const { uri } = document;
    if (uri.scheme !== objectScheme) {
      return;
    }
    if (document.isDirty) {
      this.parts.baselines.keep(uri);
      return;
    }
    this.saves.end(uri);
    this.parts.baselines.release(uri);
    const known = this.files.get(uri);
    if (known?.edited.text === document.getText()) {
      this.parts.baselines.set(uri, baselineOf(known));
    }
  }

  private forget(uri: vscode.Uri): void {
    if (uri.scheme === objectScheme) {
      const key = uri.toString();
      this.files.forget(uri);
      this.saves.end(uri);
      this.unsaid.delete(key);
      this.marks.set(uri, '', []);
      this.parts.baselines.forget(uri);
      this.parts.newObjects.forget(uri);
    }
  }

  private readAgain(uri: vscode.Uri): void {
    this.files.makeStale(uri);
    this.fire(uri);
  }

  private fire(uri: vscode.Uri, type = vscode.FileChangeType.Changed): void {
    this.changed.fire([{ type, uri }]);
  }
}

function baselineOf({ edited: { row, values }, mtime, size }: Known): Baseline {
  return { row, values, mtime, size };
}
