import type { FieldsObject } from '../edits/fieldsTask';
import type { GrantScope } from '../grants/roleTask';
import type { RawObject } from '../waldur/rawObjects';
import { shownName } from '../waldur/shownName';
import type { EditableRef } from './objectUri';

/** What an object is called: managing organisations have the name of their organisation. */
export function nameOf({ kind, uuid }: EditableRef, row: RawObject): string {
  const name = row[kind === 'call-managing-organisation' ? 'customer_name' : 'name'];
  return shownName(uuid, typeof name === 'string' ? name : undefined);
}

/** An object as tasks have it, as the server tells it. */
export function fieldsObjectOf(ref: EditableRef, row: RawObject): FieldsObject {
  const { kind, uuid } = ref;
  const { customer_name: customerName } = row;
  return {
    ...{ kind, uuid, name: nameOf(ref, row) },
    ...(kind === 'project' && typeof customerName === 'string' ? { customerName } : {}),
  };
}

/** The same of a row's object, without what is no part of a task. */
export function fieldsObjectOfScope({ kind, uuid, name, customerName }: GrantScope): FieldsObject {
  return { kind, uuid, name, ...(customerName === undefined ? {} : { customerName }) };
}
