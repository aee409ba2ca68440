import type { Caller } from '../access/caller';
import type { Connection } from '../connections/connection';
import type { GrantScope, HeldRole } from '../grants/roleTask';

/** Roles to change, all on one server, with what is needed for it. */
export interface HeldTarget {
  readonly connection: Connection;
  readonly caller: Caller;
  readonly held: readonly HeldRole[];
}

/** Where each of the roles is held, and by whom. */
export function placesOf({ held }: HeldTarget): readonly (GrantScope & { readonly person: string })[] {
  return held.map(({ scope, person }) => ({ ...scope, person: person.uuid }));
}
