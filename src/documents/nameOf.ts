import type { RawObject } from '../waldur/rawObjects';
import { shownName } from '../waldur/shownName';
import type { EditableRef } from './objectUri';

/** What an object is called: managing organisations have the name of their organisation. */
export function nameOf({ kind, uuid }: EditableRef, row: RawObject): string {
  const name = row[kind === 'call-managing-organisation' ? 'customer_name' : 'name'];
  return shownName(uuid, typeof name === 'string' ? name : undefined);
}
