import * as vscode from 'vscode';
import { planGrants } from '../grants/plan';
import { inviteWishes, planInvites } from '../grants/planInvites';
import { roleName } from '../grants/teams';
import type { ChosenPerson } from '../organisations/chosenPerson';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { RoleScope } from '../organisations/roleScope';
import type { Role } from '../waldur/roles';
import type { PlannedTask } from '../grants/taskKinds';
import type { ChangePlan } from './changePlan';
import { grantScopes, planContext } from './prepare';

/** Who is to get which role where. */
export interface GrantWish {
  /** Of one kind and one connection. */
  readonly scopes: readonly RoleScope[];
  readonly chosen: readonly ChosenPerson[];
  readonly role: Role | undefined;
  /** For those who are invited. */
  readonly message: string;
}

/**
 * What granting comes to: roles for people, invitations for addresses.
 * @param expiry of the role; null is never
 */
export async function planGrant(
  { stores }: { readonly stores: Pick<OrganisationStores, 'of'> },
  { scopes, chosen, role, message }: GrantWish,
  expiry: string | null,
  signal: AbortSignal,
): Promise<ChangePlan<PlannedTask>> {
  const [first] = scopes;
  if (first === undefined || role === undefined) {
    return { tasks: [], warnings: [] };
  }
  const { connection } = first;
  const caller = await stores.of(connection).caller.get();
  const people = chosen.flatMap((one) => (one.kind === 'person' ? [one.person] : []));
  const addresses = chosen.flatMap((one) => (one.kind === 'address' ? [one.email] : []));
  const fresh = await grantScopes(
    connection,
    scopes.map(({ object }) => object),
    signal,
  );
  const [planned, invites] = await Promise.all([
    people.length === 0
      ? { tasks: [] }
      : planContext(connection, caller, fresh, signal).then((against) =>
          planGrants({ scopes: fresh, people, role, expiry }, against),
        ),
    planInvites(
      connection.client,
      caller,
      inviteWishes(addresses, fresh, { role: roleName(role), message }),
      { signal },
    ),
  ]);
  return {
    tasks: [...planned.tasks, ...invites],
    warnings:
      addresses.length > 0 && expiry !== null
        ? [
            vscode.l10n.t(
              'Invitations have no expiry for the role. People who accept one keep the role until it is changed.',
            ),
          ]
        : [],
  };
}
