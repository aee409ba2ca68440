import type { World } from '../../../src/sample/world';

type Row = Readonly<Record<string, unknown>>;

type Collection = Exclude<keyof World, 'note' | 'now' | 'images'>;

const targets: Readonly<Record<string, Collection>> = {
  customer: 'customers',
  project: 'projects',
  offering: 'offerings',
  serviceprovider: 'serviceProviders',
  callmanagingorganisation: 'callManagingOrganisations',
  call: 'calls',
  proposal: 'proposals',
};

/** Which key of which collection names a row of which other one. */
const references: readonly (readonly [
  from: Collection,
  key: string,
  to: Collection,
  by?: 'username' | 'name',
])[] = [
  ['organizationGroups', 'type', 'organizationGroupTypes'],
  ['organizationGroups', 'parent', 'organizationGroups'],
  ['customers', 'organization_group', 'organizationGroups'],
  ['customers', 'organization_groups', 'organizationGroups'],
  ['customers', 'project_metadata_checklist', 'checklists'],
  ['projects', 'customer', 'customers'],
  ['projects', 'type', 'projectTypes'],
  ['grants', 'user', 'users', 'username'],
  ['grants', 'role', 'roles', 'name'],
  ['grants', 'created_by', 'users', 'username'],
  ['accessSubnets', 'customer', 'customers'],
  ['paymentProfiles', 'organization', 'customers'],
  ['customerCredits', 'customer', 'customers'],
  ['serviceProviders', 'customer', 'customers'],
  ['offerings', 'customer', 'customers'],
  ['resources', 'project', 'projects'],
  ['resources', 'offering', 'offerings'],
  ['callManagingOrganisations', 'customer', 'customers'],
  ['calls', 'manager', 'callManagingOrganisations'],
  ['calls', 'created_by', 'users', 'username'],
  ['calls', 'default_project_role', 'roles', 'name'],
  ['rounds', 'call', 'calls'],
  ['proposals', 'round', 'rounds'],
  ['proposals', 'project', 'projects'],
  ['proposals', 'created_by', 'users', 'username'],
  ['reviews', 'proposal', 'proposals'],
  ['reviews', 'reviewer', 'users', 'username'],
  ['requestedOfferings', 'call', 'calls'],
  ['requestedOfferings', 'offering', 'offerings'],
  ['invitations', 'role', 'roles', 'name'],
  ['invitations', 'customer', 'customers'],
  ['invitations', 'created_by', 'users', 'username'],
  ['questions', 'checklist', 'checklists'],
  ['answers', 'question', 'questions'],
  ['answers', 'project', 'projects'],
  ['answers', 'user', 'users', 'username'],
];

function rowsOf(world: World, collection: Collection): readonly Row[] {
  return world[collection];
}

function known(world: World, collection: Collection, by: string): Set<unknown> {
  return new Set(rowsOf(world, collection).map((row) => row[by]));
}

/** What a world's rows refer to and is not there, as `collection.key → value`. */
export function danglingReferences(world: World): string[] {
  const dangling = references.flatMap(([from, key, to, by = 'uuid']) => {
    const there = known(world, to, by);
    return rowsOf(world, from)
      .flatMap((row) => row[key])
      .filter((value) => value !== undefined && value !== null && !there.has(value))
      .map((value) => `${from}.${key} → ${String(value)}`);
  });
  const scoped = [...world.grants, ...world.invitations].filter(({ scope, scope_type }) => {
    const target = targets[scope_type];
    return target === undefined || !known(world, target, 'uuid').has(scope);
  });
  const pictured = [
    ...world.users,
    ...world.customers,
    ...world.projects,
    ...world.callManagingOrganisations,
  ].filter(({ image }) => typeof image === 'string' && !(image in world.images));
  return [
    ...dangling,
    ...scoped.map(({ uuid, scope_type, scope }) => `${uuid} ${scope_type} → ${scope}`),
    ...pictured.map(({ uuid }) => `image of ${uuid}`),
  ];
}

/** The uuids of all rows of all collections. */
export function allUuids(world: World): string[] {
  return Object.values(world).flatMap((rows) =>
    Array.isArray(rows) ? rows.map((row: { uuid: string }) => row.uuid) : [],
  );
}
