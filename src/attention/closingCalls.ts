import { type Call, listProtectedCalls } from '../waldur/calls';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { readAllPages } from '../waldur/paging';

const dayInMs = 24 * 60 * 60 * 1000;

/** Calls are looked at this long before a round of theirs closes: there is little time to do something then. */
const closingDays = 7;

/** A call that takes proposals, and when its next round closes. */
export interface ClosingCall {
  readonly call: Call;
  /** As the server gave it (ISO 8601). */
  readonly closes: string;
}

/**
 * The open calls of which a round closes within a week, soonest first: `GET /api/proposal-protected-calls/`, of those
 * that the caller runs. @throws WaldurError
 */
export async function closingCalls(
  client: WaldurClient,
  now: Date,
  options: CallOptions,
): Promise<readonly ClosingCall[]> {
  const found: ClosingCall[] = [];
  const pages = readAllPages(
    (page, call) =>
      listProtectedCalls(client, { state: ['active'], o: ['name', 'created'], page, page_size: 300 }, call),
    options,
  );
  for await (const { rows } of pages) {
    found.push(...rows.flatMap((call) => closingWithin(call, now) ?? []));
  }
  return found.toSorted((one, other) => Date.parse(one.closes) - Date.parse(other.closes));
}

function closingWithin(call: Call, now: Date): ClosingCall | undefined {
  const [next] = (call.rounds ?? [])
    .flatMap(({ cutoff_time: cutoff }) => cutoff ?? [])
    .filter((cutoff) => {
      const left = Date.parse(cutoff) - now.getTime();
      return left > 0 && left <= closingDays * dayInMs;
    })
    .toSorted((one, other) => Date.parse(one) - Date.parse(other));
  return next === undefined ? undefined : { call, closes: next };
}
