import type { Connection } from '../connections/connection';
import type { Invited } from '../grants/invitationTasks';
import { roleOf } from '../grants/teams';
import type { Invitation } from '../waldur/invitations';
import type { Role } from '../waldur/roles';

/** An invitation with the organisation whose list it is in. */
export interface ChosenInvitation {
  readonly connection: Connection;
  readonly customer: string;
  readonly invitation: Invitation;
}

/** What an invitation is. @param roles by uuid or name, for their labels */
export function whatOf(
  { invitation, customer }: ChosenInvitation,
  roles?: ReadonlyMap<string, Role>,
): Invited {
  const { email, scope_type: type, scope_uuid: scope, scope_name: name } = invitation;
  const ofCustomer = invitation.customer_uuid ?? customer;
  return {
    email: email ?? '',
    scope:
      type === 'project'
        ? {
            kind: 'project',
            uuid: scope ?? '',
            customer: ofCustomer,
            name: name ?? '',
            customerName: invitation.customer_name ?? undefined,
          }
        : { kind: 'customer', uuid: ofCustomer, name: name ?? '' },
    role: roleOf({ ...invitation, role_uuid: invitation.role_uuid ?? invitation.role }, roles),
  };
}
