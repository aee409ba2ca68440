import type { Call } from '../../waldur/calls';

const weekInMs = 7 * 24 * 60 * 60 * 1000;

/** A round of a call: the time in which proposals are taken. */
export type Round = NonNullable<Call['rounds']>[number];

export type RoundState = 'ended' | 'open' | 'scheduled';

/** A moment of a round in milliseconds since 1970; undefined where the server does not tell it. */
export function momentOf(time: string | null | undefined): number | undefined {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** By its times, as what the server called it may be from before; by the server's word where they are not told. */
export function roundState({ start_time, cutoff_time, status }: Round, now: Date): RoundState | undefined {
  const [from, to] = [momentOf(start_time), momentOf(cutoff_time)];
  if (to !== undefined && to < now.getTime()) {
    return 'ended';
  }
  if (from !== undefined && from > now.getTime()) {
    return 'scheduled';
  }
  if (from !== undefined && to !== undefined) {
    return 'open';
  }
  return status === 'ended' || status === 'open' || status === 'scheduled' ? status : undefined;
}

/** As the server counts active rounds: those of open calls whose cutoff is ahead, scheduled ones too. */
export function isActive(call: Call, round: Round, now: Date): boolean {
  return call.state === 'active' && (momentOf(round.cutoff_time) ?? -1) >= now.getTime();
}

/** As the server counts rounds that close within a week. */
export function isClosing(call: Call, round: Round, now: Date): boolean {
  return isActive(call, round, now) && (momentOf(round.cutoff_time) ?? Infinity) <= now.getTime() + weekInMs;
}

/** The first cutoff that is still to come; the last there was where none is. Undefined without rounds. */
export function cutoffOf(
  { rounds }: Call,
  now: Date,
): { readonly at: number; readonly isAhead: boolean } | undefined {
  const cutoffs = (rounds ?? []).flatMap(({ cutoff_time: time }) => momentOf(time) ?? []);
  const ahead = cutoffs.filter((at) => at >= now.getTime());
  if (ahead.length > 0) {
    return { at: Math.min(...ahead), isAhead: true };
  }
  return cutoffs.length === 0 ? undefined : { at: Math.max(...cutoffs), isAhead: false };
}
