import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ChangedRef } from './objectRef';
import { OrganisationStore } from './organisationStore';

/** One store for each connection, for as long as the connection lives. */
export class OrganisationStores implements vscode.Disposable {
  private readonly stores = new Map<Connection, OrganisationStore>();
  private readonly changed = new vscode.EventEmitter<readonly ChangedRef[]>();
  /** Something was changed through one of the connections, or was found to be. */
  readonly onDidChange = this.changed.event;

  of(connection: Connection): OrganisationStore {
    let store = this.stores.get(connection);
    if (store === undefined) {
      store = new OrganisationStore(connection);
      store.onDidChange((refs) => this.changed.fire(refs));
      this.stores.set(connection, store);
    }
    return store;
  }

  /** As `OrganisationStore.invalidate`; of what is signed out meanwhile no one shows anything. */
  async invalidate(refs: readonly ChangedRef[]): Promise<void> {
    await Promise.all(
      [...this.stores].map(async ([{ info }, store]) => {
        const own = refs.filter(({ connectionId }) => connectionId === info.id);
        if (own.length > 0) {
          await store.invalidate(own);
        }
      }),
    );
  }

  /** Lets go of the stores of connections that are gone. */
  keep(connections: readonly Connection[]): void {
    for (const [connection, store] of this.stores) {
      if (!connections.includes(connection)) {
        store.dispose();
        this.stores.delete(connection);
      }
    }
  }

  dispose(): void {
    this.keep([]);
    this.changed.dispose();
  }
}
