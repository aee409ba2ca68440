import { isUtf8 } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import { ApiError, unauthorized } from '../http/errors';
import type { Store } from '../store/store';
import type { WorldUser } from '../world';

interface Session {
  readonly username: string;
  /** Milliseconds; pushed by every call. */
  used: number;
  expired: boolean;
}

const hex = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** Each user's one token, personal access tokens, sign-in with password and what locks it. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #tokenOf = new Map<string, string>();
  readonly #personal = new Map<string, { username: string; expires: number }>();
  readonly #failures = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    for (const user of store.users.rows) {
      const token =
        user.token === undefined || user.token === '' ? hex(`token of ${user.username}`, 40) : user.token;
      this.#put(user.username, token, user.token_expired === true);
    }
  }

  #put(username: string, token: string, expired = false): string {
    this.#tokenOf.set(username, token);
    this.#sessions.set(token, { username, used: this.clock.now().getTime(), expired });
    return token;
  }

  /** The tokens by username, also the expired and those of disabled accounts. */
  tokens(): Record<string, string> {
    return Object.fromEntries(this.#tokenOf);
  }

  /** A user's token, made where there is none (any more). */
  tokenFor(user: WorldUser): string {
    const token = this.#tokenOf.get(user.username);
    const session = token === undefined ? undefined : this.#sessions.get(token);
    if (token !== undefined && session && !this.#isExpired(session, user)) {
      return token;
    }
    if (token !== undefined) {
      this.#sessions.delete(token);
    }
    return this.#put(user.username, randomBytes(20).toString('hex'));
  }

  /** From now on the user's token answers 401 "Token has expired.". @returns the next one */
  expire(username: string): string {
    const session = this.#sessions.get(this.#tokenOf.get(username) ?? '');
    if (session) {
      session.expired = true;
    }
    return this.#put(username, randomBytes(20).toString('hex'));
  }

  /** When a user's token ends if it is not used; null: never. */
  expiresAt(user: WorldUser): Date | null {
    const lifetime = user.token_lifetime;
    const session = this.#sessions.get(this.#tokenOf.get(user.username) ?? '');
    return session && typeof lifetime === 'number' ? new Date(session.used + lifetime * 1000) : null;
  }

  /** Whether a user has a token, be it expired. */
  hasToken(user: WorldUser): boolean {
    return this.#tokenOf.has(user.username);
  }

  signOut(user: WorldUser): void {
    this.#sessions.delete(this.#tokenOf.get(user.username) ?? '');
    this.#tokenOf.delete(user.username);
  }

  addPersonalToken(user: WorldUser, expires: number): string {
    const token = `w_${Math.floor(expires / 1000)}_${randomBytes(24).toString('base64url')}`;
    this.#personal.set(token, { username: user.username, expires });
    return token;
  }

  removePersonalToken(token: string): void {
    this.#personal.delete(token);
  }

  #isExpired(session: Session, user: WorldUser): boolean {
    const lifetime = user.token_lifetime;
    return (
      session.expired ||
      (typeof lifetime === 'number' && session.used + lifetime * 1000 < this.clock.now().getTime())
    );
  }

  /**
   * Who an `Authorization` header is; undefined where it says nothing this server reads.
   * Throws 401 with the reason.
   * @param personal whether personal access tokens are known
   */
  authenticate(header: string | undefined, personal: boolean): WorldUser | undefined {
    const [scheme, token, ...more] = (header ?? '').trim().split(/\s+/);
    switch ((scheme ?? '').toLowerCase()) {
      case 'token':
        if (token === undefined) {
          throw unauthorized('Invalid token. No credentials provided.');
        }
        if (more.length > 0) {
          throw unauthorized('Invalid token. Token string should not contain spaces.');
        }
        if (!isUtf8(Buffer.from(token, 'latin1'))) {
          throw unauthorized('Invalid token header. Token string should not contain invalid characters.');
        }
        return this.#byToken(token);
      case 'bearer':
        if (!personal) {
          return undefined;
        }
        return this.#byPersonalToken(token ?? '');
      default:
        return undefined;
    }
  }

  #byToken(token: string): WorldUser {
    const session = this.#sessions.get(token);
    const user = this.store.userNamed(session?.username);
    if (!session || !user) {
      throw unauthorized('Invalid token.');
    }
    if (user.is_active === false) {
      throw unauthorized('User inactive or deleted.');
    }
    if (this.#isExpired(session, user)) {
      throw unauthorized('Token has expired.');
    }
    session.used = this.clock.now().getTime();
    return user;
  }

  #byPersonalToken(token: string): WorldUser {
    if (!token.startsWith('w_')) {
      throw unauthorized('Invalid JWT token.');
    }
    const personal = this.#personal.get(token);
    const user = this.store.userNamed(personal?.username);
    if (!personal || !user) {
      throw unauthorized('Invalid token.');
    }
    if (user.is_active === false) {
      throw unauthorized('User inactive or deleted.');
    }
    if (personal.expires < this.clock.now().getTime()) {
      throw unauthorized('Token has expired.');
    }
    return user;
  }

  /** Sign-in with user name and password. Throws 401; after four failures in ten minutes also for the right password. */
  signIn(username: string, password: string): string {
    const now = this.clock.now().getTime();
    const failures = this.#failures.get(username);
    const refuse = (detail: string): ApiError => new ApiError(401, { detail });
    if (failures && failures.count >= 4 && failures.until > now) {
      throw refuse('Username is locked out. Try in 10 minutes.');
    }
    const user = this.store.userNamed(username);
    if (!user || user.is_active === false || user.password === undefined || user.password !== password) {
      const count = failures && failures.until > now ? failures.count : 0;
      this.#failures.set(username, { count: count + 1, until: now + 600_000 });
      throw refuse('Invalid username/password.');
    }
    this.#failures.delete(username);
    return this.tokenFor(user);
  }
}
