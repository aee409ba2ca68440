import { stateOfCustomer } from '../access/answer';
import type { Connection } from '../connections/connection';
import type { ConnectionInfo } from '../connections/connectionInfo';
import { findObject, type FoundObject, organisationOf, type Sought } from '../edits/findObject';
import type { FileHead, ObjectFile } from '../edits/objectFile';
import { type ReadDocument, readFields } from '../edits/readDocument';
import { propertyOf, valueOf } from '../edits/textTree';
import { fieldsToCreate, type WritableFields } from '../edits/writableFields';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import type { CallOptions } from '../waldur/client';
import type { RawObject } from '../waldur/rawObjects';
import { shownName } from '../waldur/shownName';
import { type EditedObject, editedObjectOf } from './editedObject';
import type { EditableRef } from './objectUri';

/** The object of a server that a file is about, with all that is known of it. */
export type FileTarget =
  | {
      readonly kind: 'found';
      readonly ref: EditableRef;
      readonly edited: EditedObject;
      /** The name of the organisation it belongs to, where the file says another one. */
      readonly elsewhere?: string | undefined;
    }
  /** Not on the server, as far as the caller sees; `fields` are what a new one would be made of. */
  | {
      readonly kind: 'missing';
      readonly fields: WritableFields;
      /** What a new project or managing organisation would belong to. */
      readonly organisation: { readonly uuid: string; readonly name: string } | undefined;
    }
  /** Nothing has its uuid, but something has its slug or name. */
  | { readonly kind: 'otherUuid' }
  | Extract<FoundObject, { kind: 'ambiguous' | 'noOrganisation' }>;

/** Connections to the server of a file; all, where it names none. */
export function connectionsOf<C extends { readonly info: Pick<ConnectionInfo, 'baseUrl'> }>(
  { server }: Pick<FileHead, 'server'>,
  connections: readonly C[],
): readonly C[] {
  return connections.filter(({ info }) => server === undefined || info.baseUrl === server);
}

/**
 * Finds the object of a file on a server. @param head as the file says it, or without its uuid, to find the object of
 * another server by its slug or name
 * @throws WaldurError
 */
export async function targetOf(
  connection: Connection,
  store: OrganisationStore,
  { tree, head: written }: Pick<ObjectFile, 'tree' | 'head'>,
  head: FileHead,
  options?: CallOptions,
): Promise<FileTarget> {
  if (written?.organisationUuid !== undefined && isOfUnknown(head)) {
    return { kind: 'noOrganisation', organisation: undefined };
  }
  const named = { name: textOf(tree, 'name'), slug: textOf(tree, 'slug') };
  const found = await findObject(connection.client, { head, ...named }, options);
  switch (found.kind) {
    case 'found': {
      const ref = objectRef(connection, found.ref);
      const edited = await editedObjectOf(connection, store, ref, found.row);
      return { kind: 'found', ref, edited, elsewhere: elsewhere(head, found.row) };
    }
    case 'missing':
      return head.uuid !== undefined && (await isThereByName(connection, { head, ...named }, options))
        ? { kind: 'otherUuid' }
        : missing(connection, store, head, options);
    case 'ambiguous':
    case 'noOrganisation':
      return found;
  }
}

/** Of another server's organisation, of which nothing but its uuid there is told: others may have such a project, too. */
function isOfUnknown({ kind, organisation, organisationUuid }: FileHead): boolean {
  return kind !== 'customer' && organisation === undefined && organisationUuid === undefined;
}

/** Organisations are renamed, so names say nothing of it. */
function elsewhere({ kind, organisationUuid }: FileHead, row: RawObject): string | undefined {
  const { customer_uuid: uuid, customer_name: name } = row;
  const isSame = kind === 'customer' || organisationUuid === undefined || organisationUuid === uuid;
  return isSame || typeof uuid !== 'string'
    ? undefined
    : shownName(uuid, typeof name === 'string' ? name : '');
}

/** What was deleted and made anew has another uuid; to make it once more would be a mistake. */
async function isThereByName(
  { client }: Connection,
  sought: Sought,
  options: CallOptions | undefined,
): Promise<boolean> {
  const { kind } = await findObject(
    client,
    { ...sought, head: { ...sought.head, uuid: undefined } },
    options,
  );
  return kind === 'found' || kind === 'ambiguous';
}

async function missing(
  connection: Connection,
  store: OrganisationStore,
  head: FileHead,
  options: CallOptions | undefined,
): Promise<FileTarget> {
  const { kind } = head;
  const caller = await store.caller.get();
  if (kind === 'customer') {
    const fields = fieldsToCreate({ kind }, caller, new Date());
    return { kind: 'missing', fields, organisation: undefined };
  }
  const organisation = await organisationOf(connection.client, head, options);
  if (organisation === undefined) {
    return { kind: 'noOrganisation', organisation: head.organisation };
  }
  const { state, name = head.organisation ?? organisation } = await ownerOf(connection, store, organisation);
  const customer = { kind: 'customer', uuid: organisation, state } as const;
  const { fields, ...others } = fieldsToCreate({ kind, customer }, caller, new Date());
  return {
    kind: 'missing',
    // The head of the file says which organisation that is.
    fields: { ...others, fields: fields.filter((field) => field.name !== 'customer') },
    organisation: { uuid: organisation, name },
  };
}

/** What is known of an organisation; of one that cannot be seen the server decides. */
async function ownerOf(connection: Connection, store: OrganisationStore, uuid: string) {
  try {
    const fields = ['uuid', 'name', 'blocked', 'archived'] as const;
    const row = await store.object(objectRef(connection, { kind: 'customer', uuid }), { fields });
    return { state: stateOfCustomer(row), name: row.name };
  } catch {
    return { state: undefined, name: undefined };
  }
}

/** What the fields of a file say, and what is wrong with them for this target; undefined where that cannot be said. */
export function readFile(
  { tree, problems }: Pick<ObjectFile, 'tree' | 'problems'>,
  target: FileTarget,
): ReadDocument | undefined {
  switch (target.kind) {
    case 'found':
      return readFields({ ...tree, problems }, target.edited.fields, target.edited);
    case 'missing':
      return readFields({ ...tree, problems }, target.fields);
    case 'otherUuid':
    case 'ambiguous':
    case 'noOrganisation':
      return undefined;
  }
}

function textOf(tree: ObjectFile['tree'], name: string): string | undefined {
  const node = propertyOf(tree.root, name)?.value;
  const value = node === undefined ? undefined : valueOf(node);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
