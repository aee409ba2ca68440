import type { World, WorldOffering, WorldProject, WorldResource } from '../world';
import type { Calendar } from './calendar';
import { customerUuid } from './organisations';
import { organisationStories } from './organisationStories';
import { type Random, uuidOf } from './random';

const providers: Readonly<Record<string, string>> = {
  revontuli: 'Supercomputing for research',
  bothnia: 'Cloud and storage',
  fjord: 'Accelerated computing',
};

type Component = readonly [
  type: string,
  name: string,
  unit: string,
  billing: 'usage' | 'limit' | 'one',
  limit: number,
];

interface OfferingStory {
  readonly key: string;
  readonly provider: string;
  readonly name: string;
  readonly resource: string;
  readonly components: readonly Component[];
}

const offeringStories: readonly OfferingStory[] = [
  {
    key: 'aurora',
    provider: 'revontuli',
    name: 'Aurora cluster',
    resource: 'alloc',
    components: [
      ['cpu', 'CPU', 'core hours', 'usage', 120_000],
      ['gpu', 'GPU', 'GPU hours', 'usage', 800],
      ['storage', 'Project storage', 'TB', 'limit', 12],
    ],
  },
  {
    key: 'bothnia',
    provider: 'bothnia',
    name: 'Bothnia cloud',
    resource: 'vpc',
    components: [
      ['cores', 'vCPU', 'vCPU', 'limit', 32],
      ['ram', 'RAM', 'GB', 'limit', 128],
      ['volume', 'Block storage', 'GB', 'limit', 2000],
      ['setup', 'Set-up', '', 'one', 1],
    ],
  },
  {
    key: 'aurora-objects',
    provider: 'revontuli',
    name: 'Aurora object storage',
    resource: 'bucket',
    components: [
      ['object_storage', 'Object storage', 'TB', 'usage', 20],
      ['egress', 'Outgoing traffic', 'GB', 'usage', 4000],
    ],
  },
  {
    key: 'fjord-gpu',
    provider: 'fjord',
    name: 'Fjord accelerator partition',
    resource: 'accel',
    components: [
      ['accelerator', 'Accelerator', 'node hours', 'usage', 400],
      ['scratch', 'Scratch', 'TB', 'limit', 5],
    ],
  },
];

/** Share of the limit used this month, by organisation and component, where it is not left to chance. */
const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  kalev: { cpu: 0.91, gpu: 1.12, storage: 0.84, object_storage: 0.4 },
  saimaa: { cpu: 0.83, cores: 0.97 },
  vattern: { cores: 1.04, ram: 1.01, cpu: 0.3 },
  emajoe: { volume: 0.88, cpu: 0.55 },
  hardanger: { accelerator: 1.35 },
  limfjord: { object_storage: 0.81 },
};

export function offeringUuid(key: string): string {
  return uuidOf('offering', key);
}

export function serviceProviderUuid(key: string): string {
  return uuidOf('serviceProvider', key);
}

/** Components that are counted and never have a limit. */
const uncapped = new Set(['egress', 'setup']);

function lifelikeOfferings(): WorldOffering[] {
  return offeringStories.map(({ key, provider, name, components }) => ({
    uuid: offeringUuid(key),
    name,
    customer: customerUuid(provider),
    components: components.map(([type, label, unit, billing]) => ({
      type,
      name: label,
      description: `${label} of ${name}`,
      measured_unit: unit,
      billing_type: billing,
    })),
  }));
}

/** A number as a person would choose it: two leading digits. */
function round(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(value, 1))) - 1);
  return Math.max(1, Math.round(value / step) * step);
}

function lifelikeResource(
  project: WorldProject,
  organisation: string,
  story: OfferingStory,
  random: Random,
  calendar: Calendar,
): WorldResource {
  const limits: Record<string, number | null> = {};
  const month: Record<string, number> = {};
  const total: Record<string, number> = {};
  const state = random.chance(0.9)
    ? 'OK'
    : random.pick(['Terminated', 'Erred', 'Creating', 'Updating', 'Terminating']);
  for (const [type, , , billing, middling] of story.components) {
    const limit = billing === 'one' ? 1 : round(middling * (0.2 + random.next() * 2));
    // A few allocations are open-ended, some have not been used yet.
    limits[type] = uncapped.has(type) || random.chance(0.04) ? null : limit;
    if (state === 'Creating' || random.chance(0.06)) {
      continue;
    }
    const told = shares[organisation]?.[type];
    const chance = 0.05 + random.next() * (billing === 'usage' ? 0.3 : 0.7);
    const share = (told ?? chance) * (0.95 + random.next() * 0.1);
    // What was told has just begun to be used; the rest has been in use for a while.
    const before =
      billing !== 'usage' ? 1 : told === undefined ? 1.2 + random.next() * 1.8 : 1 + random.next() * 0.15;
    month[type] = billing === 'one' ? 1 : Number((limit * share).toFixed(billing === 'usage' ? 1 : 0));
    total[type] = billing === 'usage' ? Number((limit * share * before).toFixed(1)) : (month[type] ?? 0);
  }
  const created = -random.between(5, 600);
  const key = `${project.uuid}/${story.key}`;
  return {
    uuid: uuidOf('resource', key),
    name: random.chance(0.04) ? '' : `${project.slug ?? 'project'}-${story.resource}`,
    limits,
    current_usages: month,
    total_usages: total,
    state,
    created: calendar.time(created),
    end_date: random.chance(0.2) ? calendar.date(random.between(3, 400)) : null,
    project: project.uuid,
    offering: offeringUuid(story.key),
  };
}

/** Who provides services, what they offer, and what the projects have of it and use. */
export function lifelikeServices(
  projects: readonly WorldProject[],
  random: Random,
  calendar: Calendar,
): Pick<World, 'serviceProviders' | 'offerings' | 'resources'> {
  const keys = new Map(organisationStories.map(({ key }) => [customerUuid(key), key]));
  const resources = projects.flatMap((project) => {
    const organisation = keys.get(project.customer) ?? '';
    if (
      project.is_removed === true ||
      ['biobank', 'gridpilot', 'turvesuo', 'open-data'].includes(organisation)
    ) {
      return [];
    }
    const wanted = random.draw(offeringStories, random.pick([0, 1, 1, 1, 2, 2, 3]));
    return wanted.map((story) => lifelikeResource(project, organisation, story, random, calendar));
  });
  return {
    serviceProviders: Object.entries(providers).map(([key, description]) => ({
      uuid: serviceProviderUuid(key),
      description,
      customer: customerUuid(key),
    })),
    offerings: lifelikeOfferings(),
    resources,
  };
}
