import type { Exchange } from '../http/exchange';
import type { Json, JsonObject } from '../json';
import { byCodePoint } from '../store/table';
import type { WorldOffering, WorldResource } from '../world';

type Component = NonNullable<WorldOffering['components']>[number];

interface Sum {
  component: Component;
  offering: WorldOffering;
  usage: number;
  usageTerminated: number;
  limitUsage: number | null;
  limitUsageTerminated: number;
  limit: number | null;
}

/** A newer server keeps components of different offerings apart; the 2024 one adds them up by type. */
const keyOf = (exchange: Exchange, offering: WorldOffering, component: Component): string =>
  exchange.app.behaviour.newerFields ? `${offering.uuid} ${component.type}` : component.type;

function write(exchange: Exchange, sum: Sum): JsonObject {
  const { component, offering } = sum;
  const shared = {
    type: component.type,
    name: component.name,
    description: component.description ?? '',
    measured_unit: component.measured_unit ?? '',
  };
  if (!exchange.app.behaviour.newerFields) {
    return { ...shared, usage: sum.usage, limit: sum.limit };
  }
  return {
    ...shared,
    billing_type: component.billing_type ?? 'usage',
    usage: sum.usage,
    limit_usage: sum.limitUsage,
    ...(exchange.app.behaviour.terminatedUsage
      ? { usage_terminated: sum.usageTerminated, limit_usage_terminated: sum.limitUsageTerminated }
      : {}),
    limit: sum.limit,
    offering_name: offering.name,
    offering_uuid: offering.uuid,
  };
}

/** `GET …/stats/`: what resources use, against the limits of those that are not terminated. */
export function componentStats(exchange: Exchange, resources: readonly WorldResource[]): Json {
  const { store, behaviour } = exchange.app;
  const thisMonth = !behaviour.newerFields || exchange.query.get('for_current_month') === 'true';
  const sums = new Map<string, Sum>();
  const sumOf = (offering: WorldOffering, component: Component): Sum => {
    const key = keyOf(exchange, offering, component);
    let sum = sums.get(key);
    if (!sum) {
      sum = {
        component,
        offering,
        usage: 0,
        usageTerminated: 0,
        limitUsage: null,
        limitUsageTerminated: 0,
        limit: null,
      };
      sums.set(key, sum);
    }
    // The one that came last gives name and unit, whatever was added up before.
    sum.component = component;
    return sum;
  };
  for (const resource of resources) {
    const isTerminated = resource.state === 'Terminated';
    if (isTerminated && !behaviour.terminatedUsage) {
      continue;
    }
    const offering = store.offerings.get(resource.offering);
    for (const component of offering?.components ?? []) {
      if (!offering) {
        continue;
      }
      const sum = sumOf(offering, component);
      const usages = thisMonth ? resource.current_usages : (resource.total_usages ?? resource.current_usages);
      const usage = usages?.[component.type] ?? 0;
      const limit = resource.limits?.[component.type];
      sum.usage += usage;
      sum.usageTerminated += isTerminated ? usage : 0;
      if (component.billing_type === 'limit') {
        sum.limitUsage = (sum.limitUsage ?? 0) + usage;
        sum.limitUsageTerminated += isTerminated ? usage : 0;
      }
      if (typeof limit === 'number' && !isTerminated) {
        sum.limit = (sum.limit ?? 0) + limit;
      }
    }
  }
  return {
    components: [...sums.values()]
      .sort((a, b) => byCodePoint(a.component.name, b.component.name))
      .map((sum) => write(exchange, sum)),
  };
}
