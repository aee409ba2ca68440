import { persona } from '../personas';
import type { WorldInvitation } from '../world';
import type { Calendar } from './calendar';
import { customerUuid } from './organisations';
import { projectUuid } from './projects';
import { uuidOf } from './random';

type Row = readonly [
  state: string,
  email: string,
  role: string,
  organisation: string,
  /** Place of the project, or null for the organisation itself. */
  project: number | null,
  daysAgo: number,
  more?: Partial<WorldInvitation>,
];

const rows: readonly Row[] = [
  [
    'pending',
    'kalle.kusta@example.org',
    'PROJECT.MEMBER',
    'kalev',
    0,
    1,
    { full_name: 'Kalle Kusta', extra_invitation_text: 'Welcome aboard!' },
  ],
  [
    'pending',
    'hanna.pohl@eider.example.org',
    'PROJECT.ADMIN',
    'kalev',
    1,
    5.5,
    { job_title: 'Bioinformatician', organization: 'Eider-Institut' },
  ],
  [
    'pending',
    'rector@emajoe.example.org',
    'CUSTOMER.OWNER',
    'emajoe',
    null,
    2,
    { created_by: persona('staff').username },
  ],
  ['project', 'new.student@emajoe.example.org', 'PROJECT.MEMBER', 'emajoe', 0, 3],
  [
    'requested',
    'consultant@example.com',
    'PROJECT.MANAGER',
    'kalev',
    2,
    4,
    { extra_invitation_text: 'Needed for the migration.' },
  ],
  ['rejected', 'someone@example.net', 'CUSTOMER.OWNER', 'kalev', null, 20],
  [
    'accepted',
    'wei.li@kalev.example.org',
    'PROJECT.MEMBER',
    'kalev',
    2,
    90,
    { full_name: 'Wei Li', native_name: '李伟' },
  ],
  ['accepted', 'liisa.mets@kalev.example.org', 'CUSTOMER.READER', 'kalev', null, 120],
  ['canceled', 'wrong.adress@example.org', 'PROJECT.MEMBER', 'kalev', 0, 7],
  ['expired', 'vana@example.org', 'PROJECT.ADMIN', 'kalev', 0, 40],
  [
    'expired',
    'summer.guest@vattern.example.org',
    'PROJECT.MEMBER',
    'vattern',
    0,
    100,
    { created_by: persona('administrator').username },
  ],
  [
    'pending',
    'cfo@vattern.example.org',
    'CUSTOMER.ADMINISTRATOR',
    'vattern',
    null,
    6.2,
    { created_by: persona('administrator').username },
  ],
  [
    'pending',
    'bounce@example.org',
    'PROJECT.MEMBER',
    'kalev',
    3,
    2,
    { execution_state: 'Failed', error_message: 'SMTP 550: mailbox unavailable' },
  ],
];

/** Invitations in every state, most of them to the main organisation. */
export function lifelikeInvitations(calendar: Calendar): WorldInvitation[] {
  return rows.map(([state, email, role, organisation, project, daysAgo, more]) => ({
    uuid: uuidOf('invitation', email),
    email,
    state,
    created: calendar.time(-daysAgo),
    role,
    scope_type: project === null ? 'customer' : 'project',
    scope: project === null ? customerUuid(organisation) : projectUuid(organisation, project),
    customer: customerUuid(organisation),
    created_by: persona('owner').username,
    ...more,
  }));
}
