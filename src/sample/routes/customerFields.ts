import { countryName } from '../countries';
import type { SampleApp } from '../app';
import { ServerCrash } from '../http/errors';
import type { Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import type { Json } from '../json';
import { connected, visibleProjects } from '../rules/visibility';
import { isOwner, isStaffOrSupport } from '../rules/permissions';
import type { WorldCustomer, WorldOrganizationGroup, WorldPaymentProfile, WorldProject } from '../world';
import { byCodePoint, contains } from '../store/table';
import type { Behaviour } from '../versions';
import { imageUrl } from './common';
import { groupFields } from './organizationGroups';

type Customer = WorldCustomer;

export const paymentTypes: Readonly<Record<string, string>> = {
  fixed_price: 'Fixed-price contract',
  invoices: 'Monthly invoices',
  payment_gw_monthly: 'Payment gateways (monthly)',
};

export const paymentProfileFields: Fields<WorldPaymentProfile> = {
  uuid: (row) => row.uuid,
  url: (row, x) => x.plainUrl('payment-profiles', row.uuid),
  name: (row) => row.name,
  organization_uuid: (row) => row.organization,
  organization: (row, x) => x.plainUrl('customers', row.organization),
  attributes: (row) => (row.attributes ?? {}) as Json,
  payment_type: (row) => row.payment_type,
  payment_type_display: (row) => paymentTypes[row.payment_type] ?? row.payment_type,
  is_active: (row) => (row.is_active === true ? true : null),
};

/** The payment profiles of a customer the caller may know of; null: none of them. */
function knownProfiles(exchange: Exchange, customer: string): readonly WorldPaymentProfile[] | null {
  const profiles = exchange.app.store.profilesOf(customer);
  if (isStaffOrSupport(exchange.caller)) {
    return profiles;
  }
  return isOwner(exchange.app, exchange.caller, customer)
    ? profiles.filter((profile) => profile.is_active === true)
    : null;
}

const nestedProjectFields: Fields<WorldProject> = {
  url: (row, x) => x.url('projects', row.uuid),
  uuid: (row) => row.uuid,
  name: (row) => row.name,
  image: (row, x) => imageUrl(x, row),
  resource_count: (row, x) =>
    x.app.store.resourcesOf(row.uuid).filter((resource) => resource.state !== 'Terminated').length,
  end_date: (row) => row.end_date ?? null,
};

function nestedProjects(customer: Customer, exchange: Exchange): Json {
  const { query, app } = exchange;
  const words = ['true', 'True'].includes(query.get('show_all_projects') ?? '')
    ? undefined
    : query.filter('query');
  const seen = isStaffOrSupport(exchange.caller) ? undefined : new Set(visibleProjects(exchange));
  return app.store
    .liveProjectsOf(customer.uuid)
    .filter(
      (project) =>
        (seen === undefined || seen.has(project)) && (words === undefined || contains(project.name, words)),
    )
    .sort((a, b) => byCodePoint(a.name, b.name))
    .map((project) => writeRow(nestedProjectFields, project, exchange));
}

/** Whether a customer counts as a whole: newer servers narrow it to the caller's projects for those with roles on these only. */
function countsWhole(customer: Customer, exchange: Exchange): boolean {
  const { app, caller } = exchange;
  return (
    !app.behaviour.newerFields ||
    isStaffOrSupport(caller) ||
    connected(app, caller, 'customer').has(customer.uuid)
  );
}

function countedProjects(customer: Customer, exchange: Exchange): readonly WorldProject[] {
  const { app, caller } = exchange;
  const live = app.store.liveProjectsOf(customer.uuid);
  if (countsWhole(customer, exchange)) {
    return live;
  }
  const own = connected(app, caller, 'project');
  return live.filter((project) => own.has(project.uuid));
}

function countedPeople(customer: Customer, exchange: Exchange): number {
  const projects = countedProjects(customer, exchange);
  return countsWhole(customer, exchange)
    ? peopleOf(exchange.app, customer.uuid, projects).size
    : peopleOfProjects(exchange.app, projects).size;
}

function peopleOfProjects(app: SampleApp, projects: readonly WorldProject[]): Set<string> {
  return new Set(
    projects.flatMap((project) =>
      app.store.grantsOfScope('project', project.uuid).map((grant) => grant.user),
    ),
  );
}

/** The people with a role on the customer or one of these projects. */
export function peopleOf(
  app: SampleApp,
  customer: string,
  projects: readonly WorldProject[],
): ReadonlySet<string> {
  const names = peopleOfProjects(app, projects);
  app.store.grantsOfScope('customer', customer).forEach((grant) => names.add(grant.user));
  return names;
}

function displayName(customer: Customer): string {
  const { abbreviation, domain } = customer;
  if (abbreviation !== undefined && abbreviation !== '') {
    return abbreviation;
  }
  return domain !== undefined && domain !== '' ? `${customer.name} (${domain})` : customer.name;
}

export const groupsOf = (app: SampleApp, customer: Customer): readonly WorldOrganizationGroup[] =>
  app.store
    .groupUuidsOf(customer)
    .map((uuid) => app.store.groups.get(uuid))
    .filter((group) => group !== undefined);

const group = (row: Customer, x: Exchange): WorldOrganizationGroup | undefined =>
  x.app.store.groups.get(row.organization_group);
const parent = (row: Customer, x: Exchange): WorldOrganizationGroup | undefined =>
  x.app.store.groups.get(group(row, x)?.parent);
const groupType = (row: Customer, x: Exchange) => x.app.store.groupTypes.get(group(row, x)?.type);

const oneGroup: Fields<Customer> = {
  organization_group: (row, x) => {
    const found = group(row, x);
    return found ? x.url('organization-groups', found.uuid) : null;
  },
  organization_group_name: (row, x) => group(row, x)?.name,
  organization_group_uuid: (row, x) => group(row, x)?.uuid,
  organization_group_parent_name: (row, x) => parent(row, x)?.name,
  organization_group_parent_uuid: (row, x) => parent(row, x)?.uuid,
  organization_group_type_name: (row, x) => groupType(row, x)?.name,
  organization_group_type_uuid: (row, x) => groupType(row, x)?.uuid,
};

const manyGroups: Fields<Customer> = {
  organization_groups: (row, x) =>
    groupsOf(x.app, row).map((found) => writeRow(groupFields(x.app.behaviour), found, x)),
};

const head: Fields<Customer> = {
  url: (row, x) => x.url('customers', row.uuid),
  uuid: (row) => row.uuid,
  created: (row, x) => x.time(row.created ?? x.app.store.world.now),
};

const middle: Fields<Customer> = {
  backend_id: (row) => row.backend_id ?? '',
  image: (row, x) => imageUrl(x, row),
  blocked: (row) => row.blocked ?? false,
  archived: (row) => row.archived ?? false,
  default_tax_percent: (row) => row.default_tax_percent ?? '0.00',
  accounting_start_date: (row, x) =>
    x.time(row.accounting_start_date ?? row.created ?? x.app.store.world.now),
  projects_count: (row, x) => countedProjects(row, x).length,
  users_count: (row, x) => countedPeople(row, x),
  sponsor_number: (row) => row.sponsor_number ?? null,
  country_name: (row) => countryName(row.country),
};

/** A number that is none can be stored, and then breaks every answer it would stand in. */
function writable(number: number | null | undefined): number | null {
  if (Number.isNaN(number)) {
    throw new ServerCrash();
  }
  return number ?? null;
}

const tail: Fields<Customer> = {
  name: (row) => row.name,
  slug: (row) => row.slug ?? '',
  native_name: (row) => row.native_name ?? '',
  abbreviation: (row) => row.abbreviation ?? '',
  contact_details: (row) => row.contact_details ?? '',
  agreement_number: (row) => row.agreement_number ?? '',
  email: (row) => row.email ?? '',
  phone_number: (row) => row.phone_number ?? '',
  access_subnets: (row) => row.access_subnets ?? '',
  registration_code: (row) => row.registration_code ?? '',
  homepage: (row) => row.homepage ?? '',
  domain: (row) => row.domain ?? '',
  vat_code: (row) => row.vat_code ?? '',
  postal: (row) => row.postal ?? '',
  address: (row) => row.address ?? '',
  bank_name: (row) => row.bank_name ?? '',
  bank_account: (row) => row.bank_account ?? '',
  latitude: (row) => writable(row.latitude),
  longitude: (row) => writable(row.longitude),
  country: (row) => row.country ?? '',
  payment_profiles: (row, x) =>
    knownProfiles(x, row.uuid)?.map((profile) => writeRow(paymentProfileFields, profile, x)) ?? null,
  is_service_provider: (row, x) => x.app.store.providersOf(row.uuid).length > 0,
  call_managing_organization_uuid: (row, x) => x.app.store.managingOrganisationOf(row.uuid)?.uuid ?? null,
};

const credit = (row: Customer, x: Exchange): string | null =>
  x.app.store.creditsOf(row.uuid)[0]?.value ?? null;

const newer: Fields<Customer> = {
  description: (row) => row.description ?? '',
  notification_emails: (row) => row.notification_emails ?? '',
  city: (row) => row.city ?? '',
  state: (row) => row.state ?? '',
  parish: (row) => row.parish ?? '',
  street: (row) => row.street ?? '',
  house_nr: (row) => row.house_nr ?? '',
  apartment_nr: (row) => row.apartment_nr ?? '',
  household: (row) => row.household ?? '',
  display_billing_info_in_projects: (row) => row.display_billing_info_in_projects ?? false,
  max_service_accounts: (row) => row.max_service_accounts ?? null,
  grace_period_days: (row) => row.grace_period_days ?? null,
  project_metadata_checklist: (row) => row.project_metadata_checklist ?? null,
  project_slug_template: (row) => row.project_slug_template ?? null,
  user_email_patterns: (row) => row.user_email_patterns ?? [],
  user_affiliations: (row) => row.user_affiliations ?? [],
  user_identity_sources: (row) => row.user_identity_sources ?? [],
  default_affiliations: () => [],
  service_provider: (row, x) => {
    const provider = x.app.store.providersOf(row.uuid)[0];
    return provider ? x.url('marketplace-service-providers', provider.uuid) : null;
  },
  service_provider_uuid: (row, x) => x.app.store.providersOf(row.uuid)[0]?.uuid ?? null,
  customer_credit: credit,
  customer_unallocated_credit: credit,
  billing_price_estimate: (row) =>
    row.billing_price_estimate ?? { total: 0, current: 0, tax: 0, tax_current: 0 },
  has_affiliate_links: () => false,
  has_active_helpdesk: () => false,
};

const display: Fields<Customer> = { display_name: (row) => displayName(row) };

const older: Fields<Customer> = {
  ...head,
  ...oneGroup,
  ...display,
  projects: nestedProjects,
  ...middle,
  ...tail,
};
const latest: Fields<Customer> = { ...head, ...manyGroups, ...display, ...middle, ...tail, ...newer };

/** How a customer is written. */
export const customerFields = (behaviour: Behaviour): Fields<Customer> =>
  behaviour.singleOrganizationGroup ? older : latest;
