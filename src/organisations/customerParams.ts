import type { CustomerField } from '../waldur/customers';
import type { CustomerFilters, CustomerListParams } from '../waldur/customersCall';
import type { CustomerView } from './customerView';

// What is asked for, apart from what reads the answers: the first page is on its way before that is loaded.

/** What a row shows; counts come with the tooltip, because they cost more than all the rest. The last two where two have the same name. */
const rowFields = [
  'uuid',
  'name',
  'archived',
  'blocked',
  'abbreviation',
  'native_name',
] as const satisfies readonly CustomerField[];
/** Old servers give one group, newer ones a list. */
const groupFields = [
  'organization_groups',
  'organization_group_uuid',
] as const satisfies readonly CustomerField[];

/** Groups are few: as a rule, the first page has all of them. */
export const groupsPerPage = 300;

/** Which organisations of a grouped list. */
export type GroupOfCustomers =
  { readonly kind: 'all' } | { readonly kind: 'group'; readonly uuid: string } | { readonly kind: 'none' };

/** What a row of the view needs to be shown. */
export function customerFields(view: CustomerView): readonly CustomerField[] {
  return [...new Set([...rowFields, ...view.columns, ...(view.grouped ? groupFields : [])])];
}

/**
 * The query of `GET /api/customers/` for a view; paging and `field` are the store's. The server breaks no ties: those
 * that share what they are sorted by would come on any page, or on none, so the order is made whole.
 */
export function listParams(view: CustomerView): CustomerListParams {
  const { field, descending } = view.sort;
  const tieBreakers = (['name', 'created'] as const).filter((key) => key !== field);
  return {
    ...filterParams(view),
    o: [`${descending ? '-' : ''}${field}`, ...tieBreakers],
  };
}

/** The query of what a view shows as rows, before paging. */
export function rowParams(view: CustomerView, group: GroupOfCustomers = { kind: 'all' }): CustomerListParams {
  return {
    ...listParams(view),
    ...(group.kind === 'group' ? { organization_group_uuid: [group.uuid] } : {}),
    field: customerFields(view),
  };
}

/** What of it leaves organisations out. */
export function filterParams({ filter }: CustomerView): CustomerFilters {
  const {
    organization_group_uuid: groups,
    organization_group_type_uuid: type,
    current_user_has_role: roles,
    archived,
    ...others
  } = filter;
  return {
    ...others,
    ...(archived === undefined ? {} : { archived }),
    ...(groups === undefined ? {} : { organization_group_uuid: groups.map(({ uuid }) => uuid) }),
    ...(type === undefined ? {} : { organization_group_type_uuid: type.uuid }),
    ...(roles === undefined ? {} : { current_user_has_role: roles.map(({ name }) => name) }),
  };
}
