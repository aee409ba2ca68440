import * as vscode from 'vscode';
import { readServerVersion } from '../access/caller';
import { keyOf } from '../access/objects';
import { CurrentCaller } from '../access/currentCaller';
import type { WaldurClient } from '../waldur/client';
import { type Call, listProtectedCalls } from '../waldur/calls';
import {
  type CallManagingOrganisation,
  listCallManagingOrganisations,
} from '../waldur/callManagingOrganisations';
import { type CustomerUser, listCustomerUsers } from '../waldur/customerUsers';
import {
  countCustomers,
  type Customer,
  type CustomerField,
  listCustomers,
  retrieveCustomer,
} from '../waldur/customers';
import { type Grant, listUsers, type Scope } from '../waldur/members';
import { listOrganizationGroups, type OrganizationGroup } from '../waldur/organizationGroups';
import { listProjects, type Project, type ProjectField, retrieveProject } from '../waldur/projects';
import { type Invitation, listInvitations } from '../waldur/invitations';
import { isNotFound } from '../waldur/errors';
import { type CustomerView, filterParams, listParams } from './customerView';
import { type KnownFilters, readKnownFilters } from './knownFilters';
import type { RowList } from './rowList';
import { RowLists } from './rowLists';
import { roleText } from './roleText';

/** What a row of the tree shows; counts come with the tooltip, because they cost more than all the rest. */
/** What a row shows; the last two where two have the same name. */
const customerRowFields = [
  'uuid',
  'name',
  'archived',
  'blocked',
  'abbreviation',
  'native_name',
] as const satisfies readonly CustomerField[];
/** Old servers give one group, newer ones a list. */
const customerGroupFields = [
  'organization_groups',
  'organization_group_uuid',
] as const satisfies readonly CustomerField[];

/** A front server takes addresses of 4 kB at least, and one group takes 57 characters of it. */
const mostGroupsAsked = 50;

/** What a row of a project shows. */
export const projectRowFields = [
  'uuid',
  'name',
  'start_date',
  'end_date',
  'effective_end_date',
  'grace_period_days',
  'is_removed',
  'resources_count',
  'customer_uuid',
] as const satisfies readonly ProjectField[];

/** Which role a row is about. */
export interface RoleOfRow {
  readonly role_uuid?: string | null | undefined;
  readonly role_name?: string | null | undefined;
}

/** Which organisations of a grouped list. */
export type GroupOfCustomers =
  { readonly kind: 'all' } | { readonly kind: 'group'; readonly uuid: string } | { readonly kind: 'none' };

/**
 * Everything read through one connection: lists by what they list, each read once for all who show it and let go with
 * the last of them.
 */
export class OrganisationStore implements vscode.Disposable {
  private readonly customerLists = new RowLists<Customer>();
  private readonly groupLists = new RowLists<OrganizationGroup>();
  private readonly projectLists = new RowLists<Project>();
  private readonly grantLists = new RowLists<Grant>();
  private readonly peopleLists = new RowLists<CustomerUser>();
  private readonly managingOrganisationLists = new RowLists<CallManagingOrganisation>();
  private readonly callLists = new RowLists<Call>();
  private readonly invitationLists = new RowLists<Invitation>();
  private filtersKnown: Promise<KnownFilters> | undefined;
  private versionKnown: Promise<string | undefined> | undefined;
  private readonly callerEmitter = new vscode.EventEmitter<void>();

  /** Who is signed in and what their roles permit: read when first asked for, and once more after a 403. */
  readonly caller: CurrentCaller;
  /** What the caller may do became known, or was read anew. */
  readonly onDidChangeCaller = this.callerEmitter.event;

  constructor(private readonly client: WaldurClient) {
    // Rules that need the server's version answer "perhaps" without it, which spares every window a request.
    this.caller = new CurrentCaller(client, { serverVersion: undefined }, () => this.callerEmitter.fire());
  }

  customers(view: CustomerView, group: GroupOfCustomers = { kind: 'all' }): RowList<Customer> {
    const field = this.customerFields(view);
    const params = {
      ...listParams(view),
      ...(group.kind === 'group' ? { organization_group_uuid: [group.uuid] } : {}),
      field,
    };
    return this.customerLists.get(
      `customers ${JSON.stringify([params, group, view.pageSize, view.startPage])}`,
      (page, signal) => listCustomers(this.client, { ...params, ...page }, { signal }),
      {
        // No filter of the server finds organisations without a group, so whole pages are read and sifted.
        pageSize: group.kind === 'none' ? 300 : view.pageSize,
        startPage: group.kind === 'all' ? view.startPage : 1,
        readRow: ({ uuid }, signal) => this.customer(uuid, field, signal),
        accept: (customer) =>
          (view.filter.archived === undefined || (customer.archived ?? false) === view.filter.archived) &&
          (group.kind !== 'none' || groupsOf(customer).length === 0),
      },
    );
  }

  /** Organisations that searches found, while others are shown by group: a list that no page grows. */
  foundCustomers(view: CustomerView): RowList<Customer> {
    const field = this.customerFields(view);
    return this.customerLists.get(
      `found customers ${JSON.stringify([field, view.filter])}`,
      ({ page }) => Promise.resolve({ rows: [], page, hasNext: false, dropped: 0 }),
      { readRow: ({ uuid }, signal) => this.customer(uuid, field, signal) },
    );
  }

  /**
   * How many organisations the view would list that are in any of these groups. Undefined where so many groups would not
   * fit into an address.
   */
  async countIn(view: CustomerView, groups: readonly string[]): Promise<number | undefined> {
    return groups.length > mostGroupsAsked
      ? undefined
      : countCustomers(this.client, { ...filterParams(view), organization_group_uuid: groups });
  }

  /** How many organisations the view would list that are in no group. */
  async countUngrouped(view: CustomerView): Promise<number | undefined> {
    const groups = this.groups();
    await groups.ensure();
    if (groups.hasMore || groups.rows.length > mostGroupsAsked) {
      return undefined;
    }
    const [all, grouped = 0] = await Promise.all([
      countCustomers(this.client, filterParams(view)),
      groups.rows.length === 0
        ? 0
        : this.countIn(
            view,
            groups.rows.map(({ uuid }) => uuid),
          ),
    ]);
    return Math.max(0, all - grouped);
  }

  /** What a row of the view needs to be shown. */
  customerFields(view: CustomerView): readonly CustomerField[] {
    return [
      ...new Set([...customerRowFields, ...view.columns, ...(view.grouped ? customerGroupFields : [])]),
    ];
  }

  groups(): RowList<OrganizationGroup> {
    return this.groupLists.get(
      'groups',
      (page, signal) => listOrganizationGroups(this.client, page, { signal }),
      {
        pageSize: 300,
      },
    );
  }

  projects(customer: string): RowList<Project> {
    return this.projectLists.get(
      `projects ${customer}`,
      (page, signal) =>
        listProjects(
          this.client,
          { customer, field: projectRowFields, o: ['name', 'created'], ...page },
          { signal },
        ),
      {
        readRow: ({ uuid }, signal) =>
          unlessGone(retrieveProject(this.client, uuid, { field: projectRowFields }, { signal })),
      },
    );
  }

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

  /** Invitations to an organisation and its projects that wait for an answer, newest first. */
  invitations(customer: string): RowList<Invitation> {
    return this.invitationLists.get(`invitations ${customer}`, (page, signal) =>
      listInvitations(
        this.client,
        { customer_uuid: customer, state: ['pending', 'requested', 'project'], o: ['-created'], ...page },
        { signal },
      ),
    );
  }

  /** People of an organisation, with those who hold roles on its projects only. Needs CUSTOMER.LIST_USERS. */
  people(customer: string): RowList<CustomerUser> {
    return this.peopleLists.get(
      `people ${customer}`,
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

  managingOrganisations(): RowList<CallManagingOrganisation> {
    return this.managingOrganisationLists.get('managing organisations', (page, signal) =>
      listCallManagingOrganisations(this.client, { o: ['customer_name'], ...page }, { signal }),
    );
  }

  calls(customer: string): RowList<Call> {
    return this.callLists.get(`calls ${customer}`, (page, signal) =>
      listProtectedCalls(this.client, { customer_uuid: customer, o: ['-created'], ...page }, { signal }),
    );
  }

  /** What people call the role of a row; of use also before, or where, the server's roles are not known. */
  roleLabel({ role_uuid: uuid, role_name: name }: RoleOfRow): string {
    const roles = this.caller.now?.rolesBy;
    const role = roles?.get(uuid ?? '') ?? roles?.get(name ?? '');
    return roleText(role ?? { name: name ?? uuid ?? '' });
  }

  /** Rows show what people call roles and what the caller may do as soon as that is known; failing, they do without. */
  wantCaller(): void {
    void this.caller.get().catch(() => undefined);
  }

  /** Which filters of organisations the server knows beside those of every server; throws what reading threw. */
  async knownFilters(): Promise<KnownFilters> {
    this.filtersKnown ??= readKnownFilters(this.client).catch((error: unknown) => {
      this.filtersKnown = undefined;
      throw error;
    });
    return this.filtersKnown;
  }

  /** What the server says it is, for those who need it; undefined when it does not say. Never throws. */
  serverVersion(): Promise<string | undefined> {
    const { now } = this.caller;
    if (now?.serverVersion !== undefined) {
      return Promise.resolve(now.serverVersion);
    }
    this.versionKnown ??= readServerVersion(this.client).catch(() => {
      this.versionKnown = undefined;
      return undefined;
    });
    return this.versionKnown;
  }

  /**
   * Reads again who the caller is and which roles there are: both may have changed on the server meanwhile. What is
   * known stays where they cannot be read.
   */
  async refreshCaller(): Promise<void> {
    this.filtersKnown = undefined;
    this.caller.forget();
    await this.caller.get().catch(() => undefined);
  }

  dispose(): void {
    for (const lists of [
      this.customerLists,
      this.groupLists,
      this.projectLists,
      this.grantLists,
      this.peopleLists,
      this.managingOrganisationLists,
      this.callLists,
      this.invitationLists,
    ]) {
      lists.dispose();
    }
    this.callerEmitter.dispose();
  }

  private customer(
    uuid: string,
    field: readonly CustomerField[],
    signal: AbortSignal,
  ): Promise<Customer | undefined> {
    return unlessGone(retrieveCustomer(this.client, uuid, { field }, { signal }));
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

/** Undefined where what is read is no longer on the server. */
async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}
