import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readPage } from './operations';
import type { Page, PageParams } from './paging';
import { paging, writeQuery } from './params';
import { key, number, text } from './row';

export const checklistSchema = z.looseObject({
  uuid: key,
  name: key,
  url: text,
  description: text,
  checklist_type: text,
  questions_count: number,
});

export type Checklist = z.infer<typeof checklistSchema>;

/**
 * `GET /api/checklists-admin/?checklist_type=project_metadata`: the checklists an organisation's
 * `project_metadata_checklist` may name. Staff only. Errors: forbidden, tooOld (before 7.7.5).
 */
export async function listProjectMetadataChecklists(
  client: WaldurClient,
  params: PageParams = {},
  options?: CallOptions,
): Promise<Page<Checklist>> {
  const call = {
    name: 'list checklists',
    since: '7.7.5',
    path: 'api/checklists-admin/',
    query: [...writeQuery(paging, params), ['checklist_type', 'project_metadata'] as const],
  };
  return readPage(client, call, checklistSchema, options);
}
