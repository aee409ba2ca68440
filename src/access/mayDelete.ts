import type { Answer } from './answer';
import type { Caller } from './caller';
import { may } from './may';
import type { CustomerObject, ScopeObject } from './objects';

/** Whether the caller may delete something of any kind that can be deleted. */
export function mayDelete(caller: Caller, object: ScopeObject, now: Date): Answer {
  switch (object.kind) {
    case 'customer':
      return may(caller, 'deleteCustomer', object, now);
    case 'project':
      return may(caller, 'deleteProject', object, now);
    case 'call-managing-organisation':
      return may(caller, 'deleteManagingOrganisation', object, now);
  }
}

/** Whether the caller may turn call management of an organisation on, or off. */
export function maySetCallManagement(
  caller: Caller,
  customer: CustomerObject,
  now: Date,
): { readonly on: Answer; readonly off: Answer } {
  const { uuid, state } = customer;
  // It takes a role in the organisation, whatever its managing organisation is.
  const managing = { kind: 'call-managing-organisation', uuid: '', customer: uuid, state } as const;
  return {
    on: may(caller, 'createManagingOrganisation', customer, now),
    off: may(caller, 'deleteManagingOrganisation', managing, now),
  };
}
