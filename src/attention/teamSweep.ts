import type { Caller } from '../access/caller';
import type { GrantScope, HeldRole } from '../grants/roleTask';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { endingInTeam, managedScopes } from './endingInTeams';

/** So many requests are made at most before someone has to ask for more. */
const mostRequests = 200;

/** How many teams are looked at side by side: as many requests as the background lane sends at once. */
const atOnce = 2;

/** Looks for roles that end soon in the teams of all that a caller manages, some hundred requests at a time. */
export class TeamSweep {
  readonly scopes: readonly GrantScope[];
  private next = 0;

  constructor(
    private readonly client: WaldurClient,
    private readonly caller: Caller,
    private readonly days: number,
  ) {
    this.scopes = managedScopes(caller, new Date());
  }

  /** Those whose teams were looked at. */
  get lookedAt(): readonly GrantScope[] {
    return this.scopes.slice(0, this.next);
  }

  /** Goes on where it stopped. @returns the roles it has found since @throws only when cancelled */
  async goOn(options: CallOptions): Promise<readonly HeldRole[]> {
    const found: HeldRole[] = [];
    for (let requests = 0; this.next < this.scopes.length && requests < mostRequests;) {
      const scopes = this.scopes.slice(this.next, this.next + atOnce);
      const looks = await Promise.all(
        scopes.map((scope) => endingInTeam(this.client, scope, this.caller, new Date(), this.days, options)),
      );
      this.next += scopes.length;
      requests += looks.reduce((sum, look) => sum + look.requests, 0);
      found.push(...looks.flatMap(({ roles }) => roles));
    }
    return found;
  }
}
