import type { CallOptions, WaldurClient } from '../waldur/client';
import { listProjects, type Project, type ProjectField } from '../waldur/projects';
import { readEnding } from './readEnding';

const dayInMs = 24 * 60 * 60 * 1000;

/** For so long after their end projects may go on in their grace period. */
const graceDays = 30;

const fields = [
  'uuid',
  'name',
  'end_date',
  'effective_end_date',
  'grace_period_days',
  'is_removed',
  'customer_uuid',
  'customer_name',
] as const satisfies readonly ProjectField[];

/**
 * The projects that end within so many days, and those that have ended and may still be in their grace period, soonest
 * first: `GET /api/projects/?o=end_date`, of those that the caller sees. Deleted ones are left out.
 * @throws WaldurError
 */
export async function endingProjects(
  client: WaldurClient,
  now: Date,
  days: number,
  options: CallOptions,
): Promise<readonly Project[]> {
  const rows = await readEnding(
    (page, call) => listProjects(client, { field: fields, o: 'end_date', page, page_size: 300 }, call),
    ({ end_date: end }) => (end ? Date.parse(end) : Number.POSITIVE_INFINITY),
    { from: now.getTime() - graceDays * dayInMs, until: now.getTime() + days * dayInMs },
    options,
  );
  const unique = new Map(rows.map((row) => [row.uuid, row]));
  return [...unique.values()].filter(({ is_removed: removed }) => removed !== true);
}
