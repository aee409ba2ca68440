import {
  deleteCallManagingOrganisation,
  retrieveCallManagingOrganisation,
} from '../waldur/callManagingOrganisations';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { deleteCustomer, retrieveCustomer } from '../waldur/customers';
import { orNone } from '../waldur/errors';
import { deleteProject, type Project, retrieveProject } from '../waldur/projects';
import type { WritableRef } from '../waldur/rawObjects';

/** Whether the server still has the object. A project that was deleted may still be shown, as such. @throws WaldurError */
export async function isThere(
  client: WaldurClient,
  { kind, uuid }: WritableRef,
  options: CallOptions,
): Promise<boolean> {
  const field = ['uuid', 'name'] as const;
  switch (kind) {
    case 'customer':
      return (await orNone(retrieveCustomer(client, uuid, { field }, options), ['notFound'])) !== undefined;
    case 'call-managing-organisation':
      return (
        (await orNone(retrieveCallManagingOrganisation(client, uuid, options), ['notFound'])) !== undefined
      );
    case 'project': {
      const project = await orNone(readProject(client, uuid, options), ['notFound']);
      return project !== undefined && project.is_removed !== true;
    }
  }
}

/** A project as far as it tells whether it was deleted. @throws WaldurError */
export function readProject(client: WaldurClient, uuid: string, options: CallOptions): Promise<Project> {
  return retrieveProject(client, uuid, { field: ['uuid', 'name', 'is_removed'] }, options);
}

/** @throws WaldurError */
export function deleteObject(
  client: WaldurClient,
  { kind, uuid }: WritableRef,
  options: CallOptions,
): Promise<void> {
  switch (kind) {
    case 'customer':
      return deleteCustomer(client, uuid, options);
    case 'call-managing-organisation':
      return deleteCallManagingOrganisation(client, uuid, options);
    case 'project':
      return deleteProject(client, uuid, options);
  }
}
