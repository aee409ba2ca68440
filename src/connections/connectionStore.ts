import * as vscode from 'vscode';
import type { Log } from '../log/log';
import { Connection, type ConnectionParts } from './connection';
import { type ConnectionInfo, readConnectionInfo } from './connectionInfo';
import type { SecretReading, SecretStore } from './secretStore';

const listKey = 'waldur.connections';

export interface ConnectionStoreParts {
  readonly secrets: SecretStore;
  /** The global state: which connections there are, without their tokens. */
  readonly memento: vscode.Memento;
  readonly createClient: ConnectionParts['createClient'];
  readonly reauthenticate: ConnectionParts['reauthenticate'];
  readonly log: Log;
}

/**
 * The connections of this window. Which there are is known at once from the global state; their tokens are looked
 * up in the background. What another window signs in to or out of is followed. A token is deleted by an explicit
 * sign-out and by nothing else.
 */
export class ConnectionStore implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  /** The list, an information or a state has changed. */
  readonly onDidChange = this.emitter.event;
  private readonly waitingEmitter = new vscode.EventEmitter<void>();
  /** Requests of a connection began or ceased to wait for the person to sign in again. */
  readonly onDidChangeWaiting = this.waitingEmitter.event;
  /** Every known connection's token has been looked for; never rejects. */
  readonly loaded: Promise<void>;
  private readonly byId = new Map<string, Connection>();
  /** Tokens of sample servers, which no storage keeps. */
  private readonly sampleTokens = new Map<string, string>();
  private readonly subscription: vscode.Disposable;
  /** Changes of what is kept, one after the other: what was read for one is not used after the next. */
  private changing: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ConnectionStoreParts) {
    for (const info of this.listed()) {
      this.open(info);
    }
    this.subscription = parts.secrets.onDidChange((id) => {
      this.inTurn(() => this.follow(id)).catch((error: unknown) =>
        parts.log.error('Could not follow another window', error),
      );
    });
    this.loaded = Promise.allSettled(this.connections.map((connection) => connection.token())).then(
      () => undefined,
    );
  }

  /** In the order of signing in. */
  get connections(): readonly Connection[] {
    return [...this.byId.values()];
  }

  get(id: string): Connection | undefined {
    return this.byId.get(id);
  }

  /**
   * Signs in, or replaces the token where this user is signed in to this server already.
   * Throws, with nothing changed, when the secret storage fails.
   */
  add(info: ConnectionInfo, token: string): Promise<Connection> {
    return this.inTurn(() => this.store(info, token));
  }

  private async store(info: ConnectionInfo, token: string): Promise<Connection> {
    this.parts.log.protect(token);
    if (info.sample === true) {
      this.sampleTokens.set(info.id, token);
    } else {
      await this.parts.secrets.write(token, info);
      await this.list([...this.listed().filter(({ id }) => id !== info.id), info]);
    }
    this.parts.log.info(`Signed in: ${info.id} by ${info.transport}`);
    return this.adopt(info, token);
  }

  /** Forgets a connection and its token. Throws, with nothing changed, when the secret storage fails. */
  signOut(id: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.byId.get(id)?.info.sample !== true) {
        await this.parts.secrets.delete(id);
      }
      await this.forget(id);
      this.parts.log.info(`Signed out: ${id}`);
    });
  }

  dispose(): void {
    this.subscription.dispose();
    for (const connection of this.byId.values()) {
      connection.dispose();
    }
    this.byId.clear();
    this.emitter.dispose();
    this.waitingEmitter.dispose();
  }

  /** A secret has changed: by ourselves, which changes nothing more, or by another window. */
  private async follow(id: string): Promise<void> {
    const reading = await this.parts.secrets.read(id);
    switch (reading.kind) {
      case 'found':
        if (!this.listed().some((info) => info.id === id)) {
          await this.list([...this.listed(), reading.info]);
        }
        this.adopt(reading.info, reading.token);
        return;
      case 'missing':
        await this.forget(id);
        return;
      case 'waiting':
        void reading.answer.then(() => this.inTurn(() => this.follow(id)));
        this.parts.log.warn('The secret storage does not answer');
        return;
      case 'damaged':
      case 'unavailable':
        this.parts.log.warn(`Could not follow a change of the secret storage: ${reading.kind}`);
    }
  }

  private inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.changing.then(change, change);
    this.changing = done.catch(() => undefined);
    return done;
  }

  private adopt(info: ConnectionInfo, token: string): Connection {
    const known = this.byId.get(info.id);
    const connection = known ?? this.open(info);
    connection.adopt(token, info);
    this.emitter.fire();
    return connection;
  }

  private async forget(id: string): Promise<void> {
    const connection = this.byId.get(id);
    this.byId.delete(id);
    this.sampleTokens.delete(id);
    connection?.dispose();
    if (this.listed().some((info) => info.id === id)) {
      await this.list(this.listed().filter((info) => info.id !== id));
    }
    if (connection !== undefined) {
      this.emitter.fire();
    }
  }

  private open(info: ConnectionInfo): Connection {
    const connection = new Connection(info, {
      createClient: this.parts.createClient,
      readSecret: () => this.readSecret(info),
      reauthenticate: this.parts.reauthenticate,
      protect: (token) => this.parts.log.protect(token),
    });
    connection.onDidChangeState((state) => {
      const reason = state.kind === 'signInNeeded' ? `, ${state.reason}` : '';
      this.parts.log.info(`Connection ${info.id}: ${state.kind}${reason}`);
      this.emitter.fire();
    });
    connection.onDidChangeWaiting(() => this.waitingEmitter.fire());
    this.byId.set(info.id, connection);
    return connection;
  }

  private async readSecret(info: ConnectionInfo): Promise<SecretReading> {
    const token = this.sampleTokens.get(info.id);
    return token === undefined ? this.parts.secrets.read(info.id) : { kind: 'found', token, info };
  }

  private listed(): readonly ConnectionInfo[] {
    const stored = this.parts.memento.get<unknown>(listKey);
    return Array.isArray(stored) ? stored.flatMap((entry) => readConnectionInfo(entry) ?? []) : [];
  }

  private async list(infos: readonly ConnectionInfo[]): Promise<void> {
    await this.parts.memento.update(listKey, infos);
  }
}
