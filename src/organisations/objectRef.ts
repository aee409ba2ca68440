import { keyOf } from '../access/objects';
import type { Connection } from '../connections/connection';

/** Each is the singular of a collection of the API, as its addresses spell it. */
export type ObjectKind =
  | 'customer'
  | 'project'
  | 'call-managing-organisation'
  | 'call'
  | 'round'
  | 'organization-group'
  | 'user'
  | 'invitation';

/** Names one object of one server, in a way that survives a restart. */
export interface ObjectRef<K extends ObjectKind = ObjectKind> {
  /** `Connection.info.id`: on which server, and who looks at it. */
  readonly connectionId: string;
  readonly kind: K;
  readonly uuid: string;
}

export function objectRef<K extends ObjectKind>(
  { info }: Pick<Connection, 'info'>,
  { kind, uuid }: { readonly kind: K; readonly uuid: string },
): ObjectRef<K> {
  return { connectionId: info.id, kind, uuid };
}

/** One string an object, the same for each name of it. */
export function refKey(ref: ObjectRef): string {
  return `${ref.connectionId} ${keyOf(ref)}`;
}

/** What an object has: who has a role there, whoever has one in an organisation or its projects, … */
type ListKind = 'team' | 'people' | 'invitations' | 'projects' | 'calls';

/** An object that was changed, or only one of its lists. */
export interface ChangedRef extends ObjectRef {
  readonly list?: ListKind;
}
