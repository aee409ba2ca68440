import type { ScopeObject } from '../access/objects';
import type { Connection } from '../connections/connection';
import { homePortPage } from '../connections/homePort';
import type { Scope } from '../waldur/members';

/** The address of a thing's page in HomePort, the web UI; undefined when it has none. */
export function homePortLink({
  connection,
  homePortPath: path,
}: {
  readonly connection: Connection;
  readonly homePortPath?: string | undefined;
}): string | undefined {
  return path === undefined ? undefined : homePortPage(connection.info, path);
}

/** The path of an object's page in HomePort; undefined when it has none. */
export function homePortPath(
  object: ScopeObject | { readonly kind: 'call' | 'organization-group'; readonly uuid: string },
): string | undefined {
  switch (object.kind) {
    case 'customer':
      return `organizations/${object.uuid}/dashboard/`;
    case 'project':
      return `projects/${object.uuid}/`;
    case 'call-managing-organisation':
      // The page takes the organisation's uuid.
      return object.customer === '' ? undefined : `call-management/${object.customer}/dashboard/`;
    case 'call':
      return `call/${object.uuid}/edit/`;
    case 'organization-group':
      return undefined;
  }
}

/** The path of the page that shows who has a role there; undefined when it has none. */
export function homePortTeamPath({ kind, uuid }: Scope): string | undefined {
  switch (kind) {
    case 'customer':
      return `organizations/${uuid}/users/`;
    case 'project':
      return `projects/${uuid}/`;
    case 'call-managing-organisation':
      return undefined;
  }
}
