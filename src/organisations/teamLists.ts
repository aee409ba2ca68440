import { keyOf } from '../access/objects';
import type { WaldurClient } from '../waldur/client';
import { type CustomerUser, listCustomerUsers } from '../waldur/customerUsers';
import { type Invitation, listInvitations, waitingStates } from '../waldur/invitations';
import { type Grant, listUsers, type Scope } from '../waldur/members';
import type { RowList } from './rowList';
import { RowLists } from './rowLists';

/** Who has a role where, and who is invited to one. */
export class TeamLists {
  private readonly grantLists = new RowLists<Grant>();
  private readonly peopleLists = new RowLists<CustomerUser>();
  private readonly invitationLists = new RowLists<Invitation>();

  constructor(private readonly client: WaldurClient) {}

  grants(scope: Scope): RowList<Grant> {
    return this.grantLists.get(
      keyOf(scope),
      (page, signal) => listUsers(this.client, scope, page, { signal }),
      {
        readRow: async ({ uuid, user_uuid: user }, signal) => {
          const { rows } = await listUsers(this.client, scope, user ? { user } : {}, { signal });
          return rows.find((row) => row.uuid === uuid);
        },
      },
    );
  }

  /** People of an organisation, with those who hold roles on its projects only. Needs CUSTOMER.LIST_USERS. */
  people(customer: string): RowList<CustomerUser> {
    return this.peopleLists.get(
      customer,
      (page, signal) => listCustomerUsers(this.client, customer, page, { signal }),
      {
        readRow: async ({ uuid, username }, signal) => {
          const params = { username: username ?? undefined };
          const { rows } = await listCustomerUsers(this.client, customer, params, { signal });
          return rows.find((row) => row.uuid === uuid);
        },
      },
    );
  }

  /** Invitations to an organisation and its projects that wait for an answer, newest first. */
  invitations(customer: string): RowList<Invitation> {
    return this.invitationLists.get(customer, (page, signal) =>
      listInvitations(
        this.client,
        { customer_uuid: customer, state: waitingStates, o: ['-created'], ...page },
        { signal },
      ),
    );
  }

  /** Reads the list of an object again, where someone shows it. Throws what the read threw. */
  async reload(
    list: 'team' | 'people' | 'invitations',
    of: { readonly kind: string; readonly uuid: string },
  ): Promise<void> {
    switch (list) {
      case 'team':
        return this.grantLists.find(keyOf(of))?.reload();
      case 'people':
        return this.peopleLists.find(of.uuid)?.reload();
      case 'invitations':
        return this.invitationLists.find(of.uuid)?.reload();
    }
  }

  dispose(): void {
    for (const lists of [this.grantLists, this.peopleLists, this.invitationLists]) {
      lists.dispose();
    }
  }
}
