import type { Caller } from '../access/caller';
import { keyOf } from '../access/objects';
import type { GrantScope, HeldRole } from '../grants/roleTask';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { isCancelled } from '../waldur/errors';
import { endingInTeam, managedScopes } from './endingInTeams';
import { inOrderOfEnd } from './endingRoles';

/** So many requests are made at most before it stops, until someone asks for more or looks again later. */
const mostRequests = 200;

/** How many teams are looked at side by side: as many requests as the background lane sends at once. */
const atOnce = 2;

/**
 * Looks for roles that end soon in the teams of all that a caller manages, some hundred requests at a time. Each time it
 * goes on where it stopped: first come those that no one looked at yet, then those whose look is longest ago.
 */
export class TeamSweep {
  /** What is looked at, once it is known. */
  scopes: readonly GrantScope[] = [];
  /** What was found in each, the one that was looked at longest ago first. */
  private readonly found = new Map<string, readonly HeldRole[]>();

  constructor(private readonly client: WaldurClient) {}

  /** Those whose teams were looked at. */
  get lookedAt(): readonly GrantScope[] {
    return this.scopes.filter((scope) => this.found.has(keyOf(scope)));
  }

  /** All that was found, soonest first. */
  get roles(): readonly HeldRole[] {
    return inOrderOfEnd([...this.found.values()].flat());
  }

  /**
   * Tells after each two teams whether their roles are others than before.
   * @throws WaldurError when cancelled; why a team could not be read, once the others were
   */
  async *goOn(caller: Caller, days: number, options: CallOptions): AsyncGenerator<boolean, void, undefined> {
    const queue = this.queueFor(managedScopes(caller, new Date()));
    const failures: unknown[] = [];
    let requests = 0;
    for (let at = 0; at < queue.length && requests < mostRequests; at += atOnce) {
      const scopes = queue.slice(at, at + atOnce);
      const looks = await Promise.allSettled(
        scopes.map((scope) => endingInTeam(this.client, scope, caller, new Date(), days, options)),
      );
      let isNews = false;
      for (const [index, look] of looks.entries()) {
        if (look.status === 'rejected') {
          if (isCancelled(look.reason)) {
            throw look.reason;
          }
          failures.push(look.reason);
          requests++;
          continue;
        }
        const key = keyOf(scopes[index] ?? { kind: '', uuid: '' });
        isNews ||= look.value.roles.length > 0 || (this.found.get(key) ?? []).length > 0;
        requests += look.value.requests;
        this.found.delete(key);
        this.found.set(key, look.value.roles);
      }
      yield isNews;
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  /** Takes what was read since of single objects. */
  learn(scopes: readonly GrantScope[], roles: readonly HeldRole[]): void {
    const read = new Set(scopes.map(keyOf));
    for (const [key, before] of this.found) {
      const others = before.filter(({ scope }) => !read.has(keyOf(scope)));
      const added = roles.filter(({ scope }) => this.keyAbove(scope) === key);
      this.found.set(key, [...others, ...added]);
    }
  }

  /** A project is looked at with its organisation, where the caller manages that. */
  private keyAbove(scope: GrantScope): string {
    const own = keyOf(scope);
    return scope.kind === 'project' && !this.found.has(own)
      ? keyOf({ kind: 'customer', uuid: scope.customer })
      : own;
  }

  private queueFor(scopes: readonly GrantScope[]): readonly GrantScope[] {
    const byKey = new Map(scopes.map((scope) => [keyOf(scope), scope]));
    for (const key of this.found.keys()) {
      if (!byKey.has(key)) {
        this.found.delete(key);
      }
    }
    this.scopes = scopes;
    return [
      ...scopes.filter((scope) => !this.found.has(keyOf(scope))),
      ...[...this.found.keys()].flatMap((key) => byKey.get(key) ?? []),
    ];
  }
}
