import { stateOfCustomer } from '../access/answer';
import type { Caller } from '../access/caller';
import type { Connection } from '../connections/connection';
import { documentText } from '../edits/documentText';
import { objectFacts } from '../edits/objectFacts';
import { type Values, valuesOf } from '../edits/values';
import { type EditableObject, fieldsFor, type WritableFields } from '../edits/writableFields';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import type { CallOptions } from '../waldur/client';
import { type RawObject, readRaw } from '../waldur/rawObjects';
import { documentWords } from './documentWords';
import type { EditableRef } from './objectUri';

/** An object as the server has it, and what the caller can change of it. */
export interface EditedObject {
  readonly object: EditableObject;
  readonly row: RawObject;
  readonly fields: WritableFields;
  /** Of `fields`. */
  readonly values: Values;
  /** The same as text. */
  readonly text: string;
}

/** Reads an object from the server, as its document has it. @throws WaldurError */
export async function readEditedObject(
  connection: Connection,
  store: OrganisationStore,
  ref: EditableRef,
  options?: CallOptions,
): Promise<EditedObject> {
  const [row] = await Promise.all([readRaw(connection.client, ref, options), store.caller.get()]);
  return editedObjectOf(connection, store, ref, row);
}

/** The same of an object that was read before. */
export async function editedObjectOf(
  connection: Connection,
  store: OrganisationStore,
  ref: EditableRef,
  row: RawObject,
): Promise<EditedObject> {
  const caller = await store.caller.get();
  return editedObject(connection, ref, row, caller, await objectOf(connection, store, ref, row));
}

/** The same of one that the server has told of, by a caller that is known. */
export function editedObject(
  { info }: Pick<Connection, 'info'>,
  ref: EditableRef,
  row: RawObject,
  caller: Caller,
  object: EditableObject,
): EditedObject {
  const fields = fieldsFor(object, caller, new Date(), row);
  const values = valuesOf(fields.fields, row);
  const words = documentWords(info, ref, row, objectFacts(object, row, caller), fields);
  return { object, row, fields, values, text: documentText(fields.fields, values, words) };
}

/** What the caller may do to it rests on the organisation it belongs to. */
async function objectOf(
  connection: Connection,
  store: OrganisationStore,
  { kind, uuid }: EditableRef,
  row: RawObject,
): Promise<EditableObject> {
  if (kind === 'customer') {
    return { kind, uuid, state: stateOfCustomer(row) };
  }
  const customer = typeof row.customer_uuid === 'string' ? row.customer_uuid : '';
  const object = { uuid, customer, state: await stateOfOwner(connection, store, customer) };
  return kind === 'project' ? { ...object, kind, terminated: row.is_removed === true } : { ...object, kind };
}

/** Undefined where the organisation cannot be seen: the server decides then. */
async function stateOfOwner(connection: Connection, store: OrganisationStore, uuid: string) {
  try {
    const fields = ['uuid', 'name', 'blocked', 'archived'] as const;
    return stateOfCustomer(await store.object(objectRef(connection, { kind: 'customer', uuid }), { fields }));
  } catch {
    return undefined;
  }
}
