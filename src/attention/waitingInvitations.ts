import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Invitation, isOver, listInvitations } from '../waldur/invitations';
import { readAllPages } from '../waldur/paging';

const dayInMs = 24 * 60 * 60 * 1000;
const longDays = 14;
const endingDays = 3;

/** So many pages of a server are read: who waits longest comes first. */
const mostPages = 10;

/**
 * The invitations that have waited for more than two weeks or end within three days, those that have waited longest
 * first: `GET /api/user-invitations/?state=pending&o=created`, of those that the caller manages, 3,000 at most.
 * @throws WaldurError
 */
export async function waitingInvitations(
  client: WaldurClient,
  now: Date,
  options: CallOptions,
): Promise<readonly Invitation[]> {
  const found: Invitation[] = [];
  const pages = readAllPages(
    (page, call) => listInvitations(client, { state: ['pending'], o: 'created', page, page_size: 300 }, call),
    { ...options, readAhead: 1 },
  );
  for await (const { rows, page } of pages) {
    found.push(...rows.filter((row) => waitsLong(row, now) || endsSoon(row, now)));
    if (page >= mostPages) {
      break;
    }
  }
  return found;
}

function waitsLong({ created }: Invitation, now: Date): boolean {
  return now.getTime() - Date.parse(created ?? '') > longDays * dayInMs;
}

/** Or is over, and no one was told. */
function endsSoon(row: Invitation, now: Date): boolean {
  return isOver(row, now) || Date.parse(row.expires ?? '') - now.getTime() < endingDays * dayInMs;
}
