import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import { asOnServer } from '../edits/asOnServer';
import { readObjectFile } from '../edits/objectFile';
import { propertyOf } from '../edits/textTree';
import { fileKey } from '../edits/fileMark';
import { objectRef, refKey } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import { errorMessage } from '../ui/errorMessage';
import type { EditedObject } from './editedObject';
import { readEditedObject } from './editedObject';
import { formatOfDocument } from './fileText';
import { objectFileText } from './objectFileText';
import { type EditableRef, objectUri, parseObjectUri } from './objectUri';

/** Of read-only documents that show what the server has, as a file would say it. */
export const serverScheme = 'waldur-server';

/** Time without a key before the other side follows a file. */
const debounceMs = 300;

/**
 * What the server has of the objects of files, each as its file would say it, for comparing both. Read when it is shown
 * and when it was changed; follows its file as that is edited.
 */
export class ServerDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** What was read, by the address of the document. */
  private readonly read = new Map<string, Promise<EditedObject>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connections: ConnectionStore,
    private readonly stores: Pick<OrganisationStores, 'of' | 'onDidChange'>,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.read.delete(uri.toString())),
      stores.onDidChange((refs) => {
        const keys = new Set(refs.filter(({ list }) => list === undefined).map(refKey));
        for (const { uri } of this.shown()) {
          const ref = this.refOf(uri);
          if (ref !== undefined && keys.has(refKey(ref))) {
            this.read.delete(uri.toString());
            this.changed.fire(uri);
          }
        }
      }),
    );
  }

  /** The address of what the server has, as `file` would say it; read anew when it is opened. */
  uriFor(ref: EditableRef, file: vscode.Uri): vscode.Uri {
    const { authority } = objectUri(ref, [], '-');
    const name = file.path.split('/').at(-1) ?? '';
    const uri = vscode.Uri.from({
      scheme: serverScheme,
      authority,
      path: `/${name}`,
      query: file.toString(),
    });
    this.read.delete(uri.toString());
    this.changed.fire(uri);
    return uri;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    await this.connections.loaded;
    const object = parseObjectUri(uri, this.connections.connections);
    if (object?.connection === undefined) {
      return comment(vscode.l10n.t('You are signed out of this server. Sign in and compare the file again.'));
    }
    const { connection } = object;
    const ref = objectRef(connection, object);
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri.query));
      const format = formatOfDocument(document) ?? 'json';
      const text = document.getText();
      const edited = await this.edited(uri, ref, connection);
      const file = await readObjectFile(text, format);
      // What cannot be read says nothing of how it would say something else.
      if (propertyOf(file.tree.root, fileKey) === undefined || file.tree.problems.length > 0) {
        return await objectFileText(format, connection.info, ref, edited);
      }
      const { yamlProperty } = await import('../edits/yamlText');
      return asOnServer(text, file, format, ref.kind, edited.row, yamlProperty);
    } catch (error) {
      return comment(errorMessage(error));
    }
  }

  dispose(): void {
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
    this.subscription.dispose();
  }

  private edited(
    uri: vscode.Uri,
    ref: EditableRef,
    connection: Parameters<typeof readEditedObject>[0],
  ): Promise<EditedObject> {
    const key = uri.toString();
    const known = this.read.get(key) ?? readEditedObject(connection, this.stores.of(connection), ref);
    this.read.set(key, known);
    known.catch(() => this.read.delete(key));
    return known;
  }

  private follow({ uri: file }: vscode.TextDocument): void {
    const key = file.toString();
    const beside = this.shown().filter(({ uri }) => uri.query === key);
    if (beside.length === 0) {
      return;
    }
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        beside.forEach(({ uri }) => this.changed.fire(uri));
      }, debounceMs),
    );
  }

  private shown(): readonly vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === serverScheme);
  }

  private refOf(uri: vscode.Uri): EditableRef | undefined {
    const object = parseObjectUri(uri, this.connections.connections);
    return object?.connection === undefined ? undefined : objectRef(object.connection, object);
  }
}

/** Both formats have a line for it. */
function comment(text: string): string {
  return `// ${text}\n`;
}
