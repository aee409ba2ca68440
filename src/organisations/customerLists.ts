import type { WaldurClient } from '../waldur/client';
import { countCustomers, type Customer, type CustomerField, listCustomers } from '../waldur/customers';
import { listOrganizationGroups, type OrganizationGroup } from '../waldur/organizationGroups';
import {
  customerFields,
  filterParams,
  type GroupOfCustomers,
  groupsPerPage,
  rowParams,
} from './customerParams';
import type { CustomerView } from './customerView';
import type { ObjectsOfKind } from './objectsOfKind';
import type { RowList } from './rowList';

/** A front server takes addresses of 4 kB at least, and one group takes 57 characters of it. */
const mostGroupsAsked = 50;

/** Organisations as views list them, and the groups they are in. */
export class CustomerLists {
  constructor(
    private readonly client: WaldurClient,
    private readonly customers: ObjectsOfKind<Customer, CustomerField>,
    private readonly organizationGroups: ObjectsOfKind<OrganizationGroup>,
  ) {}

  list(view: CustomerView, group: GroupOfCustomers = { kind: 'all' }): RowList<Customer> {
    const fields = customerFields(view);
    const params = rowParams(view, group);
    return this.customers.list(
      JSON.stringify([params, group, view.pageSize, view.startPage]),
      (page, signal) => listCustomers(this.client, { ...params, ...page }, { signal }),
      {
        fields,
        // No filter of the server finds organisations without a group, so whole pages are read and sifted.
        pageSize: group.kind === 'none' ? 300 : view.pageSize,
        startPage: group.kind === 'all' ? view.startPage : 1,
        accept: (customer) =>
          (view.filter.archived === undefined || (customer.archived ?? false) === view.filter.archived) &&
          (group.kind !== 'none' || groupsOf(customer).length === 0),
      },
    );
  }

  /** Those of exactly this name in lists that someone shows; nothing is read. */
  named(name: string): readonly Customer[] {
    const wanted = name.trim().normalize();
    return this.customers.lists.shown.flatMap(({ rows }) =>
      rows.filter((row) => row.name.trim().normalize() === wanted),
    );
  }

  /** Organisations that searches found, while others are shown by group: a list that no page grows. */
  found(view: CustomerView): RowList<Customer> {
    const fields = customerFields(view);
    return this.customers.list(
      `found ${JSON.stringify([fields, view.filter])}`,
      ({ page }) => Promise.resolve({ rows: [], page, hasNext: false, dropped: 0 }),
      { fields },
    );
  }

  /** Organisations that are pinned, beside those of another list. */
  pinned(view: CustomerView, uuids: readonly string[], beside: RowList<Customer>): RowList<Customer> {
    return this.customers.some(uuids, beside, customerFields(view));
  }

  groups(): RowList<OrganizationGroup> {
    return this.organizationGroups.list(
      'all',
      (page, signal) => listOrganizationGroups(this.client, page, { signal }),
      { pageSize: groupsPerPage },
    );
  }

  /**
   * How many organisations the view would list that are in any of these groups. Undefined where so many groups would not
   * fit into an address.
   */
  async countIn(view: CustomerView, groups: readonly string[]): Promise<number | undefined> {
    return groups.length > mostGroupsAsked
      ? undefined
      : countCustomers(
          this.client,
          { ...filterParams(view), organization_group_uuid: groups },
          { lane: 'background' },
        );
  }

  /** How many organisations there are beside those that the view's filter lets through, archived ones only where it shows them. */
  countAll({ filter }: CustomerView): Promise<number> {
    return countCustomers(this.client, filter.archived === false ? { archived: false } : {}, {
      lane: 'background',
    });
  }

  /** How many organisations the view would list that are in no group. */
  async countUngrouped(view: CustomerView): Promise<number | undefined> {
    const groups = this.groups();
    await groups.ensure();
    if (groups.hasMore || groups.rows.length > mostGroupsAsked) {
      return undefined;
    }
    const [all, grouped = 0] = await Promise.all([
      countCustomers(this.client, filterParams(view), { lane: 'background' }),
      groups.rows.length === 0
        ? 0
        : this.countIn(
            view,
            groups.rows.map(({ uuid }) => uuid),
          ),
    ]);
    return Math.max(0, all - grouped);
  }
}

/** Uuids of the groups an organisation is in, on any server. */
export function groupsOf(customer: Customer): string[] {
  if (Array.isArray(customer.organization_groups)) {
    return customer.organization_groups.map(({ uuid }) => uuid);
  }
  const single = customer.organization_group_uuid;
  return typeof single === 'string' ? [single] : [];
}
