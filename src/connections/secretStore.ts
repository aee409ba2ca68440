import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type ConnectionInfo, connectionInfoSchema } from './connectionInfo';
import { SecretsUnavailableError } from '../ui/secretsUnavailable';

const prefix = 'waldur.connection:';

const secretSchema = z.object({
  version: z.literal(1),
  token: z.string().check(z.minLength(1)),
  info: connectionInfoSchema,
});

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
    try {
      const { token, info } = z.parse(secretSchema, JSON.parse(text));
      return info.id === id ? { kind: 'found', token, info } : { kind: 'damaged' };
    } catch {
      return { kind: 'damaged' };
    }
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

const tooLate = Symbol('too late');

function giveUp(): never {
  throw new SecretsUnavailableError('the keyring does not answer', true);
}
