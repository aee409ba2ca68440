import type * as vscode from 'vscode';
import { type ConnectionInfo, readConnectionInfo } from './connectionInfo';
import { fieldsOf } from './fieldsOf';
import { SecretsUnavailableError } from '../ui/secretsUnavailable';

const prefix = 'waldur.connection:';

/** What the secret storage answers: it may hold a token, hold none, hold something unreadable, or fail. */
export type SecretReading =
  | { readonly kind: 'found'; readonly token: string; readonly info: ConnectionInfo }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unavailable'; readonly message: string }
  /** No answer in time; `answer` is what comes after all, if anything does. */
  | { readonly kind: 'waiting'; readonly answer: Promise<SecretReading> };

/** A keyring that is locked may ask a person, who may not see it, and leaves us without an answer. */
const patienceMs = 10_000;

/** Tokens in VS Code's SecretStorage, one key for each connection: the only place where a token is kept. */
export class SecretStore {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly waitMs = patienceMs,
  ) {}

  /** Never throws. */
  async read(id: string): Promise<SecretReading> {
    const answer = this.readPatiently(id);
    return this.inTime(answer, () => ({ kind: 'waiting', answer }));
  }

  private async readPatiently(id: string): Promise<SecretReading> {
    let text: string | undefined;
    try {
      text = await this.secrets.get(prefix + id);
    } catch (error) {
      return { kind: 'unavailable', message: error instanceof Error ? error.message : String(error) };
    }
    if (text === undefined || text === '') {
      return { kind: 'missing' };
    }
    return readSecret(id, text) ?? { kind: 'damaged' };
  }

  /** Throws when the storage fails or does not answer in time. */
  async write(token: string, info: ConnectionInfo): Promise<void> {
    await this.inTime(
      this.secrets.store(prefix + info.id, JSON.stringify({ version: 1, token, info })),
      giveUp,
    );
  }

  /** Throws when the storage fails or does not answer in time. */
  async delete(id: string): Promise<void> {
    await this.inTime(this.secrets.delete(prefix + id), giveUp);
  }

  /** Calls back with a connection's id when its token was stored or deleted, by this window or another. */
  onDidChange(listener: (id: string) => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) {
        listener(key.slice(prefix.length));
      }
    });
  }

  private async inTime<T>(answer: Thenable<T>, otherwise: () => T): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof tooLate>((resolve) => {
      timer = setTimeout(() => resolve(tooLate), this.waitMs);
    });
    try {
      const first = await Promise.race([answer, late]);
      return first === tooLate ? otherwise() : first;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Undefined: it is not what `write` has stored for this connection. */
function readSecret(id: string, text: string): SecretReading | undefined {
  try {
    const { version, token, info: stored } = fieldsOf(JSON.parse(text));
    const info = readConnectionInfo(stored);
    return version === 1 && typeof token === 'string' && token !== '' && info?.id === id
      ? { kind: 'found', token, info }
      : undefined;
  } catch {
    return undefined;
  }
}

const tooLate = Symbol('too late');

function giveUp(): never {
  throw new SecretsUnavailableError('the keyring does not answer', true);
}
