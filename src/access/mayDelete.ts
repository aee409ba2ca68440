import type { Answer } from './answer';
import type { Caller } from './caller';
import { may } from './may';
import type { CustomerObject, ManagingOrganisationObject, ScopeObject } from './objects';

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

/** The managing organisation of an organisation, as far as rules look at it: whether there is one or not. */
export function managingOf({ uuid, state }: CustomerObject): ManagingOrganisationObject {
  return { kind: 'call-managing-organisation', uuid: '', customer: uuid, state };
}
