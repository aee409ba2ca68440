import type { DocumentWords } from '../../../src/edits/documentText';
import { type EditableObject, fieldsFor, type WritableField } from '../../../src/edits/writableFields';
import { caller, customer, grant, managing, now, project } from '../access/callers';

/** The objects that can be edited, who edits them, and their fields. */

export const organisation = { kind: 'customer', uuid: customer } as const;
export const itsProject = { kind: 'project', uuid: project, customer } as const;
export const manager = { kind: 'call-managing-organisation', uuid: managing, customer } as const;

const newest = '8.1.2';

export const staff = (version: string | undefined = newest) =>
  caller([], { me: { is_staff: true }, version });
export const owner = (version: string | undefined = newest) =>
  caller([grant('CUSTOMER.OWNER', 'customer', customer)], { version });
export const projectManager = caller([grant('PROJECT.MANAGER', 'project', project)], { version: newest });

export const fieldsOf = (object: EditableObject, who = staff()) => fieldsFor(object, who, now);

export function fieldNamed(object: EditableObject, name: string, who = staff()): WritableField {
  const found = fieldsOf(object, who).fields.find((field) => field.name === name);
  if (found === undefined) {
    throw new Error(`No field ${name}`);
  }
  return found;
}

/** The words of documents, as short as can be. */
export const words: DocumentWords = {
  head: [],
  groups: {
    identity: 'Identity',
    contact: 'Contact',
    address: 'Address',
    billing: 'Billing',
    membership: 'Membership',
    schedule: 'Schedule',
    classification: 'Classification',
    staff: 'Staff',
  },
};
