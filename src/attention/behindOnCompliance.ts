import type { Caller } from '../access/caller';
import { isPast } from '../access/holding';
import { may } from '../access/may';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { readComplianceOverview } from '../waldur/compliance';
import { orNone } from '../waldur/errors';
import { unseen } from '../waldur/unseen';

/** So many organisations are asked about: one request each. */
const mostOrganisations = 200;

/** An organisation with its name. */
interface Organisation {
  readonly uuid: string;
  readonly name: string;
}

/** An organisation of which projects lack answers to its checklist. */
export interface BehindOnCompliance {
  readonly customer: Organisation;
  /** Projects that lack a required answer. */
  readonly behind: number;
  readonly projects: number;
}

/**
 * The organisations of which projects are behind on their checklists, those with most of them first: of those that are
 * pinned or in which the caller has a role, the first 200. Each is one request, as no list tells it.
 * @throws WaldurError where none could be read
 */
export async function behindOnCompliance(
  client: WaldurClient,
  caller: Caller,
  now: Date,
  pinned: readonly Organisation[],
  options: CallOptions,
): Promise<readonly BehindOnCompliance[]> {
  const organisations = [...pinned, ...ownOrganisations(caller, now)];
  const looks = await Promise.allSettled(
    [...new Map(organisations.map((one) => [one.uuid, one])).values()]
      .filter(({ uuid }) => may(caller, 'seeCompliance', { kind: 'customer', uuid }, now).kind !== 'no')
      .slice(0, mostOrganisations)
      .map(async (customer) => behindOf(client, customer, options)),
  );
  const read = looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []));
  const failed = looks.find((look) => look.status === 'rejected');
  if (failed !== undefined && read.length === 0) {
    throw failed.reason;
  }
  return read
    .flatMap((one) => one ?? [])
    .filter(({ behind }) => behind > 0)
    .toSorted((one, other) => other.behind - one.behind);
}

/** Those in which the caller has a role, not only in their projects. */
function ownOrganisations({ grants }: Caller, now: Date): readonly Organisation[] {
  return grants.flatMap((grant) => {
    const { scope_type: type, scope_uuid: uuid, scope_name: name } = grant;
    return type === 'customer' && uuid && !isPast(grant, now) ? [{ uuid, name: name ?? '' }] : [];
  });
}

/** Undefined where there is no checklist, the caller may not see it, or the server is too old for any. */
async function behindOf(
  client: WaldurClient,
  customer: Organisation,
  options: CallOptions,
): Promise<BehindOnCompliance | undefined> {
  const overview = await orNone(readComplianceOverview(client, customer.uuid, options), [
    ...unseen,
    'invalid',
  ]);
  if (overview === undefined) {
    return undefined;
  }
  const projects = overview.total_projects ?? 0;
  return { customer, projects, behind: projects - (overview.fully_completed_projects ?? projects) };
}
