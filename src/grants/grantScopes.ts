import { stateOfCustomer } from '../access/answer';
import type { CallManagingOrganisation } from '../waldur/callManagingOrganisations';
import type { Customer, CustomerField } from '../waldur/customers';
import type { Project } from '../waldur/projects';
import { shownName } from '../waldur/shownName';
import { restrictionsOf } from './restrictions';
import type { GrantScope } from './roleTask';

/** What a scope needs to be known by: its state and, on newer servers, its rules about members. */
export const customerScopeFields = [
  'uuid',
  'name',
  'abbreviation',
  'blocked',
  'archived',
  'user_email_patterns',
  'user_affiliations',
  'user_identity_sources',
] as const satisfies readonly CustomerField[];

export function scopeOfCustomer(customer: Customer): GrantScope {
  return {
    kind: 'customer',
    uuid: customer.uuid,
    name: shownName(customer.uuid, customer.name),
    ...(customer.abbreviation ? { abbreviation: customer.abbreviation } : {}),
    ...stateAndRules(customer),
  };
}

/** @param customer the organisation it belongs to, for its name, state and rules */
export function scopeOfProject(project: Project, customer: Customer | undefined): GrantScope {
  const customerName = customer?.name ?? project.customer_name;
  return {
    kind: 'project',
    uuid: project.uuid,
    name: shownName(project.uuid, project.name),
    customer: project.customer_uuid ?? '',
    ...(customerName ? { customerName } : {}),
    ...(project.is_removed === true ? { terminated: true } : {}),
    ...(customer === undefined ? {} : stateAndRules(customer)),
  };
}

export function scopeOfManaging(organisation: CallManagingOrganisation): GrantScope {
  const { uuid, customer_name: name, customer_uuid: customer } = organisation;
  return { kind: 'call-managing-organisation', uuid, name: shownName(uuid, name), customer: customer ?? '' };
}

function stateAndRules(customer: Customer): Pick<GrantScope, 'state' | 'restrictions'> {
  return { state: stateOfCustomer(customer), restrictions: restrictionsOf(customer) };
}
