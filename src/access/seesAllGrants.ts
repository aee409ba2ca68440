import type { Caller } from './caller';

/** Whether a server's one list of grants holds those of everyone for this caller. */
export function seesAllGrants({ staff, support, personalToken }: Caller): boolean {
  // A personal token may show the grants of its owner alone.
  return (staff || support) && !personalToken;
}
