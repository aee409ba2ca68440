import { makeCaller, type Caller } from '../../../src/access/caller';
import type { Role } from '../../../src/waldur/roles';
import type { Me, Permission } from '../../../src/waldur/session';

const projectTeam = ['PROJECT.CREATE_PERMISSION', 'PROJECT.UPDATE_PERMISSION', 'PROJECT.DELETE_PERMISSION'];

/** Roles as the server of 2024 ships them, with the permissions that matter here. */
const shipped: readonly (readonly [name: string, type: string, permissions: readonly string[]])[] = [
  [
    'CUSTOMER.OWNER',
    'customer',
    [
      'CUSTOMER.UPDATE',
      'CUSTOMER.LIST_USERS',
      'CUSTOMER.CREATE',
      'CUSTOMER.DELETE',
      'PROJECT.LIST',
      'PROJECT.CREATE',
      'PROJECT.UPDATE',
      'PROJECT.DELETE',
      ...projectTeam,
      'INVITATION.LIST',
      'ACCESS_SUBNET.CREATE',
    ],
  ],
  ['CUSTOMER.MANAGER', 'customer', ['OFFERING.UPDATE']],
  ['CUSTOMER.SUPPORT', 'customer', ['CUSTOMER.LIST_USERS']],
  ['CUSTOMER.READER', 'customer', []],
  ['CUSTOMER.CALL_ORGANIZER', 'call_organizer', ['CALL.CREATE_PERMISSION', 'CALL.LIST']],
  ['PROJECT.MANAGER', 'project', ['PROJECT.LIST', 'PROJECT.UPDATE', ...projectTeam, 'INVITATION.LIST']],
  ['PROJECT.ADMIN', 'project', ['PROJECT.LIST', 'INVITATION.LIST']],
  ['PROJECT.MEMBER', 'project', []],
  ['CALL.MANAGER', 'call', ['CALL.UPDATE', 'CALL.CREATE_PERMISSION']],
];

export const roles: readonly Role[] = shipped.map(([name, content_type, permissions]) => ({
  uuid: uuidOf(name),
  name,
  content_type,
  permissions: [...permissions],
  is_active: true,
}));

/** 32 hex digits that stand for a name. */
export function uuidOf(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(32, '0').slice(-32);
}

export const customer = uuidOf('customer');
export const project = uuidOf('project');
export const managing = uuidOf('managing');
export const now = new Date('2026-11-23T12:00:00Z');

export function grant(role: string, type: string, uuid: string, more: Partial<Permission> = {}): Permission {
  return {
    role_name: role,
    role_uuid: uuidOf(role),
    scope_type: type,
    scope_uuid: uuid,
    ...(type === 'customer' || type === 'call' ? {} : { customer_uuid: customer }),
    expiration_time: null,
    ...more,
  };
}

export interface CallerOptions {
  readonly me?: Partial<Me>;
  readonly version?: string | undefined;
  readonly personalToken?: boolean;
  readonly roles?: readonly Role[];
}

export function caller(permissions: readonly Permission[], options: CallerOptions = {}): Caller {
  return makeCaller(
    {
      uuid: uuidOf('me'),
      username: 'me',
      permissions: [...permissions],
      token_expires_at: null,
      ...options.me,
    },
    {
      roles: options.roles ?? roles,
      serverVersion: options.version,
      personalToken: options.personalToken,
    },
  );
}
