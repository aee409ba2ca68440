import type { CallOptions, WaldurClient } from './client';
import { writeObject } from './operations';
import { hexUuid } from './params';
import { type Project, projectSchema } from './projects';

/**
 * `POST /api/projects/{uuid}/recover/`: brings a deleted project back, without its team unless asked, which only staff
 * may. It takes PROJECT.CREATE on the organisation. Errors: invalid ("Project is not deleted and cannot be recovered.",
 * or the server did not keep the team as it deleted the project), forbidden, notFound, tooOld (before 7.8.5).
 */
export async function recoverProject(
  client: WaldurClient,
  projectUuid: string,
  { team }: { readonly team: boolean },
  options?: CallOptions,
): Promise<Project> {
  const call = {
    name: 'recover a project',
    since: '7.8.5',
    method: 'POST',
    path: `api/projects/${hexUuid(projectUuid)}/recover/`,
  } as const;
  return writeObject(client, call, { restore_team_members: team }, projectSchema, options);
}
