import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Invitation, listInvitations, waitingStates } from '../waldur/invitations';
import { type Grant, listUsers } from '../waldur/members';
import { readAllPages } from '../waldur/paging';
import { invitationScope, type Invited } from './invitationTasks';

/** The invitations with the same address, role and scope that no one has accepted, also those that are over. */
export async function findInvitations(
  client: WaldurClient,
  invited: Invited,
  options?: CallOptions,
): Promise<readonly Invitation[]> {
  const scope = invitationScope(invited.scope);
  if (scope === undefined) {
    return [];
  }
  const { rows } = await listInvitations(
    client,
    { email: invited.email, state: waitingStates, scope, page_size: 100 },
    options,
  );
  return rows.filter((row) => isFor(row, invited));
}

/** Who has that role there and that address. */
export async function findHolder(
  client: WaldurClient,
  { email, scope, role }: Invited,
  options?: CallOptions,
): Promise<Grant | undefined> {
  const { rows } = await listUsers(client, scope, { search_string: email, page_size: 100 }, options);
  return rows.find((row) => isFor({ ...row, email: row.user_email }, { email, role }));
}

/** Whether an invitation or a grant is for that address and role; some servers leave out what names the role. */
export function isFor(
  row: Pick<Invitation, 'email' | 'role_uuid' | 'role_name'>,
  { email, role }: Pick<Invited, 'email' | 'role'>,
): boolean {
  return (
    row.email?.toLowerCase() === email.toLowerCase() &&
    (row.role_uuid === role.uuid || row.role_name === role.name)
  );
}

/**
 * The invitations of an organisation and its projects that wait, the newest first, page by page.
 * @param accepted also those that were accepted
 */
export async function* waitingInvitations(
  client: WaldurClient,
  customer: string,
  { accepted, ...options }: CallOptions & { readonly accepted: boolean },
): AsyncGenerator<readonly Invitation[]> {
  const pages = readAllPages(
    (page, call) =>
      listInvitations(
        client,
        {
          customer_uuid: customer,
          state: accepted ? [...waitingStates, 'accepted'] : waitingStates,
          o: '-created',
          page,
          page_size: 100,
        },
        call,
      ),
    options,
  );
  for await (const { rows } of pages) {
    yield rows;
  }
}
