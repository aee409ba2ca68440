import * as vscode from 'vscode';
import { nameOfUser } from './nameOfUser';
import type { Connection } from './connection';
import { connectionNames } from './connectionNames';
import type { ConnectionStore } from './connectionStore';

export const authenticationProviderId = 'waldur';

export interface AuthenticationProviderParts {
  readonly store: ConnectionStore;
  readonly signIn: () => Promise<Connection | undefined>;
}

/**
 * The connections as accounts: VS Code lists them in its Accounts menu, signs out of them there, and asks the person
 * before another extension gets a session. Waldur has no scopes for API tokens, so requested ones are ignored.
 */
export class WaldurAuthenticationProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly emitter =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.emitter.event;
  private readonly subscription: vscode.Disposable;
  /** What was last told to VS Code, by connection; the text changes with the token or the account. */
  private known: ReadonlyMap<string, KnownSession> = new Map();

  constructor(private readonly parts: AuthenticationProviderParts) {
    this.known = this.current();
    this.subscription = parts.store.onDidChange(() => this.tellChanges());
  }

  async getSessions(
    _scopes: readonly string[] | undefined,
    options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    await this.parts.store.loaded;
    const wanted = this.parts.store.connections.filter(
      ({ info }) => options.account === undefined || options.account.id === info.id,
    );
    return Promise.all(wanted.map((connection) => this.sessionOf(connection)));
  }

  /** Rejects with a CancellationError when the person gave up. */
  async createSession(): Promise<vscode.AuthenticationSession> {
    const connection = await this.parts.signIn();
    if (connection === undefined) {
      throw new vscode.CancellationError();
    }
    return this.sessionOf(connection);
  }

  async removeSession(id: string): Promise<void> {
    await this.parts.store.signOut(id);
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
  }

  private current(): ReadonlyMap<string, KnownSession> {
    const labels = this.labels();
    return new Map(
      this.parts.store.connections.map(({ info, revision }) => [
        info.id,
        { label: labels.get(info.id) ?? labelOf(info), revision },
      ]),
    );
  }

  /** What each account is called, told apart from others of the same name. */
  private labels(): ReadonlyMap<string, string> {
    return connectionNames(
      this.parts.store.connections.map(({ info }) => info),
      labelOf,
    );
  }

  /** Where there is no token to give, because the person has to sign in again, the account is listed all the same. */
  private async sessionOf(connection: Connection): Promise<vscode.AuthenticationSession> {
    const { info } = connection;
    const accessToken = await connection.token().catch(() => '');
    const label = this.labels().get(info.id) ?? labelOf(info);
    return { id: info.id, accessToken, account: { id: info.id, label }, scopes: [] };
  }

  private tellChanges(): void {
    const before = this.known;
    const now = this.current();
    this.known = now;
    const added = [...now].filter(([id]) => !before.has(id));
    const removed = [...before].filter(([id]) => !now.has(id));
    const changed = [...now].filter(([id, { label, revision }]) => {
      const old = before.get(id);
      return old !== undefined && (old.label !== label || old.revision !== revision);
    });
    if (added.length + removed.length + changed.length > 0) {
      this.emitter.fire({
        added: added.map(withoutToken),
        removed: removed.map(withoutToken),
        changed: changed.map(withoutToken),
      });
    }
  }
}

interface KnownSession {
  readonly label: string;
  readonly revision: number;
}

/** Changes are told without tokens: VS Code asks for the session anew. */
function withoutToken([id, { label }]: readonly [string, KnownSession]): vscode.AuthenticationSession {
  return { id, accessToken: '', account: { id, label }, scopes: [] };
}

function labelOf(info: Connection['info']): string {
  return `${nameOfUser(info)} — ${info.serverName}`;
}
