import type { BehindOnCompliance } from '../attention/behindOnCompliance';
import type { ClosingCall } from '../attention/closingCalls';
import type { HeldRole } from '../grants/roleTask';
import type { Invitation } from '../waldur/invitations';
import type { Project } from '../waldur/projects';

/** In the order in which they stand. Roles are what most people look for, and are read first. */
export const attentionKinds = ['roles', 'projects', 'compliance', 'calls', 'invitations'] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** What a person should look at. */
export type AttentionRow = {
  /** Names the object, among all of its kind on a server. */
  readonly key: string;
  /** Uuids of the project and the organisation that it is or belongs to. */
  readonly places: readonly (string | null | undefined)[];
} & (
  | { readonly kind: 'roles'; readonly held: HeldRole }
  | { readonly kind: 'projects'; readonly project: Project }
  | { readonly kind: 'compliance'; readonly behind: BehindOnCompliance }
  | { readonly kind: 'calls'; readonly closing: ClosingCall }
  | { readonly kind: 'invitations'; readonly invitation: Invitation }
);

export function roleRow(held: HeldRole): AttentionRow {
  const { scope, role, person } = held;
  return {
    kind: 'roles',
    key: `${scope.kind}:${scope.uuid}/role:${role.uuid}/user:${person.uuid}`,
    places: [scope.uuid, scope.kind === 'customer' ? undefined : scope.customer],
    held,
  };
}

export function projectRow(project: Project): AttentionRow {
  const { uuid, customer_uuid: customer } = project;
  return { kind: 'projects', key: `project:${uuid}`, places: [uuid, customer], project };
}

export function complianceRow(behind: BehindOnCompliance): AttentionRow {
  const { uuid } = behind.customer;
  return { kind: 'compliance', key: `customer:${uuid}`, places: [uuid], behind };
}

export function callRow(closing: ClosingCall): AttentionRow {
  const { uuid, customer_uuid: customer } = closing.call;
  return { kind: 'calls', key: `call:${uuid}`, places: [customer], closing };
}

export function invitationRow(invitation: Invitation): AttentionRow {
  const { uuid, scope_uuid: scope, customer_uuid: customer } = invitation;
  return { kind: 'invitations', key: `invitation:${uuid}`, places: [scope, customer], invitation };
}
