import type { Connection } from '../connections/connection';
import {
  type CallManagingOrganisation,
  retrieveCallManagingOrganisation,
} from '../waldur/callManagingOrganisations';
import { type Call, retrieveProtectedCall } from '../waldur/calls';
import { type Customer, type CustomerField, retrieveCustomer } from '../waldur/customers';
import { type OrganizationGroup, retrieveOrganizationGroup } from '../waldur/organizationGroups';
import { type Project, type ProjectField, retrieveProject } from '../waldur/projects';
import { type Me, readMe } from '../waldur/session';
import { retrieveUser, type User } from '../waldur/users';

/** Objects that can be read one by one; the fields that can be asked for alone, where the server knows such. */
interface ObjectTypes {
  readonly customer: { readonly row: Customer; readonly field: CustomerField };
  readonly project: { readonly row: Project; readonly field: ProjectField };
  readonly 'call-managing-organisation': {
    readonly row: CallManagingOrganisation;
    readonly field: never;
  };
  readonly call: { readonly row: Call; readonly field: never };
  readonly 'organization-group': { readonly row: OrganizationGroup; readonly field: never };
  readonly user: { readonly row: User | Me; readonly field: never };
}

export type ReadableKind = keyof ObjectTypes;
export type RowOf<K extends ReadableKind> = ObjectTypes[K]['row'];
export type FieldOf<K extends ReadableKind> = ObjectTypes[K]['field'];

/** Reads one object, or only some of its fields. @throws WaldurError */
type ReadObject<K extends ReadableKind> = (
  connection: Pick<Connection, 'client' | 'info'>,
  uuid: string,
  field: readonly FieldOf<K>[] | undefined,
  signal: AbortSignal,
) => Promise<RowOf<K>>;

export const objectReaders: { readonly [K in ReadableKind]: ReadObject<K> } = {
  customer: ({ client }, uuid, field, signal) => retrieveCustomer(client, uuid, { field }, { signal }),
  project: ({ client }, uuid, field, signal) => retrieveProject(client, uuid, { field }, { signal }),
  'call-managing-organisation': ({ client }, uuid, _, signal) =>
    retrieveCallManagingOrganisation(client, uuid, { signal }),
  call: ({ client }, uuid, _, signal) => retrieveProtectedCall(client, uuid, { signal }),
  'organization-group': ({ client }, uuid, _, signal) => retrieveOrganizationGroup(client, uuid, { signal }),
  user: ({ client, info }, uuid, _, signal) =>
    // Who may not look at others sees themselves, and more of it.
    uuid === info.user.uuid ? readMe(client, {}, { signal }) : retrieveUser(client, uuid, {}, { signal }),
};
