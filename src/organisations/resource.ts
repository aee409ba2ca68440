import type { ScopeObject } from '../access/objects';
import type { Connection } from '../connections/connection';
import type { DetailsRef } from './details';
import { homePortPath } from './homePortLink';
import { objectRef, type ObjectRef } from './objectRef';

/** What a node stands for, as far as commands need to know. */
export interface Resource {
  readonly connection: Connection;
  readonly name: string;
  /** Of the organisation that a project is in. */
  readonly customerName?: string | undefined;
  readonly ref?: ObjectRef;
  /** Path of its page in HomePort, for example `organizations/<uuid>/dashboard/`. */
  readonly homePortPath?: string | undefined;
  /** Where its details are read. */
  readonly details?: DetailsRef;
}

/** An object with a page of its own and details of its own. */
export function resourceOf(
  connection: Connection,
  object: (ScopeObject | { readonly kind: 'call' | 'organization-group'; readonly uuid: string }) & {
    readonly customerName?: string | undefined;
  },
  name: string,
): Resource {
  const ref = objectRef(connection, object);
  const { customerName } = object;
  return { connection, name, customerName, ref, homePortPath: homePortPath(object), details: ref };
}
