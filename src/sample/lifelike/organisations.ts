import type { World, WorldCustomer, WorldOrganizationGroup } from '../world';
import type { Calendar } from './calendar';
import { type GroupKey, groupStories, organisationDetails, organisationStories } from './organisationStories';
import { type Random, uuidOf } from './random';

const dataChecklist = uuidOf('checklist', 'data');
const softwareChecklist = uuidOf('checklist', 'software');

const region = uuidOf('organizationGroupType', 'region');

/** The types a 2024 server gives its groups. */
export function lifelikeGroupTypes(): World['organizationGroupTypes'] {
  return [
    { uuid: region, name: 'Region' },
    { uuid: uuidOf('organizationGroupType', 'programme'), name: 'Programme' },
  ];
}

export function groupUuid(key: GroupKey): string {
  return uuidOf('organizationGroup', key);
}

export function customerUuid(key: string): string {
  return uuidOf('customer', key);
}

/** The six organisation groups with their parents. */
export function lifelikeGroups(): WorldOrganizationGroup[] {
  return groupStories.map(({ key, name, parent }) => ({
    uuid: groupUuid(key),
    name,
    type: region,
    parent: parent === undefined ? null : groupUuid(parent),
  }));
}

const withoutDetails = new Set(['guests', 'open-data', 'hekla']);
const pictured = ['kalev', 'revontuli', 'vattern', 'saimaa', 'ncab', 'bothnia', 'kasumi', 'hardanger'];
const checklists: Readonly<Record<string, string>> = {
  kalev: dataChecklist,
  emajoe: dataChecklist,
  saimaa: dataChecklist,
  hardanger: dataChecklist,
  vattern: softwareChecklist,
  pohjala: softwareChecklist,
};

/** The key of the picture of the organisation's logo in the world's images, if it has one. */
export function logoOf(key: string): string | undefined {
  return pictured.includes(key) ? uuidOf('image', key) : undefined;
}

/** The organisations told by hand, in the order in which they joined: the oldest first. */
export function lifelikeCustomers(random: Random, calendar: Calendar): WorldCustomer[] {
  return organisationStories.map((story, index) => {
    const { key, name, native, abbreviation, country, groups } = story;
    const price = random.between(40, 90_000) + random.between(0, 99) / 100;
    const ends = (1 + random.next()) * price;
    const bare = withoutDetails.has(key);
    const groupUuids = groups.map(groupUuid);
    const logo = logoOf(key);
    return {
      uuid: customerUuid(key),
      name,
      slug: key,
      created: calendar.time(-1900 + index * 40 + random.next() * 20),
      native_name: native,
      abbreviation,
      country,
      organization_group: groupUuids[0] ?? null,
      organization_groups: groupUuids,
      ...(bare
        ? {}
        : {
            email: `office@${key}.example.org`,
            homepage: `https://www.${key}.example.org/`,
            domain: `${key}.example.org`,
            registration_code: String(random.between(10_000_000, 99_999_999)),
            backend_id: random.chance(0.4) ? `erp-${String(random.between(200, 999)).padStart(6, '0')}` : '',
          }),
      ...(story.projects > 0
        ? {
            billing_price_estimate: {
              total: ends.toFixed(2),
              current: price.toFixed(2),
              tax: (ends * 0.2).toFixed(2),
              tax_current: (price * 0.2).toFixed(2),
            },
          }
        : {}),
      ...(logo === undefined ? {} : { image: logo }),
      ...(checklists[key] === undefined ? {} : { project_metadata_checklist: checklists[key] }),
      ...organisationDetails[key],
    };
  });
}
