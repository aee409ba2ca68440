/** Which Waldur the sample server behaves as: `7.0` is the one of October 2024, `newest` the one of August 2026. */
export type ServerVersion = '7.0' | 'newest';

/** Everything in which the two servers differ, each difference once; the code asks here and never for the number. */
export interface Behaviour {
  /** What `GET /api/version/` says. */
  readonly number: string;
  /** How a time in UTC ends: `…Z`, or `…+00:00` since the answers are written by orjson. */
  readonly utcSuffix: 'Z' | '+00:00';
  /** `GET /api/version/` only for staff and support. */
  readonly versionIsPrivate: boolean;
  /** A customer has one `organization_group`, groups have a type; newer: an array and `update_organization_groups`. */
  readonly singleOrganizationGroup: boolean;
  /** Customers have nested `projects` (gone since 7.9.3). */
  readonly nestedProjects: boolean;
  /** Fields that came to customers, projects, calls and `users/me` since 2024. */
  readonly newerFields: boolean;
  /** Filters and orders that came since 2024; an older server ignores them. */
  readonly newerFilters: boolean;
  /** `CUSTOMER.DELETE` lets an owner delete the organisation; newer: staff only. */
  readonly ownerMayDeleteCustomer: boolean;
  /** Roles on a managing organisation and its calls show the organisation; newer only. */
  readonly callRolesShowCustomer: boolean;
  /** Support, the owner of the managing organisation and its members see its calls; newer only. */
  readonly callsForManagers: boolean;
  /** `has_active_round` shows a call once for each of its rounds that are not over; newer: once. */
  readonly callsRepeatByRound: boolean;
  /** The project metadata compliance pages, checklists and their answers (7.7.7). */
  readonly compliance: boolean;
  /** `POST customers/{uuid}/contact/` (8.0.3). */
  readonly contactAction: boolean;
  /** `list_users`, `add_user`, … of managing organisations. */
  readonly managingOrganisationMembers: boolean;
  /** Personal access tokens, sent as `Bearer w_…` (8.0.7). */
  readonly personalAccessTokens: boolean;
  /** `users/me` has ten keys a permission instead of fifteen (8.1.2). */
  readonly slimPermissions: boolean;
  /** `role` and `user` of `list_users` repeat, `o` and the filters by user work; otherwise they are ignored. */
  readonly memberFilters: boolean;
  /** `user-permissions` leaves out what was revoked and shows others than staff and support their own grants alone. */
  readonly grantsListIsLive: boolean;
  /** Staff may give roles to accounts that are disabled; otherwise these are not found. */
  readonly grantsToInactive: boolean;
  /** The filters of a list apply to the object of an action too, as `list_users`; newer: to the object itself only. */
  readonly listFiltersOnActions: boolean;
  /** `customers/{uuid}/users/` answers 403 without a body, and has the legacy key `role`. */
  readonly legacyCustomerUsers: boolean;
  /** An organisation's owner may move a project by PATCH of `customer`; newer: read-only. */
  readonly projectMovesByPatch: boolean;
  /** Soft-deleted projects can be listed and recovered (7.8.5). */
  readonly removedProjects: boolean;
  /** Roles can also be held on service providers, managing organisations, resources and their projects. */
  readonly moreScopeTypes: boolean;
  /** Invitations can be changed, and one may not learn of scopes one may not invite to (404 instead of 403). */
  readonly newerInvitations: boolean;
  /** Deleting a managing organisation with calls: 400 in words; older: 409 for one call, 500 for more. */
  readonly politeManagingOrganisationDelete: boolean;
  /** `stats/` counts terminated resources too, and tells their part (8.1.3; already here, so that it can be seen). */
  readonly terminatedUsage: boolean;
  /** `field` works on roles. */
  readonly sparseRoles: boolean;
  /** Characters that a description has room for, in its column and in OPTIONS (4096 since 7.8.5). */
  readonly mostDescription: 2000 | 4096;
  /** VAT numbers are checked online, which fails where there is no Internet; the sample server has none. */
  readonly checksVatOnline: boolean;
}

const october2024: Behaviour = {
  number: '7.0.7+2.g1ea6cb820',
  utcSuffix: 'Z',
  versionIsPrivate: true,
  singleOrganizationGroup: true,
  nestedProjects: true,
  newerFields: false,
  newerFilters: false,
  ownerMayDeleteCustomer: true,
  callRolesShowCustomer: false,
  callsForManagers: false,
  callsRepeatByRound: true,
  compliance: false,
  contactAction: false,
  managingOrganisationMembers: false,
  personalAccessTokens: false,
  slimPermissions: false,
  memberFilters: false,
  grantsListIsLive: false,
  grantsToInactive: false,
  listFiltersOnActions: true,
  legacyCustomerUsers: true,
  projectMovesByPatch: true,
  removedProjects: false,
  moreScopeTypes: false,
  newerInvitations: false,
  politeManagingOrganisationDelete: false,
  terminatedUsage: false,
  sparseRoles: false,
  mostDescription: 2000,
  checksVatOnline: true,
};

const august2026: Behaviour = {
  number: '8.1.2',
  utcSuffix: '+00:00',
  versionIsPrivate: false,
  singleOrganizationGroup: false,
  nestedProjects: false,
  newerFields: true,
  newerFilters: true,
  ownerMayDeleteCustomer: false,
  callRolesShowCustomer: true,
  callsForManagers: true,
  callsRepeatByRound: false,
  compliance: true,
  contactAction: true,
  managingOrganisationMembers: true,
  personalAccessTokens: true,
  slimPermissions: true,
  memberFilters: true,
  grantsListIsLive: true,
  grantsToInactive: true,
  listFiltersOnActions: false,
  legacyCustomerUsers: false,
  projectMovesByPatch: false,
  removedProjects: true,
  moreScopeTypes: true,
  newerInvitations: true,
  politeManagingOrganisationDelete: true,
  terminatedUsage: true,
  sparseRoles: true,
  mostDescription: 4096,
  checksVatOnline: false,
};

export function behaviourOf(version: ServerVersion): Behaviour {
  return version === '7.0' ? october2024 : august2026;
}
