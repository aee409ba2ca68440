import type { WaldurClient } from '../waldur/client';
import { countCustomers } from '../waldur/customers';

/** Which filters of organisations a server knows that others ignore, and would then show all of them. */
export interface KnownFilters {
  /** Where the caller has a role, or can create projects. */
  readonly roles: boolean;
  /** Where accounting is running, which a server may be set up to know. */
  readonly accounting: boolean;
}

/** The name of no role. */
const noRole = 'WALDUR.NO_SUCH_ROLE';

/** Servers do not say which filters they know: it shows in how many organisations there are with each. */
export async function readKnownFilters(client: WaldurClient): Promise<KnownFilters> {
  const [all, withNoRole, running, notRunning] = await Promise.all([
    countCustomers(client),
    countCustomers(client, { current_user_has_role: [noRole] }),
    countCustomers(client, { accounting_is_running: true }),
    countCustomers(client, { accounting_is_running: false }),
  ]);
  return { roles: withNoRole < all, accounting: all > 0 && running + notRunning === all };
}
