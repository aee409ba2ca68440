import type { Answer } from './answer';
import type { Caller } from './caller';
import { may } from './may';
import type { ScopeObject } from './objects';

/** Whether the caller may set or clear the image of something: it takes what its ordinary fields take. */
export function maySetImage(caller: Caller, object: ScopeObject, now: Date): Answer {
  switch (object.kind) {
    case 'customer':
      return may(caller, 'editCustomer', object, now);
    case 'project':
      return may(caller, 'editProject', object, now);
    case 'call-managing-organisation':
      return may(caller, 'editManagingOrganisation', object, now);
  }
}
