import * as vscode from 'vscode';
import type { ChangeRuns } from '../changes/changeRuns';
import { confirmCosts } from '../changes/confirmCosts';
import { createObject } from '../changes/createObject';
import { saveFields } from '../changes/saveFields';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { createTask, givenFields, type NewObjectOfTask } from '../edits/createTask';
import { fieldsTask } from '../edits/fieldsTask';
import { findCreated } from '../edits/createKind';
import { planCreate } from '../edits/planCreate';
import { sameValue } from '../edits/sameValue';
import { type Values, valuesOf } from '../edits/values';
import { objectRef } from '../organisations/objectRef';
import { whyNotText } from '../organisations/whyNot';
import { mayHaveBeenDone } from '../runs/failure';
import { sentences } from '../ui/sentences';
import { readRaw } from '../waldur/rawObjects';
import type { Drafts } from './drafts';
import { newObjectForm, type NewObjectForm, objectOfValues, isRequired, valuesToSend } from './newObjectForm';
import {
  isNewObjectUri,
  newObjectUri,
  type NewObjectRef,
  newSchemaUri,
  parseNewObjectUri,
} from './newObjectUri';
import type { EditableRef } from './objectUri';
import { bytesOf, type ObjectFilesParts } from './objectFiles';
import { fileError, NotSavedError, readOrRefuse, refusalMarks, signedOutText } from './saveObject';

/** An object that the save of its document has made. */
export interface CreatedByDocument {
  readonly connection: Connection;
  readonly uuid: string;
  readonly object: NewObjectOfTask;
  /** What is to be told of it. */
  readonly told: string;
}

interface NewObjectTarget {
  readonly connection: Connection;
  readonly ref: NewObjectRef;
}

export interface NewObjectsParts extends Omit<ObjectFilesParts, 'baselines'> {
  readonly runs: Pick<ChangeRuns, 'run'>;
  readonly drafts: Drafts;
}

/** Documents whose first save makes their object, once, also where the answer to it is lost. */
export class NewObjects implements vscode.Disposable {
  private readonly created = new vscode.EventEmitter<CreatedByDocument>();
  /** Fires once the document has given way to that of the object. */
  readonly onDidCreate = this.created.event;
  private readonly forms = new Map<string, Promise<NewObjectForm>>();
  /** Saved, and about to give way to the document of the object. */
  private readonly made = new Map<string, CreatedByDocument>();

  constructor(private readonly parts: NewObjectsParts) {}

  /** Opens a document with what is known already. @param customerName of the organisation it belongs to */
  async open(
    connection: Connection,
    ref: NewObjectRef,
    customerName: string | undefined,
    values: Values,
  ): Promise<void> {
    const uri = newObjectUri(connection.info.id, ref, this.foldersOf(connection, customerName), titleOf(ref));
    await this.parts.drafts.set(uri, { values });
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    // Between the quotation marks of the first field, which is the one that is required.
    const at = document.getText().indexOf('""');
    if (at >= 0) {
      const place = document.positionAt(at + 1);
      editor.selection = new vscode.Selection(place, place);
    }
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, fields } = await this.file(uri);
    return {
      ...{ type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytesOf(text).length },
      ...(fields.answer.kind === 'no' ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return bytesOf((await this.file(uri)).text);
  }

  /** What can be written in a document, by its address or that of its schema. */
  async fieldsOf(uri: vscode.Uri): Promise<NewObjectForm['fields']> {
    return (await this.form(uri)).fields;
  }

  /** Makes the object. @throws NotSavedError, WaldurError */
  async save(uri: vscode.Uri, text: string): Promise<void> {
    const { connection, ref } = await this.target(uri);
    const form = await this.form(uri);
    const { fields, initial } = form;
    if (this.made.has(uri.toString())) {
      throw new NotSavedError(vscode.l10n.t('It was created already. Its own document opens.'));
    }
    if (fields.answer.kind === 'no') {
      throw new NotSavedError(whyNotText(fields.answer.reason, fields.answer.whoCan));
    }
    const opened = new Map([...initial].filter(([name]) => !isRequired(fields, name)));
    const read = readOrRefuse(text, fields, { row: { uuid: '' }, values: opened });
    const draft = this.parts.drafts.get(uri);
    const values = valuesToSend(fields, initial, draft.values, read.values);
    const object = objectOfValues(ref, form, values);
    const { client } = connection;
    const given = givenFields({ object, values: Object.fromEntries(values) });
    if (!(await confirmCosts(client, { uuid: '', name: object.name }, given))) {
      throw new NotSavedError(vscode.l10n.t('Not saved. Your text is kept.'));
    }
    const earlier = draft.task === undefined ? undefined : await findCreated(client, draft.task);
    if (earlier !== undefined) {
      await this.change(connection, { ...object, uuid: earlier }, form, values, read.places);
      this.made.set(uri.toString(), {
        ...{ connection, uuid: earlier, object },
        told: vscode.l10n.t('The earlier save had created it. Its response was lost.'),
      });
      return;
    }
    // Of another name than before, others may be called so.
    const task =
      draft.task?.object.name === object.name
        ? createTask(object, values, draft.task.known)
        : await planCreate(client, object, values, fields.answer);
    await this.parts.drafts.set(uri, { values: draft.values, task });
    const end = await createObject(this.parts.runs, connection, task);
    switch (end.kind) {
      case 'created':
        this.made.set(uri.toString(), {
          ...{ connection, uuid: end.uuid, object },
          told: sentences(end.told.what, end.told.why),
        });
        return;
      case 'notCreated':
        // What failed on its way may still come through: it is looked for when it is saved again.
        if (end.problem === undefined || !mayHaveBeenDone(end.problem)) {
          await this.parts.drafts.set(uri, { values: draft.values });
        }
        throw new NotSavedError(end.message, refusalMarks(end.problem, ref, read.places));
      case 'unknown':
        throw new NotSavedError(
          sentences(
            vscode.l10n.t('It may have been created.'),
            end.message,
            vscode.l10n.t('Save again to look for it.'),
          ),
        );
      case 'cancelled':
        throw new NotSavedError(vscode.l10n.t('Not saved. Your text is kept.'));
    }
  }

  /** A document was saved: that of the object takes its place. @param show opens it */
  async settle(
    uri: vscode.Uri,
    show: (
      ref: EditableRef,
      place: { readonly folders: readonly string[]; readonly name: string },
    ) => Promise<void>,
  ): Promise<void> {
    const created = this.made.get(uri.toString());
    if (created === undefined) {
      return;
    }
    const { connection, object } = created;
    const ref = objectRef(connection, { kind: object.kind, uuid: created.uuid });
    await show(ref, { folders: this.foldersOf(connection, object.customerName), name: object.name });
    // Only here: VS Code may make its tabs anew when another one opens, and does not close those from before.
    const tab = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
    if (tab !== undefined) {
      await vscode.window.tabGroups.close(tab, true);
    }
    this.created.fire(created);
  }

  forget(uri: vscode.Uri): void {
    if (isNewObjectUri(uri)) {
      this.forms.delete(uri.toString());
      this.made.delete(uri.toString());
      void this.parts.drafts.forget(uri);
    }
  }

  dispose(): void {
    this.created.dispose();
  }

  private foldersOf({ info }: Connection, customerName: string | undefined): readonly string[] {
    const server = connectionName(info, this.parts.connections.connections);
    return customerName === undefined ? [server] : [server, customerName];
  }

  /** What the person has changed since the save whose answer was lost. */
  private async change(
    connection: Connection,
    object: NewObjectOfTask & { readonly uuid: string },
    { fields }: NewObjectForm,
    values: Values,
    places: Parameters<typeof refusalMarks>[2],
  ): Promise<void> {
    const { kind, uuid, name, customerName } = object;
    const server = valuesOf(fields.fields, await readRaw(connection.client, { kind, uuid }));
    const changes = fields.fields.flatMap((field) => {
      const had = server.get(field.name);
      const mine = values.get(field.name);
      return !values.has(field.name) || sameValue(field, had, mine)
        ? []
        : [{ field, opened: had, server: had, mine }];
    });
    if (changes.length === 0) {
      return;
    }
    const task = fieldsTask({ kind, uuid, name, customerName }, 'patch', changes, server);
    const end = await saveFields(this.parts.runs, connection, task);
    switch (end.kind) {
      case 'saved':
        return;
      case 'notSaved':
        throw new NotSavedError(end.message, refusalMarks(end.problem, object, places));
      case 'unknown':
      case 'changedByOther':
        throw new NotSavedError(end.message);
      case 'cancelled':
        throw new NotSavedError(vscode.l10n.t('Not saved. Your text is kept.'));
    }
  }

  private async file(uri: vscode.Uri): Promise<NewObjectForm> {
    try {
      return await this.form(uri);
    } catch (error) {
      throw fileError(uri, error);
    }
  }

  /** Read once; a failure is met again by the next who asks. */
  private form(uri: vscode.Uri): Promise<NewObjectForm> {
    const key = uri.toString();
    const form = this.forms.get(key) ?? this.makeForm(uri);
    this.forms.set(key, form);
    form.catch(() => this.forms.delete(key));
    return form;
  }

  private async makeForm(uri: vscode.Uri): Promise<NewObjectForm> {
    const { connection, ref } = await this.target(uri);
    const schema = uri.authority === '' ? uri : newSchemaUri(uri);
    const { values } = this.parts.drafts.get(uri);
    return newObjectForm(connection, this.parts.stores.of(connection), ref, values, schema);
  }

  private async target(uri: vscode.Uri): Promise<NewObjectTarget> {
    await this.parts.connections.loaded;
    const found = parseNewObjectUri(uri, this.parts.connections.connections);
    if (found === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const { connection, ...ref } = found;
    if (connection === undefined) {
      throw new NotSavedError(signedOutText());
    }
    return { connection, ref };
  }
}

function titleOf({ kind }: NewObjectRef): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('New organisation');
    case 'project':
      return vscode.l10n.t('New project');
    case 'call-managing-organisation':
      return vscode.l10n.t('New managing organisation');
  }
}
