import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import { documentSchema } from '../edits/documentSchema';
import { objectRef } from '../organisations/objectRef';
import type { FieldChoices } from './fieldChoices';
import type { ObjectDocuments } from './objectDocuments';
import type { NewObjects } from './newObjects';
import { parseNewObjectUri } from './newObjectUri';
import { parseObjectUri, schemaScheme } from './objectUri';
import { schemaTexts } from './schemaTexts';

/**
 * What VS Code's JSON language service completes, explains and checks documents by: what this person can write of this
 * object on this server. It asks when a document first opens.
 */
export class ObjectSchemas implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connections: ConnectionStore,
    private readonly documents: ObjectDocuments,
    private readonly newObjects: NewObjects,
    private readonly choices: FieldChoices,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      connections.onDidChange(() => this.makeAnew()),
    );
  }

  /** An empty schema where the object cannot be read: its document says why. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    await this.connections.loaded;
    if (uri.path.startsWith('/new.')) {
      return this.newSchema(uri);
    }
    const object = parseObjectUri(uri, this.connections.connections);
    if (object?.connection === undefined) {
      return '{}';
    }
    const { connection, ...of } = object;
    const ref = objectRef(connection, of);
    const edited = await this.documents.editedOf(ref).catch(() => undefined);
    if (edited === undefined) {
      return '{}';
    }
    const { fields, row } = edited;
    const choices = await this.choices.of(connection, fields.fields);
    const readOnly = Object.keys(row).filter(
      (name) => !fields.others.has(name) && !fields.fields.some((field) => field.name === name),
    );
    return JSON.stringify(documentSchema(fields, schemaTexts(ref.kind, choices), readOnly));
  }

  private async newSchema(uri: vscode.Uri): Promise<string> {
    const object = parseNewObjectUri(uri, this.connections.connections);
    const fields = await this.newObjects.fieldsOf(uri).catch(() => undefined);
    if (object?.connection === undefined || fields === undefined) {
      return '{}';
    }
    const choices = await this.choices.of(object.connection, fields.fields);
    return JSON.stringify(documentSchema(fields, schemaTexts(object.kind, choices)));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Of those in use, as someone may have signed in. */
  private makeAnew(): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === schemaScheme) {
        this.changed.fire(uri);
      }
    }
  }
}
