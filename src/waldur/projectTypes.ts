import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readPage } from './operations';
import type { Page, PageParams } from './paging';
import { paging, writeQuery } from './params';
import { key, text } from './row';

const projectTypeSchema = z.looseObject({ uuid: key, name: key, url: text, description: text });

/** What projects can be sorted by; the server's administrators make them. */
export type ProjectType = z.infer<typeof projectTypeSchema>;

/** `GET /api/project-types/`: those that a project's `type` may name. Everyone who is signed in sees them all. */
export async function listProjectTypes(
  client: WaldurClient,
  params: PageParams = {},
  options?: CallOptions,
): Promise<Page<ProjectType>> {
  const call = {
    name: 'list project types',
    path: 'api/project-types/',
    query: writeQuery(paging, params),
  };
  return readPage(client, call, projectTypeSchema, options);
}
