import type { WaldurClient } from '../waldur/client';
import { WaldurError } from '../waldur/errors';
import { type Caller, type CallerFacts, readCaller } from './caller';

/** The caller of one connection: read when first asked for, and once more after a 403 or when told to. */
export class CurrentCaller {
  private reading: Promise<Caller> | undefined;
  private known: Caller | undefined;

  constructor(
    private readonly client: WaldurClient,
    private readonly facts: Pick<CallerFacts, 'serverVersion'> = {},
    /** Called when what the caller may do was read anew. */
    private readonly changed: (caller: Caller) => void = () => undefined,
  ) {}

  /** What was read last, for those who cannot wait. */
  get now(): Caller | undefined {
    return this.known;
  }

  /** One reading for all who ask meanwhile. A failed one is forgotten. */
  get(): Promise<Caller> {
    this.reading ??= this.read(this.facts);
    return this.reading;
  }

  /** Reads the own account again; roles and version stay as they are. */
  async reread(): Promise<Caller> {
    const { known } = this;
    this.reading = this.read(
      known === undefined
        ? this.facts
        : { ...this.facts, roles: known.roles, serverVersion: known.serverVersion },
    );
    return this.reading;
  }

  /** Roles changed on the server, or someone else signed in: the next question reads everything. */
  forget(): void {
    this.reading = undefined;
  }

  /** After a refusal what the caller may do is read once more. @returns whether it was one */
  async heed(error: unknown): Promise<boolean> {
    if (!(error instanceof WaldurError) || error.problem.kind !== 'forbidden') {
      return false;
    }
    await this.reread();
    return true;
  }

  private read(facts: CallerFacts): Promise<Caller> {
    const reading: Promise<Caller> = readCaller(this.client, facts).then(
      (caller) => {
        if (this.reading === reading) {
          this.known = caller;
          this.changed(caller);
        }
        return caller;
      },
      (error: unknown) => {
        if (this.reading === reading) {
          this.reading = undefined;
        }
        throw error;
      },
    );
    return reading;
  }
}
