import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import { concerns, type DetailsRef, parseDetailsRef, readDetails } from '../organisations/details';
import { detailsScheme, detailsUri } from '../organisations/detailsUri';
import type { ChangedRef } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { Resource } from '../organisations/resource';
import { errorMessage } from '../ui/errorMessage';

/** Keys that hold credentials, whatever object carries them. */
const secretKeys: ReadonlySet<string> = new Set(['token', 'password', 'api_key', 'secret']);

/**
 * Read-only JSON documents of whole objects, read from the server whenever they are opened, and shown anew when the
 * object was changed. Their address holds the connection and the object, so that a restored window reads them anew.
 */
export class DetailsDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** Addresses whose text is read from the server next, however new what is known is: a person asked for it. */
  private readonly asked = new Set<string>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connections: ConnectionStore,
    private readonly stores: OrganisationStores,
  ) {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(detailsScheme, this),
      stores.onDidChange((refs) => this.follow(refs)),
    );
  }

  /** Opens an object's document; as a preview it gives way to the next one. */
  async show(
    { name, details }: Pick<Resource, 'name'> & { readonly details: DetailsRef },
    options: { readonly preview: boolean },
  ): Promise<void> {
    const uri = detailsUri(name, details);
    this.asked.add(uri.toString());
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), options);
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const ref = parseDetailsRef(uri.query);
    if (ref === undefined) {
      return comment(vscode.l10n.t('This is not the address of an item. Open its details from a view.'));
    }
    await this.connections.loaded;
    const connection = this.connections.get(ref.connectionId);
    if (connection === undefined) {
      return comment(vscode.l10n.t('You are signed out of this server. Sign in and open the details again.'));
    }
    try {
      const anew = this.asked.delete(uri.toString());
      const store = this.stores.of(connection);
      const details = await readDetails(connection, store, ref, { anew, signal: stop.signal });
      return details === undefined
        ? comment(vscode.l10n.t('This item is no longer on the server.'))
        : `${JSON.stringify(details, withoutSecrets, 2)}\n`;
    } catch (error) {
      return comment(errorMessage(error));
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Shows those that are open and were changed as they are now. */
  private follow(refs: readonly ChangedRef[]): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const details = uri.scheme === detailsScheme ? parseDetailsRef(uri.query) : undefined;
      if (details !== undefined && refs.some((ref) => concerns(ref, details))) {
        this.changed.fire(uri);
      }
    }
  }
}

function withoutSecrets(key: string, value: unknown): unknown {
  return secretKeys.has(key) ? undefined : value;
}

function comment(text: string): string {
  return `// ${text}\n`;
}
