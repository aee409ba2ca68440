import { readServerVersion } from '../access/caller';
import type { CurrentCaller } from '../access/currentCaller';
import type { WaldurClient } from '../waldur/client';
import { readConfiguration } from '../waldur/session';
import { type KnownFilters, readKnownFilters } from './knownFilters';

/** What a server is and what it knows, read when first asked for. */
export class ServerFacts {
  private filters: Promise<KnownFilters> | undefined;
  private readVersion: Promise<string | undefined> | undefined;
  private readCurrency: Promise<string> | undefined;

  constructor(
    private readonly client: WaldurClient,
    private readonly caller: Pick<CurrentCaller, 'now'>,
  ) {}

  /** Which filters of organisations the server knows beside those of every server; throws what reading threw. */
  async knownFilters(): Promise<KnownFilters> {
    this.filters ??= readKnownFilters(this.client).catch((error: unknown) => {
      this.filters = undefined;
      throw error;
    });
    return this.filters;
  }

  /** What the server says it is, for those who need it; undefined when it does not say. Never throws. */
  version(): Promise<string | undefined> {
    const { now } = this.caller;
    if (now?.serverVersion !== undefined) {
      return Promise.resolve(now.serverVersion);
    }
    this.readVersion ??= readServerVersion(this.client).catch(() => {
      this.readVersion = undefined;
      return undefined;
    });
    return this.readVersion;
  }

  /** Three letters, as a rule; empty where the server does not say. Never throws. */
  currency(): Promise<string> {
    this.readCurrency ??= readConfiguration(this.client).then(
      ({ WALDUR_CORE: { CURRENCY_NAME } }) => CURRENCY_NAME ?? '',
      () => {
        this.readCurrency = undefined;
        return '';
      },
    );
    return this.readCurrency;
  }

  /** It may have become another meanwhile. */
  forget(): void {
    this.filters = undefined;
  }
}
