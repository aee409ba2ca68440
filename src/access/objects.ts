import type { CustomerState } from './answer';

/** What an action is about. Uuids are 32 hex digits, as the server gives them. */

interface ServerObject {
  readonly kind: 'server';
}

export interface CustomerObject {
  readonly kind: 'customer';
  readonly uuid: string;
  readonly state?: CustomerState | undefined;
}

export interface ProjectObject {
  readonly kind: 'project';
  readonly uuid: string;
  /** The organisation it belongs to. */
  readonly customer: string;
  /** That organisation's. */
  readonly state?: CustomerState | undefined;
  /** Deleted, but still shown by newer servers. */
  readonly terminated?: boolean | undefined;
}

export interface ManagingOrganisationObject {
  readonly kind: 'call-managing-organisation';
  readonly uuid: string;
  /** The organisation that manages; its uuid is another. */
  readonly customer: string;
  readonly state?: CustomerState | undefined;
}

/** What roles are granted on. */
export type ScopeObject = CustomerObject | ProjectObject | ManagingOrganisationObject;

/** A scope, and whose role on it: matters where that is the caller. */
export type RoleObject = ScopeObject & { readonly person?: string | undefined };

/** Every action with what it is about. */
export interface ActionObjects {
  createCustomer: ServerObject;
  writeRoles: ServerObject;
  writeOrganisationGroups: ServerObject;

  seeCustomer: CustomerObject;
  /** Ordinary fields. */
  editCustomer: CustomerObject;
  /** E-mail, phone, home page, contact details: there is a permission for these alone. */
  editContact: CustomerObject;
  /** Those that the server silently ignores from anybody but staff. */
  editStaffFields: CustomerObject;
  /** By the API there is no way back. */
  blockCustomer: CustomerObject;
  archiveCustomer: CustomerObject;
  deleteCustomer: CustomerObject;
  setOrganisationGroups: CustomerObject;
  setMetadataChecklist: CustomerObject;
  seeCompliance: CustomerObject;
  /** `customers/{uuid}/users/`: everyone, those with roles on projects only included. */
  listPeople: CustomerObject;
  seeEvents: CustomerObject;
  manageAccessSubnets: CustomerObject;
  createProject: CustomerObject;

  seeProject: ProjectObject;
  editProject: ProjectObject;
  setProjectEndDate: ProjectObject;
  deleteProject: ProjectObject;
  moveProject: ProjectObject;

  createManagingOrganisation: CustomerObject;
  editManagingOrganisation: ManagingOrganisationObject;
  deleteManagingOrganisation: ManagingOrganisationObject;
  seeCalls: ManagingOrganisationObject;

  /** `list_users`: who holds which role. */
  listTeam: ScopeObject;
  grant: RoleObject;
  changeExpiry: RoleObject;
  revoke: RoleObject;

  /** Invite by e-mail, resend, cancel. */
  invite: CustomerObject | ProjectObject;
  listInvitations: CustomerObject | ProjectObject;
}

export type Action = keyof ActionObjects;

/** One string an object of a server. */
export function keyOf({ kind, uuid }: { readonly kind: string; readonly uuid: string }): string {
  return `${kind} ${uuid}`;
}
