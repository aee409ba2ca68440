import type { Answer } from './answer';
import type { Caller } from './caller';
import { may } from './may';
import type { ScopeObject } from './objects';

/** Whether the caller may change the ordinary fields of something, of any kind that can be edited, and its image. */
export function mayEdit(caller: Caller, object: ScopeObject, now: Date): Answer {
  switch (object.kind) {
    case 'customer':
      return may(caller, 'editCustomer', object, now);
    case 'project':
      return may(caller, 'editProject', object, now);
    case 'call-managing-organisation':
      return may(caller, 'editManagingOrganisation', object, now);
  }
}
