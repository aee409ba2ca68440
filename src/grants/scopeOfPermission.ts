import type { Customer } from '../waldur/customers';
import type { UserPermission } from '../waldur/userPermissions';
import { scopeOfCustomer, scopeOfManaging, scopeOfProject } from './grantScopes';
import type { GrantScope } from './roleTask';

/** Whether roles on objects of this kind are handled here. @param type the model's name, as rows carry it */
export function isScopeType(type: string): boolean {
  return ['customer', 'project', 'callmanagingorganisation'].includes(type);
}

/**
 * What the grant of a row is on. Undefined for kinds that are not handled here, and where the row does not tell: some
 * server may leave out what it is called or belongs to.
 * @param customers by uuid, as far as they were read, for their names, states and rules
 */
export function scopeOfPermission(
  row: UserPermission,
  customers: ReadonlyMap<string, Customer> = new Map(),
): GrantScope | undefined {
  const { scope_uuid: uuid, scope_name: name = null, customer_uuid: of = null } = row;
  const customer = customers.get(row.scope_type === 'customer' ? uuid : (of ?? ''));
  const customerName = customer?.name ?? row.customer_name ?? null;
  switch (row.scope_type) {
    case 'customer':
      return customer === undefined && name === null
        ? undefined
        : scopeOfCustomer(customer ?? { uuid, name: name ?? '' });
    case 'project':
      return name === null || of === null || customerName === null
        ? undefined
        : scopeOfProject({ uuid, name, customer_uuid: of, customer_name: customerName }, customer);
    case 'callmanagingorganisation': {
      const title = row.customer_name ?? name;
      return title === null || of === null
        ? undefined
        : scopeOfManaging({ uuid, customer_name: title, customer_uuid: of });
    }
    default:
      return undefined;
  }
}
