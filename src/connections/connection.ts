import * as vscode from 'vscode';
import type { WaldurClient } from '../waldur/client';
import { WaldurError } from '../waldur/errors';
import type { ConnectionInfo, TransportKind } from './connectionInfo';
import type { SecretReading } from './secretStore';
import { SecretsUnavailableError } from '../ui/secretsUnavailable';

/** Why a person has to sign in again. `missing`: the secret storage no longer holds a token no one signed out of. */
type SignInReason = 'expired' | 'revoked' | 'missing';

export type ConnectionState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'signInNeeded'; readonly reason: SignInReason }
  /** `waiting`: the storage has not answered yet. */
  | { readonly kind: 'secretsUnavailable'; readonly message: string; readonly waiting?: true };

export interface ConnectionHooks {
  /** Asked for each request: signing in again may have found another way to the server. */
  readonly transportKind: () => TransportKind;
  readonly token: () => Promise<string | undefined>;
  readonly onUnauthorized: (error: WaldurError) => Promise<boolean>;
}

export interface ConnectionParts {
  readonly createClient: (info: ConnectionInfo, hooks: ConnectionHooks) => WaldurClient;
  readonly readSecret: () => Promise<SecretReading>;
  /** Asks the person to sign in again after this 401; true once a new token has been adopted. */
  readonly reauthenticate: (connection: Connection, error: WaldurError) => Promise<boolean>;
  /** Told of every token before its first use, so that no log ever shows it. */
  readonly protect: (token: string) => void;
}

/** A client for one signed-in user, whose token comes from the secret storage and may be replaced while it lives. */
export class Connection implements vscode.Disposable {
  readonly client: WaldurClient;
  private readonly stateEmitter = new vscode.EventEmitter<ConnectionState>();
  private readonly tokenEmitter = new vscode.EventEmitter<void>();
  private readonly waitingEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.stateEmitter.event;
  /** A new token is in use: after signing in again, here or in another window. */
  readonly onDidChangeToken = this.tokenEmitter.event;
  /** Requests began or ceased to wait for the person to sign in again. */
  readonly onDidChangeWaiting = this.waitingEmitter.event;
  private waiting = false;
  private disposed = false;
  private adoptions = 0;
  private currentState: ConnectionState = { kind: 'ready' };
  private cachedToken: string | undefined;
  private reading: Promise<string> | undefined;

  constructor(
    private currentInfo: ConnectionInfo,
    private readonly parts: ConnectionParts,
  ) {
    this.client = parts.createClient(currentInfo, {
      transportKind: () => this.currentInfo.transport,
      token: () => this.token(),
      onUnauthorized: (error) => this.recover(error),
    });
  }

  get info(): ConnectionInfo {
    return this.currentInfo;
  }

  get state(): ConnectionState {
    return this.currentState;
  }

  /** Whether requests wait for the person to sign in again. */
  get isWaitingForSignIn(): boolean {
    return this.waiting;
  }

  /** Grows with every new token. */
  get revision(): number {
    return this.adoptions;
  }

  /**
   * The token, read from the secret storage once and then kept in memory.
   * Throws an `unauthorized` WaldurError at once while the person has to sign in, so that nothing is asked of the
   * server in vain, and SecretsUnavailableError when the storage fails; that is tried anew with every call.
   */
  token(): Promise<string> {
    if (this.currentState.kind === 'signInNeeded') {
      return Promise.reject(signInNeeded(this.currentState.reason));
    }
    if (this.cachedToken !== undefined) {
      return Promise.resolve(this.cachedToken);
    }
    this.reading ??= this.readToken().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /**
   * Looks for the token anew and uses it again, also one that was refused: it may have been someone else who refused
   * it. Throws what `token` throws when there is none to use.
   */
  async retry(): Promise<void> {
    if (this.currentState.kind === 'ready') {
      return;
    }
    const reading = await this.parts.readSecret();
    if (reading.kind === 'found') {
      this.adopt(reading.token, reading.info);
    } else if (reading.kind === 'unavailable' || reading.kind === 'waiting') {
      throw this.withoutSecrets(reading);
    }
  }

  /** The storage fails, or is waited for: then its answer is taken whenever it comes. */
  private withoutSecrets(
    reading: Extract<SecretReading, { kind: 'unavailable' | 'waiting' }>,
  ): SecretsUnavailableError {
    if (reading.kind === 'unavailable') {
      this.setState({ kind: 'secretsUnavailable', message: reading.message });
      return new SecretsUnavailableError(reading.message);
    }
    const error = new SecretsUnavailableError('the keyring does not answer', true);
    this.setState({ kind: 'secretsUnavailable', message: error.message, waiting: true });
    void reading.answer.then((answer) => {
      if (answer.kind === 'found' && this.currentState.kind === 'secretsUnavailable' && !this.disposed) {
        this.adopt(answer.token, answer.info);
      }
    });
    return error;
  }

  /** Uses this token from now on. The same token again changes nothing but the information. */
  adopt(token: string, info: ConnectionInfo): void {
    this.currentInfo = info;
    this.parts.protect(token);
    const isNew = token !== this.cachedToken;
    this.cachedToken = token;
    if (isNew || this.currentState.kind !== 'ready') {
      this.adoptions++;
      this.setState({ kind: 'ready' });
      this.tokenEmitter.fire();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.client.dispose();
    this.stateEmitter.dispose();
    this.tokenEmitter.dispose();
    this.waitingEmitter.dispose();
  }

  private async readToken(): Promise<string> {
    const reading = await this.parts.readSecret();
    if (this.cachedToken !== undefined) {
      return this.cachedToken;
    }
    switch (reading.kind) {
      case 'found':
        this.parts.protect(reading.token);
        this.cachedToken = reading.token;
        this.setState({ kind: 'ready' });
        return reading.token;
      case 'missing':
      case 'damaged':
        this.setState({ kind: 'signInNeeded', reason: 'missing' });
        throw signInNeeded('missing');
      case 'unavailable':
      case 'waiting':
        throw this.withoutSecrets(reading);
    }
  }

  /** After a 401: takes the token another window may have stored meanwhile, else asks the person once. */
  private async recover(error: WaldurError): Promise<boolean> {
    if (this.currentState.kind === 'signInNeeded') {
      return false;
    }
    const refused = this.cachedToken;
    const reading = await this.parts.readSecret();
    if (this.cachedToken !== refused) {
      return true;
    }
    if (reading.kind === 'found' && reading.token !== refused) {
      this.adopt(reading.token, reading.info);
      return true;
    }
    const renewed = await this.waitForSignIn(error);
    if (!renewed && this.cachedToken === refused) {
      const expired = error.problem.kind === 'unauthorized' && error.problem.reason === 'expired';
      this.setState({ kind: 'signInNeeded', reason: expired ? 'expired' : 'revoked' });
    }
    return renewed;
  }

  private async waitForSignIn(error: WaldurError): Promise<boolean> {
    this.setWaiting(true);
    try {
      return await this.parts.reauthenticate(this, error);
    } finally {
      this.setWaiting(false);
    }
  }

  private setWaiting(waiting: boolean): void {
    this.waiting = waiting;
    this.waitingEmitter.fire();
  }

  private setState(state: ConnectionState): void {
    const before = this.currentState;
    this.currentState = state;
    if (before.kind !== state.kind || state.kind !== 'ready') {
      this.stateEmitter.fire(state);
    }
  }
}

function signInNeeded(reason: SignInReason): WaldurError {
  const readings = { expired: 'expired', revoked: 'invalid', missing: 'missing' } as const;
  return new WaldurError({ kind: 'unauthorized', status: 401, reason: readings[reason] });
}
