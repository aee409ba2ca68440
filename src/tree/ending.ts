const dayInMs = 24 * 60 * 60 * 1000;

/** How near a grant, project or call is to its end. */
export type Ending =
  | { readonly kind: 'never' }
  | { readonly kind: 'later' | 'soon'; readonly at: Date; readonly days: number }
  | { readonly kind: 'ended'; readonly at: Date };

/**
 * @param end an ISO date (the end of that day, as Waldur counts a project's) or date and time; null means never
 * @param soonDays days before the end from which it counts as soon
 */
export function ending(end: string | null | undefined, soonDays: number, now: Date): Ending {
  if (end === null || end === undefined || end === '') {
    return { kind: 'never' };
  }
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(end);
  const at = new Date(dateOnly ? `${end}T23:59:59` : end);
  if (Number.isNaN(at.getTime())) {
    return { kind: 'never' };
  }
  const left = at.getTime() - now.getTime();
  if (left <= 0) {
    return { kind: 'ended', at };
  }
  const days = Math.ceil(left / dayInMs);
  return { kind: days <= soonDays ? 'soon' : 'later', at, days };
}
