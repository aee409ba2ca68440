import '../vscodeFake';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import type { ConnectionInfo } from '../../../src/connections/connectionInfo';
import { type ConnectionStoreParts, ConnectionStore } from '../../../src/connections/connectionStore';
import { SecretStore } from '../../../src/connections/secretStore';
import { Log } from '../../../src/log/log';
import { WaldurClient } from '../../../src/waldur/client';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../../src/waldur/http/transport';

/** A secret storage that tells of changes as VS Code does, and fails on demand. */
export class FakeSecrets implements vscode.SecretStorage {
  readonly values = new Map<string, string>();
  readonly deleted: string[] = [];
  failure: Error | undefined;
  /** What every answer waits for. */
  held: Promise<unknown> | undefined;
  private readonly emitter = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.emitter.event;

  async get(key: string): Promise<string | undefined> {
    await this.held;
    if (this.failure !== undefined) {
      throw this.failure;
    }
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.held;
    if (this.failure !== undefined) {
      throw this.failure;
    }
    this.values.set(key, value);
    this.emitter.fire({ key });
  }

  async delete(key: string): Promise<void> {
    await this.held;
    if (this.failure !== undefined) {
      throw this.failure;
    }
    this.values.delete(key);
    this.deleted.push(key);
    this.emitter.fire({ key });
  }
}

/** The global state, as text would keep it. */
export class FakeMemento implements vscode.Memento {
  readonly values = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, defaultValue?: T): T {
    const value = this.values.get(key);
    return (value === undefined ? defaultValue : JSON.parse(value)) as T;
  }

  /** What is done while a change is under way. */
  meanwhile: (() => Promise<unknown>) | undefined;

  async update(key: string, value: unknown): Promise<void> {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    this.values.set(key, JSON.stringify(value));
  }
}

/** A server that accepts certain tokens and keeps what it was asked. */
export class FakeServer implements HttpTransport {
  readonly accepted = new Set<string>();
  readonly requests: HttpRequest[] = [];
  refusal = 'Token has expired.';
  /** What answers in its place. */
  gateway: HttpResponse | undefined;

  send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    if (this.gateway !== undefined) {
      return Promise.resolve(this.gateway);
    }
    const token = request.headers.authorization?.split(' ')[1] ?? '';
    const ok = this.accepted.has(token);
    const body = ok ? { uuid: '0'.repeat(32), username: 'ada' } : { detail: this.refusal };
    return Promise.resolve({
      status: ok ? 200 : 401,
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(body)),
    });
  }

  dispose(): void {
    this.accepted.clear();
  }
}

export const ada: ConnectionInfo = connectionInfo('https://waldur.example/', 'ada', '1');
export const bea: ConnectionInfo = connectionInfo('https://waldur.example/', 'bea', '2');

export function connectionInfo(baseUrl: string, username: string, digit: string): ConnectionInfo {
  const uuid = digit.repeat(32);
  return {
    id: `${baseUrl}#${uuid}`,
    baseUrl,
    serverName: 'Example Cloud',
    user: { uuid, username, fullName: username.toUpperCase() },
    transport: 'undici',
  };
}

/** A connection that needs no one to sign in. */
export function connectionOn(client: WaldurClient): Pick<Connection, 'client' | 'info' | 'state'> {
  return { client, info: ada, state: { kind: 'ready' } };
}

/** What the log was given, after redaction. */
export function fakeLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const channel = {
    debug: write,
    info: write,
    warn: write,
    error: write,
  } as unknown as vscode.LogOutputChannel;
  return { log: new Log(channel), lines };
}

/** How long windows wait for a secret storage that does not answer. */
const keyringPatienceMs = 30;

/** A window: a store of its own over secrets and global state that other windows may share. */
export function openWindow(
  shared: { readonly secrets: FakeSecrets; readonly memento: FakeMemento; readonly server: FakeServer },
  reauthenticate: ConnectionStoreParts['reauthenticate'] = () => Promise.resolve(false),
): { readonly store: ConnectionStore; readonly lines: string[] } {
  const { log, lines } = fakeLog();
  const store = new ConnectionStore({
    secrets: new SecretStore(shared.secrets, keyringPatienceMs),
    memento: shared.memento,
    createClient: (info, hooks) =>
      new WaldurClient({ baseUrl: info.baseUrl, transport: shared.server, userAgent: 'test', log, ...hooks }),
    reauthenticate,
    log,
  });
  return { store, lines };
}

export function sharedParts(): { secrets: FakeSecrets; memento: FakeMemento; server: FakeServer } {
  return { secrets: new FakeSecrets(), memento: new FakeMemento(), server: new FakeServer() };
}

/** Resolves at the first event for which the condition holds. */
export function when(event: vscode.Event<unknown>, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition()) {
      resolve();
      return;
    }
    const subscription = event(() => {
      if (condition()) {
        subscription.dispose();
        resolve();
      }
    });
  });
}
