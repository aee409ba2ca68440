import { fieldOfScience } from '../fieldsOfScience';
import type { Exchange } from '../http/exchange';
import type { Fields } from '../http/fields';
import { uuidOf } from '../store/store';
import type { Behaviour } from '../versions';
import type { WorldCustomer, WorldProject } from '../world';
import { imageUrl } from './common';

type Project = WorldProject;

const customerOf = (row: Project, x: Exchange): WorldCustomer | undefined =>
  x.app.store.customers.get(row.customer);
const typeOf = (row: Project, x: Exchange) => x.app.store.projectTypes.get(row.type);

/** Those that work: neither still in the making nor gone. */
const liveResources = (row: Project, x: Exchange) =>
  x.app.store
    .resourcesOf(row.uuid)
    .filter((resource) => ['OK', 'Updating', 'Terminating'].includes(resource.state));

/** The one category all offerings of the sample world belong to. */
export const hpcCategory = { uuid: uuidOf('category HPC'), title: 'HPC' };

const older: Fields<Project> = {
  url: (row, x) => x.url('projects', row.uuid),
  uuid: (row) => row.uuid,
  name: (row) => row.name,
  slug: (row) => row.slug ?? '',
  customer: (row, x) => x.url('customers', row.customer),
  customer_uuid: (row) => row.customer,
  customer_name: (row, x) => customerOf(row, x)?.name ?? '',
  customer_slug: (row, x) => customerOf(row, x)?.slug ?? '',
  customer_native_name: (row, x) => customerOf(row, x)?.native_name ?? '',
  customer_abbreviation: (row, x) => customerOf(row, x)?.abbreviation ?? '',
  description: (row) => row.description ?? '',
  created: (row, x) => x.time(row.created ?? x.app.store.world.now),
  type: (row, x) => {
    const type = typeOf(row, x);
    return type ? x.url('project-types', type.uuid) : null;
  },
  type_name: (row, x) => typeOf(row, x)?.name,
  type_uuid: (row, x) => typeOf(row, x)?.uuid,
  backend_id: (row) => row.backend_id ?? '',
  start_date: (row) => row.start_date ?? null,
  end_date: (row) => row.end_date ?? null,
  end_date_requested_by: (row, x) => {
    const user = x.app.endDateRequests.get(row.uuid);
    return user === undefined ? null : x.url('users', user);
  },
  oecd_fos_2007_code: (row) => row.oecd_fos_2007_code ?? null,
  oecd_fos_2007_label: (row) => fieldOfScience(row.oecd_fos_2007_code),
  is_industry: (row) => row.is_industry ?? false,
  image: (row, x) => imageUrl(x, row),
  resources_count: (row, x) => liveResources(row, x).length,
  billing_price_estimate: (row) =>
    row.billing_price_estimate ?? { total: 0, current: 0, tax: 0, tax_current: 0 },
  marketplace_resource_count: (row, x): Record<string, number> => {
    const count = liveResources(row, x).length;
    return count === 0 ? {} : { [hpcCategory.uuid]: count };
  },
};

/** The last day on which a project still works. */
function effectiveEnd(row: Project, x: Exchange): string | null {
  const days = row.grace_period_days ?? customerOf(row, x)?.grace_period_days ?? 0;
  if (typeof row.end_date !== 'string') {
    return null;
  }
  return new Date(Date.parse(row.end_date) + days * 86_400_000).toISOString().slice(0, 10);
}

const newer: Fields<Project> = {
  kind: (row) => row.kind ?? 'default',
  is_removed: (row) => row.is_removed ?? false,
  termination_metadata: () => null,
  staff_notes: (row, x) =>
    x.caller.is_staff === true || x.caller.is_support === true ? (row.staff_notes ?? '') : undefined,
  grace_period_days: (row) => row.grace_period_days ?? null,
  effective_end_date: effectiveEnd,
  is_in_grace_period: (row, x) => {
    const today = x.app.clock.today();
    const end = effectiveEnd(row, x);
    return typeof row.end_date === 'string' && end !== null && row.end_date < today && today <= end;
  },
  project_credit: () => null,
  max_service_accounts: (row) => row.max_service_accounts ?? null,
};
const latest: Fields<Project> = { ...older, ...newer };

/** How a project is written. */
export const projectFields = (behaviour: Behaviour): Fields<Project> =>
  behaviour.newerFields ? latest : older;
