import { countries } from '../countries';
import { conflict, fieldError, forbidden, notFound, refused, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow } from '../http/fields';
import type { Endpoint } from '../http/router';
import { hasPermission, requireOnCustomer, requireStaff } from '../rules/permissions';
import { visibleCustomer } from '../rules/visibility';
import { newUuid, slugFor, type Store } from '../store/store';
import { inputMetadata } from '../validate/metadata';
import { isSparse, readInputs, writableInputs, type Values } from '../validate/input';
import { isVatNumber } from '../validate/vat';
import type { Behaviour } from '../versions';
import type { WorldCustomer, WorldOrganizationGroup } from '../world';
import { groupsFromBody } from './organizationGroups';
import { contactInputs, customerInputs } from './customerInputs';
import { customerFields } from './customerFields';
import { customerFilters, listedCustomers } from './customerFilters';
import { callerContext, customerContext, storeImage } from './common';
import { uuidParam } from './uuidParam';
import { resetCompletions } from './complianceData';

type Customer = WorldCustomer;

const write = (exchange: Exchange, row: Customer) =>
  writeRow(chosenFields(customerFields(exchange.app.behaviour), exchange), row, exchange);

/** The customer of the path; the filters of the query apply to it as to a list. Throws 404. */
function findCustomer(exchange: Exchange): Customer {
  const customer = visibleCustomer(exchange, exchange.param('uuid'));
  if (customerFilters(exchange).apply([customer]).length === 0) {
    throw notFound('Customer');
  }
  return customer;
}

/** The customer an action is about. Throws 404. */
export function actedOnCustomer(exchange: Exchange): Customer {
  return exchange.app.behaviour.listFiltersOnActions
    ? findCustomer(exchange)
    : visibleCustomer(exchange, exchange.param('uuid'));
}

/** Throws 400 where the customer is blocked or archived. */
export function requireAvailable(customer: Customer | undefined): void {
  if (customer?.blocked === true) {
    throw refused('Blocked organization is not available.');
  }
  if (customer?.archived === true) {
    throw refused('Archived organization is not available.');
  }
}

function list(exchange: Exchange): Answer {
  const fields = chosenFields(customerFields(exchange.app.behaviour), exchange);
  return exchange.list(listedCustomers(exchange), (row) => writeRow(fields, row, exchange));
}

function checkVat(exchange: Exchange, values: Values): void {
  const { vat_code: number, country } = values;
  if (typeof number !== 'string' || number === '') {
    return;
  }
  if (!isVatNumber(number, typeof country === 'string' ? country : '')) {
    throw fieldError('vat_code', 'VAT number has invalid format.');
  }
  if (exchange.app.behaviour.checksVatOnline) {
    throw fieldError('vat_code', 'Unable to check VAT number.');
  }
}

function readValues(exchange: Exchange, partial: boolean): Values {
  const { behaviour } = exchange.app;
  const inputs = writableInputs(exchange, customerInputs(behaviour), customerFields(behaviour));
  const values = readInputs(exchange, inputs, partial);
  checkVat(exchange, values);
  return values;
}

/** Puts validated values into a row. */
function assign(exchange: Exchange, row: Customer, values: Values): void {
  const { store } = exchange.app;
  const { image, organization_group: group, slug, ...plain } = values;
  Object.assign(row, plain);
  if ('image' in values) {
    row.image = storeImage(exchange, row.uuid, image);
  }
  if ('organization_group' in values) {
    row.organization_group = (group as WorldOrganizationGroup | null)?.uuid ?? null;
  }
  if (typeof slug === 'string') {
    row.slug = slug === '' ? slugFor(row.name, store.customers.rows) : slug;
  }
}

function create(exchange: Exchange): Answer {
  const { store, clock, behaviour } = exchange.app;
  if (isSparse(exchange, customerFields(behaviour))) {
    throw new ServerCrash();
  }
  const values = readValues(exchange, false);
  requireStaff(exchange);
  const row: Customer = {
    uuid: newUuid(),
    name: '',
    created: clock.stamp(),
    domain: exchange.caller.organization ?? '',
  };
  row.accounting_start_date = clock.stamp();
  assign(exchange, row, values);
  row.slug ??= slugFor(row.name, store.customers.rows);
  store.customers.add(row);
  record(exchange, row, 'customer_creation_succeeded', 'created');
  return created(write(exchange, row), exchange.url('customers', row.uuid));
}

function record(exchange: Exchange, row: Customer, type: string, done: string): void {
  exchange.app.events.add(type, `Customer ${row.name} has been ${done}.`, {
    ...customerContext(row),
    ...callerContext(exchange),
  });
}

const update =
  (partial: boolean) =>
  (exchange: Exchange): Answer => {
    const row = findCustomer(exchange);
    const sparsePut = !partial && isSparse(exchange, customerFields(exchange.app.behaviour));
    const values = readValues(exchange, partial || sparsePut);
    requireOnCustomer(exchange, 'CUSTOMER.UPDATE', row.uuid);
    requireAvailable(row);
    const checklist = row.project_metadata_checklist ?? null;
    assign(exchange, row, values);
    exchange.app.store.customers.changed(row);
    if ((row.project_metadata_checklist ?? null) !== checklist) {
      resetCompletions(exchange.app, row);
    }
    if (Object.keys(values).length > 0) {
      record(exchange, row, 'customer_update_succeeded', 'updated');
    }
    return ok(write(exchange, row));
  };

/** What stands in the way of a customer's deletion, each thing once. */
function protectors(store: Store, row: Customer): string[] {
  const organisation = store.managingOrganisationOf(row.uuid);
  return [
    ...store.profilesOf(row.uuid).map(() => 'Cannot delete organization with existing payment profiles'),
    ...(organisation ? store.callsOf(organisation.uuid) : []).map(
      () => 'Cannot delete organization with existing calls',
    ),
  ];
}

function cascade(exchange: Exchange, row: Customer): void {
  const { store } = exchange.app;
  for (const project of store.projectsOf(row.uuid)) {
    store.resourcesOf(project.uuid).forEach((resource) => store.resources.remove(resource));
    store.answersOf(project.uuid).forEach((answer) => store.answers.remove(answer));
    store.forgetScope('project', project.uuid);
    store.projects.remove(project);
  }
  for (const offering of store.offeringsOf(row.uuid)) {
    store.resources.rows
      .filter((resource) => resource.offering === offering.uuid)
      .forEach((resource) => store.resources.remove(resource));
    store.requestedOfferings.rows
      .filter((requested) => requested.offering === offering.uuid)
      .forEach((requested) => store.requestedOfferings.remove(requested));
    store.offerings.remove(offering);
  }
  for (const organisation of store.managingOrganisationsOf(row.uuid)) {
    store.forgetScope('callmanagingorganisation', organisation.uuid);
    store.managingOrganisations.remove(organisation);
  }
  store.providersOf(row.uuid).forEach((provider) => store.serviceProviders.remove(provider));
  store.creditsOf(row.uuid).forEach((credit) => store.customerCredits.remove(credit));
  store.subnetsOf(row.uuid).forEach((subnet) => store.accessSubnets.remove(subnet));
  store.invitations.rows
    .filter((invitation) => invitation.customer === row.uuid)
    .forEach((invitation) => store.invitations.remove(invitation));
  store.forgetScope('customer', row.uuid);
  store.customers.remove(row);
}

function destroy(exchange: Exchange): Answer {
  const { app, caller } = exchange;
  const row = findCustomer(exchange);
  const mayDelete =
    app.behaviour.ownerMayDeleteCustomer &&
    hasPermission(app, caller, 'CUSTOMER.DELETE', { type: 'customer', uuid: row.uuid });
  if (caller.is_staff !== true && !mayDelete) {
    throw forbidden();
  }
  requireAvailable(row);
  const inTheWay = protectors(app.store, row);
  if (inTheWay.length > 1) {
    throw new ServerCrash();
  }
  if (inTheWay[0] !== undefined) {
    throw conflict(inTheWay[0]);
  }
  cascade(exchange, row);
  record(exchange, row, 'customer_deletion_succeeded', 'deleted');
  return { status: 204 };
}

function contact(exchange: Exchange): Answer {
  const row = actedOnCustomer(exchange);
  const values = readInputs(exchange, contactInputs, true);
  const { app, caller } = exchange;
  const scope = { type: 'customer', uuid: row.uuid };
  if (
    !hasPermission(app, caller, 'CUSTOMER.UPDATE', scope) &&
    !hasPermission(app, caller, 'CUSTOMER.CONTACT_UPDATE', scope)
  ) {
    throw forbidden();
  }
  requireAvailable(row);
  assign(exchange, row, values);
  app.store.customers.changed(row);
  record(exchange, row, 'customer_update_succeeded', 'updated');
  return ok(
    Object.fromEntries(
      Object.entries(contactInputs).map(([name]) => {
        const value = row[name as keyof Customer];
        return [name, typeof value === 'string' ? value : ''];
      }),
    ),
  );
}

function updateGroups(exchange: Exchange): Answer {
  requireStaff(exchange);
  const row = actedOnCustomer(exchange);
  const groups = groupsFromBody(exchange);
  row.organization_groups = groups.map((group) => group.uuid);
  exchange.app.store.customers.changed(row);
  return { status: 200 };
}

function countryList(): Answer {
  return ok(countries.map(([value, label]) => ({ label, value })));
}

export function customerEndpoints(behaviour: Behaviour): Endpoint[] {
  const endpoints: Endpoint[] = [
    {
      path: '/api/customers/',
      name: 'Customer List',
      GET: list,
      POST: create,
      metadata: (x) => ({
        POST: inputMetadata(customerFields(x.app.behaviour), customerInputs(x.app.behaviour), x),
      }),
    },
    { path: '/api/customers/countries/', name: 'Countries', GET: countryList },
    {
      path: `/api/customers/${uuidParam}/`,
      name: 'Customer Instance',
      GET: (x) => ok(write(x, findCustomer(x))),
      PUT: update(false),
      PATCH: update(true),
      DELETE: destroy,
      metadata: (x) => {
        findCustomer(x);
        return { PUT: inputMetadata(customerFields(x.app.behaviour), customerInputs(x.app.behaviour), x) };
      },
    },
  ];
  if (!behaviour.singleOrganizationGroup) {
    endpoints.push({
      path: `/api/customers/${uuidParam}/update_organization_groups/`,
      name: 'Update organization groups',
      POST: updateGroups,
    });
  }
  if (behaviour.contactAction) {
    endpoints.push({ path: `/api/customers/${uuidParam}/contact/`, name: 'Contact', POST: contact });
  }
  return endpoints;
}
