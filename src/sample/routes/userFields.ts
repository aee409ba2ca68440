import type { Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { without, type JsonObject } from '../json';
import { isStaffOrSupport } from '../rules/permissions';
import { fullName } from '../store/store';
import type { Behaviour } from '../versions';
import type { WorldGrant, WorldUser } from '../world';
import { imageUrl } from './common';

/** What a grant is held on, its name and the customer it belongs to; undefined: it is gone. */
export function scopeOfGrant(
  exchange: Exchange,
  grant: WorldGrant,
): { name: string; customer?: string; project?: string } | undefined {
  const { store } = exchange.app;
  switch (grant.scope_type) {
    case 'customer':
      return store.customers.get(grant.scope);
    case 'project':
      return store.projects.get(grant.scope);
    case 'call':
      return store.calls.get(grant.scope);
    case 'callmanagingorganisation': {
      const organisation = store.managingOrganisations.get(grant.scope);
      return (
        organisation && {
          name: store.customers.get(organisation.customer)?.name ?? '',
          customer: organisation.customer,
        }
      );
    }
    case 'offering':
      return store.offerings.get(grant.scope);
    case 'serviceprovider': {
      const provider = store.serviceProviders.get(grant.scope);
      return (
        provider && { name: store.customers.get(provider.customer)?.name ?? '', customer: provider.customer }
      );
    }
    case 'proposal': {
      const proposal = store.proposals.get(grant.scope);
      return proposal && { name: proposal.name };
    }
    default:
      return undefined;
  }
}

/** The customer that a grant is held on, or on something of. */
export function customerOfGrant(exchange: Exchange, grant: WorldGrant): string | undefined {
  return grant.scope_type === 'customer' ? grant.scope : scopeOfGrant(exchange, grant)?.customer;
}

const scopeFields: Fields<WorldGrant> = {
  role_name: (row) => row.role,
  role_description: (row, x) => x.app.store.roleNamed(row.role)?.description ?? '',
  role_uuid: (row, x) => x.app.store.roleNamed(row.role)?.uuid ?? null,
  scope_type: (row, x) => (scopeOfGrant(x, row) === undefined ? undefined : row.scope_type),
  scope_uuid: (row, x) => (scopeOfGrant(x, row) === undefined ? undefined : row.scope),
  scope_name: (row, x) => scopeOfGrant(x, row)?.name,
  customer_uuid: (row, x) => scopeOfGrant(x, row)?.customer,
  customer_name: (row, x) => x.app.store.customers.get(scopeOfGrant(x, row)?.customer)?.name,
};

const fullPermission: Fields<WorldGrant> = {
  user_uuid: (row, x) => x.app.store.userNamed(row.user)?.uuid ?? null,
  user_name: (row, x) => fullName(x.app.store.userNamed(row.user)),
  user_slug: (row, x) => {
    const user = x.app.store.userNamed(row.user);
    return user ? userSlug(user) : null;
  },
  created: (row, x) => x.time(row.created ?? x.app.store.world.now),
  expiration_time: (row, x) => x.time(row.expiration_time),
  created_by_full_name: (row, x) => {
    const grantor = x.app.store.userNamed(row.created_by);
    return grantor ? fullName(grantor) : undefined;
  },
  created_by_username: (row, x) => x.app.store.userNamed(row.created_by)?.username,
  ...scopeFields,
};

const slimPermission: Fields<WorldGrant> = {
  ...without(scopeFields, 'role_description'),
  project_uuid: (row) => (row.scope_type === 'project' ? row.scope : null),
  resource_uuid: () => null,
  expiration_time: (row, x) => x.time(row.expiration_time),
};

/** A grant as `permissions[]` and `user-permissions` have it. */
export const permissionFields = (behaviour: Behaviour): Fields<WorldGrant> =>
  behaviour.newerFields
    ? {
        ...fullPermission,
        project_uuid: (row) => (row.scope_type === 'project' ? row.scope : null),
        resource_uuid: () => null,
      }
    : fullPermission;

function permissionsOf(row: WorldUser, x: Exchange, slim: boolean): JsonObject[] {
  const fields = slim ? slimPermission : permissionFields(x.app.behaviour);
  return [...x.app.store.grantsOfUser(row.username)]
    .filter((grant) => scopeOfGrant(x, grant) !== undefined)
    .sort((a, b) => ((a.created ?? '') < (b.created ?? '') ? -1 : 1))
    .map((grant) => writeRow(fields, grant, x));
}

/** `mari.kask` → `marikask-1`. */
export const userSlug = (user: WorldUser): string =>
  `${user.username
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .slice(0, 8)}-1`;

/** Providers of identities are not set up here; accounts with a password are of the server's own. */
const providerName = (row: WorldUser): string => (row.registration_method === 'default' ? 'Local DB' : '');

const identity: Fields<WorldUser> = {
  requested_email: () => null,
  affiliations: (row) => row.affiliations ?? [],
  first_name: (row) => row.first_name ?? '',
  last_name: (row) => row.last_name ?? '',
  identity_provider_name: providerName,
  identity_provider_label: providerName,
  identity_provider_management_url: () => '',
  identity_provider_fields: () => [],
  image: (row, x) => imageUrl(x, row),
  identity_source: (row) => row.identity_source ?? '',
};

const head: Fields<WorldUser> = {
  url: (row, x) => x.url('users', row.uuid),
  uuid: (row) => row.uuid,
  username: (row) => row.username,
  slug: userSlug,
  full_name: (row) => fullName(row),
  native_name: (row) => row.native_name ?? '',
  job_title: (row) => row.job_title ?? '',
  email: (row) => row.email ?? '',
  phone_number: (row) => row.phone_number ?? '',
  organization: (row) => row.organization ?? '',
  civil_number: (row) => row.civil_number ?? null,
};

/** Only staff and support see these. */
const privileged: Fields<WorldUser> = {
  description: (row) => row.description ?? '',
  is_staff: (row) => row.is_staff ?? false,
  is_active: (row) => row.is_active ?? true,
  is_support: (row) => row.is_support ?? false,
};

/** Only of oneself. */
const own: Fields<WorldUser> = {
  token: (row, x) => (x.user === row && x.showsToken ? x.app.sessions.tokenFor(row) : undefined),
  token_lifetime: (row) => row.token_lifetime ?? null,
};
const newerOwn: Fields<WorldUser> = {
  ...own,
  token_expires_at: (row, x) => {
    const ends = x.app.sessions.expiresAt(row);
    return ends === null ? null : x.time(ends.toISOString().replace('Z', '000Z'));
  },
};

const dates: Fields<WorldUser> = {
  registration_method: (row) => row.registration_method ?? 'default',
  date_joined: (row, x) => x.time(row.date_joined ?? x.app.store.world.now),
  agreement_date: (row, x) => x.time(row.agreement_date),
  preferred_language: (row) => row.preferred_language ?? '',
};

const newerOnes: Fields<WorldUser> = {
  is_identity_manager: () => false,
  has_active_session: (_row, x) => x.user !== undefined,
  can_use_personal_access_tokens: () => true,
  ip_address: (_row, x) => x.ip,
  profile_completeness: () => ({
    is_complete: true,
    missing_fields: [],
    mandatory_fields: [],
    enforcement_enabled: false,
  }),
};

/** How the caller sees a user. @param me the caller's own record, with token and slim permissions */
export function userFields(exchange: Exchange, me: boolean): Fields<WorldUser> {
  const { behaviour } = exchange.app;
  const slim = me && behaviour.slimPermissions;
  return {
    ...head,
    ...(isStaffOrSupport(exchange.user) ? privileged : {}),
    ...(me ? (behaviour.newerFields ? newerOwn : own) : {}),
    ...dates,
    permissions: (row, x) => permissionsOf(row, x, slim),
    ...identity,
    ...(behaviour.newerFields && me ? newerOnes : {}),
  };
}
