import type * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { OrganisationStore } from './organisationStore';

/** One store for each connection, for as long as the connection lives. */
export class OrganisationStores implements vscode.Disposable {
  private readonly stores = new Map<Connection, OrganisationStore>();

  of(connection: Connection): OrganisationStore {
    let store = this.stores.get(connection);
    if (store === undefined) {
      store = new OrganisationStore(connection.client);
      this.stores.set(connection, store);
    }
    return store;
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
  }
}
