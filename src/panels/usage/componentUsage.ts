import type { UsageComponent } from '../../waldur/customerStats';

/** `unlimited`: counted, never capped. `unknown`: the server told no number. */
export type LimitState = 'over' | 'near' | 'within' | 'unused' | 'unlimited' | 'unknown';

/** What an organisation uses of one component, and how much it may. */
export interface ComponentUsage {
  /** The same for the same component of another organisation. */
  readonly key: string;
  readonly name: string;
  /** The server's own word for it, such as `gpu_hours`. */
  readonly type: string;
  readonly description: string;
  /** Empty where the server adds up over offerings. */
  readonly offeringKey: string;
  readonly offering: string;
  readonly unit: string;
  /** As the server has it: `usage`, `limit`, `one`, …; undefined on servers of 2024. */
  readonly billing: string | undefined;
  readonly used: number | undefined;
  readonly limit: number | undefined;
  /** 1: all of the limit. Infinity: something is used where nothing may be. Undefined without limit or number. */
  readonly share: number | undefined;
  readonly state: LimitState;
  /** The part of `used` that came from terminated resources; undefined where the server does not tell (before 8.1.3). */
  readonly terminated: number | undefined;
}

/** From this share of a limit on it counts as near. */
const near = 0.9;

/** What `stats/` tells, component by component, in its order. */
export function componentsOf(rows: readonly UsageComponent[]): readonly ComponentUsage[] {
  const met = new Map<string, number>();
  return rows.map((row) => {
    const base = [row.offering_uuid, row.type ?? row.name, row.billing_type]
      .map((part) => part ?? '')
      .join(' ');
    const times = (met.get(base) ?? 0) + 1;
    met.set(base, times);
    return componentOf(row, times === 1 ? base : `${base} ${times}`);
  });
}

function componentOf(row: UsageComponent, key: string): ComponentUsage {
  // As HomePort counts: what is billed by its limit has its own number beside that of what was reported.
  const isByLimit = row.billing_type === 'limit';
  const used = (isByLimit ? row.limit_usage : undefined) ?? row.usage ?? undefined;
  const terminated =
    (isByLimit ? row.limit_usage_terminated : undefined) ?? row.usage_terminated ?? undefined;
  // Elsewhere in Waldur -1 stands for no limit.
  const limit = typeof row.limit === 'number' && row.limit >= 0 ? row.limit : undefined;
  const share = used === undefined || limit === undefined ? undefined : shareOf(used, limit);
  return {
    ...{ key, used, limit, share, terminated },
    name: row.name ?? row.type ?? '',
    type: row.type ?? '',
    description: row.description ?? '',
    offeringKey: row.offering_uuid ?? row.offering_name ?? '',
    offering: row.offering_name ?? '',
    unit: row.measured_unit ?? '',
    billing: row.billing_type ?? undefined,
    state: stateOf(used, limit, share),
  };
}

function shareOf(used: number, limit: number): number {
  return limit === 0 ? (used > 0 ? Infinity : 0) : used / limit;
}

function stateOf(used: number | undefined, limit: number | undefined, share = 0): LimitState {
  if (used === undefined) {
    return 'unknown';
  }
  if (limit === undefined) {
    return 'unlimited';
  }
  if (share > 1) {
    return 'over';
  }
  return share >= near ? 'near' : used === 0 ? 'unused' : 'within';
}

/** Whether the server adds up over offerings and tells no months apart, as those of 2024. */
export function isAddedUp(components: readonly ComponentUsage[]): boolean {
  return (
    components.length > 0 &&
    components.every(({ billing, offeringKey }) => billing === undefined && offeringKey === '')
  );
}
