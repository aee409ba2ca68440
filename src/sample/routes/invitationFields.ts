import type { Exchange } from '../http/exchange';
import type { Fields } from '../http/fields';
import { fullName } from '../store/store';
import type { WorldInvitation as Invitation, WorldRole } from '../world';
import { imageUrl } from './common';

const week = 7 * 86_400_000;

/** `created` and seven days, with the microseconds kept. */
function expiry(row: Invitation, x: Exchange): string {
  const made = row.created ?? x.app.store.world.now;
  const moved = new Date(Date.parse(made) + week).toISOString().slice(0, 19);
  return x.time(`${moved}${made.slice(19)}`);
}

export const roleOf = (row: Invitation, x: Exchange): WorldRole | undefined =>
  x.app.store.roleNamed(row.role);
const scopeName = (row: Invitation, { app: { store } }: Exchange): string =>
  (store.customers.get(row.scope) ?? store.projects.get(row.scope) ?? store.calls.get(row.scope))?.name ?? '';

const older: Fields<Invitation> = {
  scope_uuid: (row) => row.scope,
  scope_name: scopeName,
  scope_type: (row) => row.scope_type,
  customer_uuid: (row) => row.customer,
  customer_name: (row, x) => x.app.store.customers.get(row.customer)?.name ?? '',
  role_name: (row) => row.role,
  role_description: (row, x) => roleOf(row, x)?.description ?? '',
  created_by_full_name: (row, x) => fullName(x.app.store.userNamed(row.created_by)),
  created_by_username: (row) => row.created_by ?? '',
  url: (row, x) => x.url('user-invitations', row.uuid),
  uuid: (row) => row.uuid,
  role: (row, x) => roleOf(row, x)?.uuid ?? null,
  created: (row, x) => x.time(row.created ?? x.app.store.world.now),
  expires: expiry,
  full_name: (row) => row.full_name ?? '',
  native_name: (row) => row.native_name ?? '',
  tax_number: (row) => row.tax_number ?? '',
  phone_number: (row) => row.phone_number ?? '',
  organization: (row) => row.organization ?? '',
  job_title: (row) => row.job_title ?? '',
  email: (row) => row.email,
  civil_number: (row) => row.civil_number ?? '',
  state: (row) => row.state,
  error_message: (row) => row.error_message ?? '',
  extra_invitation_text: (row) => row.extra_invitation_text ?? '',
  execution_state: (row) => row.execution_state ?? 'Scheduled',
};
const newer: Fields<Invitation> = {
  scope_description: (row, x) =>
    row.scope_type === 'project' ? (x.app.store.projects.get(row.scope)?.description ?? '') : '',
  created_by_image: (row, x) => {
    const user = x.app.store.userNamed(row.created_by);
    return user ? imageUrl(x, user) : null;
  },
};
/** What an invitation is answered as. */
export const fieldsOf = (x: Exchange): Fields<Invitation> =>
  x.app.behaviour.newerInvitations ? { ...older, ...newer } : older;
