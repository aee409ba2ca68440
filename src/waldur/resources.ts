import type { CallOptions, WaldurClient } from './client';
import { readCount } from './operations';
import { someOf, uuid, writeQuery, type ParamsOf } from './params';

/** Those of a resource that is there, or may still be. The one left out is Terminated. */
const activeStates = ['Creating', 'OK', 'Erred', 'Updating', 'Terminating'] as const;

const filters = { project_uuid: uuid, customer_uuid: uuid, state: someOf(...activeStates) };
export type ResourceFilters = Pick<ParamsOf<typeof filters>, 'project_uuid' | 'customer_uuid'>;

/**
 * `HEAD /api/marketplace-resources/`: how many resources of a project or an organisation are not terminated, of those
 * the caller sees. A project with such is not deleted.
 */
export async function countActiveResources(
  client: WaldurClient,
  params: ResourceFilters,
  options?: CallOptions,
): Promise<number> {
  const query = writeQuery(filters, { ...params, state: activeStates });
  const call = { name: 'count resources', path: 'api/marketplace-resources/', query };
  return readCount(client, call, options);
}
