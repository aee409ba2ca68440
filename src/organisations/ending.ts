import { isDay } from '../ui/datesAndNumbers';

const dayInMs = 24 * 60 * 60 * 1000;

/** How near a role, invitation, project or round is to its end. */
export type Ending =
  | { readonly kind: 'never' }
  | { readonly kind: 'later' | 'soon'; readonly at: Date; readonly days: number }
  | { readonly kind: 'ended'; readonly at: Date }
  /** The end date of a project has come, and it goes on working for some days. */
  | { readonly kind: 'grace'; readonly at: Date };

/**
 * @param end an ISO date and time, or a date, which starts at 00:00 UTC as Waldur has it; null means never
 * @param soonDays days before the end from which it counts as soon
 */
export function ending(end: string | null | undefined, soonDays: number, now: Date): Ending {
  const at = new Date(end ?? '');
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

/** The dates of a project: `YYYY-MM-DD`. A server from 7.8.8 to 8.0.6 gives the days of its own grace period alone. */
export interface ProjectDates {
  readonly end_date?: string | null | undefined;
  readonly effective_end_date?: string | null | undefined;
  readonly grace_period_days?: number | null | undefined;
}

/**
 * A project ends at the start of its end date in UTC, wherever its people are; what is called inclusive in Waldur's
 * documentation is not so in its code. A grace period goes on through its last day.
 */
export function projectEnding(dates: ProjectDates, soonDays: number, now: Date): Ending {
  const end = ending(dates.end_date, soonDays, now);
  const last = graceUntil(dates);
  return end.kind === 'ended' && last !== undefined && now.getTime() < last.getTime() + dayInMs
    ? { kind: 'grace', at: last }
    : end;
}

/** The last day of the grace period, if there is one. */
export function graceUntil({
  end_date,
  effective_end_date,
  grace_period_days,
}: ProjectDates): Date | undefined {
  if (!isDay(end_date ?? '')) {
    return undefined;
  }
  const end = new Date(end_date ?? '');
  const last =
    effective_end_date === undefined
      ? new Date(end.getTime() + (grace_period_days ?? 0) * dayInMs)
      : new Date(isDay(effective_end_date ?? '') ? (effective_end_date ?? '') : end);
  return last > end ? last : undefined;
}
