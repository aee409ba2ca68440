import {
  listCallManagingOrganisations,
  readCallManagingOrganisationStats,
} from '../../../src/waldur/callManagingOrganisations';
import { listProtectedCalls } from '../../../src/waldur/calls';
import { listProjectMetadataChecklists } from '../../../src/waldur/checklists';
import type { WaldurClient } from '../../../src/waldur/client';
import * as compliance from '../../../src/waldur/compliance';
import { listCountries, listCustomers, patchCustomer, retrieveCustomer } from '../../../src/waldur/customers';
import { readCustomerStats } from '../../../src/waldur/customerStats';
import { listCustomerUsers } from '../../../src/waldur/customerUsers';
import { listEvents } from '../../../src/waldur/events';
import { listInvitations } from '../../../src/waldur/invitations';
import { addUser, listUsers } from '../../../src/waldur/members';
import { listOrganizationGroups } from '../../../src/waldur/organizationGroups';
import type { Page } from '../../../src/waldur/paging';
import { listProjects, retrieveProject } from '../../../src/waldur/projects';
import { listRoles } from '../../../src/waldur/roles';
import { readConfiguration, readMe, readVersion, signInWithPassword } from '../../../src/waldur/session';
import { listUserPermissions } from '../../../src/waldur/userPermissions';
import { searchUsers } from '../../../src/waldur/users';
import {
  uuid,
  other,
  scope,
  group,
  customer,
  grant,
  project,
  person,
  permission,
  role,
  managing,
  call,
  invitation,
  component,
  complianceRow,
  complianceDetails,
  question,
} from './sampleBodies';

/** One answer of a server, and the function that reads it. */
export interface Sample {
  readonly name: string;
  readonly body: unknown;
  readonly read: (client: WaldurClient) => Promise<unknown>;
}

export interface PageSample extends Sample {
  readonly read: (client: WaldurClient) => Promise<Page<unknown>>;
  /** What identifies a row: those that have it as text must not be dropped, whatever else is odd. */
  readonly keys: readonly string[];
  /** The rows inside a body, where it has any. */
  readonly rowsOf?: (body: unknown) => unknown;
}

export const pageSamples: readonly PageSample[] = [
  {
    name: 'customers',
    keys: ['uuid', 'name'],
    body: [customer, { ...customer, uuid: other }],
    read: (client) => listCustomers(client),
  },
  {
    name: 'countries',
    keys: ['value', 'label'],
    body: [{ label: 'Estonia', value: 'EE' }],
    read: (client) => listCountries(client),
  },
  {
    name: 'user permissions',
    keys: ['user_uuid', 'scope_type', 'scope_uuid'],
    body: [permission, { ...permission, expiration_time: null }],
    read: (client) => listUserPermissions(client),
  },
  { name: 'grants', keys: ['uuid'], body: [grant, grant], read: (client) => listUsers(client, scope) },
  {
    name: 'customer users',
    keys: ['uuid'],
    body: [person],
    read: (client) => listCustomerUsers(client, uuid),
  },
  { name: 'projects', keys: ['uuid', 'name'], body: [project], read: (client) => listProjects(client) },
  {
    name: 'users',
    keys: ['uuid'],
    body: [{ ...person, token: 'secret' }],
    read: (client) => searchUsers(client),
  },
  { name: 'roles', keys: ['uuid', 'name'], body: [role], read: (client) => listRoles(client) },
  {
    name: 'organisation groups',
    keys: ['uuid', 'name'],
    body: [group],
    read: (client) => listOrganizationGroups(client),
  },
  {
    name: 'managing organisations',
    keys: ['uuid'],
    body: [managing],
    read: (client) => listCallManagingOrganisations(client),
  },
  { name: 'calls', keys: ['uuid', 'name'], body: [call], read: (client) => listProtectedCalls(client) },
  { name: 'invitations', keys: ['uuid'], body: [invitation], read: (client) => listInvitations(client) },
  {
    name: 'events',
    keys: ['uuid'],
    body: [{ uuid, created: '2026', event_type: 'role_granted', message: 'm', context: { user: 'a' } }],
    read: (client) => listEvents(client),
  },
  {
    name: 'checklists',
    keys: ['uuid', 'name'],
    body: [{ uuid, name: 'Data', checklist_type: 'project_metadata', questions_count: 4 }],
    read: (client) => listProjectMetadataChecklists(client),
  },
  {
    name: 'compliance projects',
    keys: ['project_uuid'],
    body: [complianceRow],
    read: (client) => compliance.listComplianceProjects(client, uuid),
  },
  {
    name: 'compliance questions',
    keys: ['question_uuid'],
    body: [question],
    read: (client) => compliance.listComplianceQuestions(client, uuid),
  },
  {
    name: 'compliance details',
    keys: ['project_uuid'],
    body: complianceDetails,
    read: async (client) => (await compliance.readComplianceDetails(client, uuid)).projects,
    rowsOf: (body) => {
      const details: unknown = Array.isArray(body) ? body[0] : body;
      return typeof details === 'object' && details !== null && 'project_details' in details
        ? details.project_details
        : undefined;
    },
  },
];

export const objectSamples: readonly Sample[] = [
  { name: 'customer', body: customer, read: (client) => retrieveCustomer(client, uuid) },
  { name: 'changed customer', body: customer, read: (client) => patchCustomer(client, uuid, { name: 'A' }) },
  { name: 'project', body: project, read: (client) => retrieveProject(client, uuid) },
  {
    name: 'expiry',
    body: { expiration_time: null },
    read: (client) => addUser(client, scope, { role: 'R', user: uuid }),
  },
  { name: 'stats', body: { components: [component] }, read: (client) => readCustomerStats(client, uuid) },
  {
    name: 'managing organisation figures',
    body: { open_calls: 1, active_rounds: 2, accepted_proposals: 0, pending_proposals: 0, pending_review: 4 },
    read: (client) => readCallManagingOrganisationStats(client, uuid),
  },
  {
    name: 'compliance overview',
    body: { total_projects: 4, projects_with_completions: 2, average_completion_percentage: 37.5 },
    read: (client) => compliance.readComplianceOverview(client, uuid),
  },
  { name: 'version', body: { version: '7.0.7+2.g1ea6cb820' }, read: (client) => readVersion(client) },
  {
    name: 'configuration',
    body: {
      WALDUR_CORE: {
        SITE_NAME: 'Waldur',
        HOMEPORT_URL: 'https://example.com/',
        AUTHENTICATION_METHODS: ['LOCAL_SIGNIN'],
      },
      FEATURES: { customer: { team: true } },
      LANGUAGES: [['en', 'English']],
    },
    read: (client) => readConfiguration(client),
  },
  {
    name: 'me',
    body: {
      ...person,
      token: 'secret',
      token_lifetime: null,
      is_staff: true,
      permissions: [permission, permission],
    },
    read: (client) => readMe(client),
  },
  {
    name: 'token',
    body: { token: '0'.repeat(40) },
    read: (client) => signInWithPassword(client, { username: 'u', password: 'p' }),
  },
];

/** Bodies a server sends with an error, by status. */
export const errorSamples: readonly (readonly [status: number, body: unknown])[] = [
  [400, { name: ['This field is required.'], email: ['Enter a valid email address.'] }],
  [400, { non_field_errors: ['User has already the same role in this scope.'] }],
  [400, ['Blocked organization is not available.']],
  [400, { start_date: { start_date: 'Cannot be earlier than the current date.' } }],
  [400, [{}, { non_field_errors: ['Bad answer.'] }]],
  [401, { detail: 'Token has expired.' }],
  [403, { detail: 'You do not have permission to perform this action.' }],
  [403, 'Denied.'],
  [404, { detail: 'No Customer matches the given query.' }],
  [405, { detail: 'Method "PUT" not allowed.' }],
  [409, { detail: 'Cannot delete organization with existing calls' }],
  [424, { detail: 'Extension is disabled.' }],
  [429, { detail: 'Request was throttled. Expected available in 5 seconds.' }],
  [500, { detail: 'A server error occurred.' }],
];
