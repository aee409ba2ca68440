import { randomBytes } from 'node:crypto';
import { WaldurClient } from '../../../src/waldur/client';
import { countCustomers } from '../../../src/waldur/customers';
import { WaldurError } from '../../../src/waldur/errors';
import type { HttpTransport } from '../../../src/waldur/http/transport';
import { listRoles, type Role } from '../../../src/waldur/roles';
import { type Me, readMe, readVersion } from '../../../src/waldur/session';
import { Unmet } from './unmet';
import type { Facts } from './needs';
import { Undo } from './undo';
import { Wire } from './wire';

export interface BenchOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly transport: () => HttpTransport;
  /** Uuid of an organisation that may be changed and put back, for callers who are not staff. */
  readonly organisation?: string | undefined;
  /** Uuid of a second person, who gets roles and loses them again. */
  readonly person?: string | undefined;
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  /** Whether the server may be made to fail (500). */
  readonly faults?: boolean;
  /** Whether what the server cannot take back may be done: see `Wire`. */
  readonly leave?: boolean;
  readonly allowPlainHttp?: boolean;
  /** Waits of the client between retries; left out: real ones. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** What names of this suite start with, so that people who see one know what it is. */
export const commonPrefix = 'contract-';

/** A caller on a server, and all that cases need to try it and to put it back. */
export class Bench {
  /** What every name that this run gives starts with. */
  readonly prefix = `${commonPrefix}${randomBytes(4).toString('hex')}`;
  readonly undo = new Undo();
  #serial = 0;

  private constructor(
    readonly options: BenchOptions,
    readonly wire: Wire,
    readonly client: WaldurClient,
    /** As the server tells it; undefined where it does not. */
    readonly version: string | undefined,
    readonly facts: Facts,
  ) {}

  /** Signs in and asks who the caller is. @throws WaldurError where that fails. */
  static async open(options: BenchOptions): Promise<Bench> {
    const wire = new Wire(options.transport(), new URL(options.baseUrl), options.leave === true);
    const client = clientOf(options, wire, options.token);
    const me = await readMe(client);
    const facts: Facts = {
      me,
      roles: (await listRoles(client, { page_size: 300 })).rows,
      organisations: await countCustomers(client),
      organisation: options.organisation,
      person: options.person,
      password: options.credentials !== undefined,
      faults: options.faults === true,
    };
    return new Bench(options, wire, client, await versionOf(client), facts);
  }

  /** A client with another token, or with none. */
  as(token: string | undefined): WaldurClient {
    return clientOf(this.options, this.wire, token);
  }

  get me(): Me {
    return this.facts.me;
  }

  /** `contract-1a2b3c4d organisation 7`: on no server yet. */
  name(what: string): string {
    return `${this.prefix} ${what} ${++this.#serial}`;
  }

  /** An address nobody has. */
  email(): string {
    return `${this.prefix}-${++this.#serial}@example.org`;
  }

  /** Whether the server is known to be of that version or later; undefined: its version is unknown. */
  isSince(version: string): boolean | undefined {
    return this.version === undefined ? undefined : compareVersions(this.version, version) >= 0;
  }

  /** The second person of the run. */
  get person(): string {
    if (this.facts.person === undefined) {
      throw new Unmet('there is no second person');
    }
    return this.facts.person;
  }

  /** The active roles for a kind of scope, those with the fewest permissions first. */
  roles(contentType: string): readonly Role[] {
    return this.facts.roles
      .filter((role) => role.content_type === contentType && role.is_active !== false)
      .filter((role) => role.customer_uuid === null || role.customer_uuid === undefined)
      .toSorted((a, b) => (a.permissions?.length ?? 0) - (b.permissions?.length ?? 0));
  }

  role(contentType: string): Role {
    const [role] = this.roles(contentType);
    if (role === undefined) {
      throw new Unmet(`there is no active role for ${contentType}`);
    }
    return role;
  }

  dispose(): void {
    this.client.dispose();
  }
}

/** 32 digits that are nobody's. */
export function unknownUuid(): string {
  return randomBytes(16).toString('hex');
}

function clientOf(options: BenchOptions, wire: Wire, token: string | undefined): WaldurClient {
  return new WaldurClient({
    baseUrl: options.baseUrl,
    transport: wire,
    ...(token === undefined ? {} : { token: () => Promise.resolve(token) }),
    userAgent: 'organisations-for-waldur contract tests',
    language: 'en',
    ...(options.allowPlainHttp === undefined ? {} : { allowPlainHttp: options.allowPlainHttp }),
    ...(options.wait === undefined ? {} : { wait: options.wait }),
  });
}

/** Old servers tell it to staff and support only. */
async function versionOf(client: WaldurClient): Promise<string | undefined> {
  try {
    return (await readVersion(client)).version;
  } catch (error) {
    if (error instanceof WaldurError) {
      return undefined;
    }
    throw error;
  }
}

/** Negative, zero or positive, by the numbers at the start: '7.0.7+2.g1ea6cb820' is before '7.6.5'. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function numbersOf(version: string): readonly number[] {
  return (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}
