import type { Connection } from '../connections/connection';
import type { GrantScope } from '../grants/roleTask';
import { isDay } from '../ui/datesAndNumbers';
import { WaldurError } from '../waldur/errors';
import { retrieveProject } from '../waldur/projects';

/** Of more projects than these the ends are not read. */
const most = 10;

/**
 * The moment when these projects end, which is the start of their end date in UTC; undefined where one of them has no end
 * or has ended, where they end at different times, or where it cannot be read.
 */
export async function projectEndOf(
  { client }: Connection,
  scopes: readonly GrantScope[],
  today: Date,
): Promise<string | undefined> {
  const uuids = [...new Set(scopes.map(({ uuid }) => uuid))];
  if (uuids.length > most || uuids.length === 0 || scopes.some(({ kind }) => kind !== 'project')) {
    return undefined;
  }
  try {
    const projects = await Promise.all(
      uuids.map((uuid) => retrieveProject(client, uuid, { field: ['uuid', 'name', 'end_date'] })),
    );
    const [end, ...others] = new Set(projects.map(({ end_date: day }) => day ?? ''));
    return end === undefined || others.length > 0 || !isDay(end) || Date.parse(end) <= today.getTime()
      ? undefined
      : `${end}T00:00:00Z`;
  } catch (error) {
    if (error instanceof WaldurError) {
      return undefined;
    }
    throw error;
  }
}
