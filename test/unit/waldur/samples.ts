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
import { searchUsers } from '../../../src/waldur/users';

const uuid = '6983ac22f2bb469189311ab21e493359';
const other = '3c64e6a63d1d4dc0a1a1f5ba0b1e4c55';
const server = 'https://waldur.example.com/api';
const scope = { kind: 'customer', uuid } as const;

const group = {
  uuid,
  url: `${server}/organization-groups/${uuid}/`,
  name: 'Universities',
  parent: null,
  customers_count: 4,
};

const customer = {
  url: `${server}/customers/${uuid}/`,
  uuid,
  created: '2026-01-02T09:51:25.554809Z',
  organization_groups: [group],
  display_name: 'IoB',
  projects: [
    { uuid: other, url: 'x', name: 'First', image: null, resource_count: 2, end_date: '2027-01-01' },
  ],
  backend_id: '',
  image: null,
  blocked: false,
  archived: false,
  default_tax_percent: '0.00',
  accounting_start_date: '2026-01-02T09:51:25.554809Z',
  projects_count: 2,
  users_count: 3,
  sponsor_number: null,
  country_name: 'Estonia',
  name: 'Institute of Bells',
  native_name: 'Kellade instituut',
  abbreviation: 'IoB',
  contact_details: 'Ring twice\nUnit 3',
  agreement_number: '',
  email: 'bells@example.com',
  phone_number: '+372 5555',
  access_subnets: '',
  homepage: 'https://bells.example.com/',
  latitude: 59.4,
  longitude: 24.7,
  country: 'EE',
  payment_profiles: [
    {
      uuid,
      name: 'P',
      attributes: { end_date: '', agreement_number: 1, contract_sum: '5' },
      is_active: true,
    },
  ],
  is_service_provider: false,
  call_managing_organization_uuid: null,
  project_metadata_checklist: null,
  customer_credit: '10.00',
  billing_price_estimate: { total: 0, current: 0, tax: 0, tax_current: 0 },
  user_email_patterns: ['.*@example.com'],
};

const grant = {
  uuid,
  created: '2026-02-03T10:00:00.000001+00:00',
  expiration_time: null,
  role_name: 'CUSTOMER.OWNER',
  role_uuid: other,
  user_email: 'a@example.com',
  user_full_name: 'Alice Lebowski',
  user_username: 'alice',
  user_uuid: other,
  user_image: null,
  created_by_full_name: '',
};

const project = {
  uuid: other,
  url: `${server}/projects/${other}/`,
  name: 'First',
  customer: customer.url,
  customer_uuid: uuid,
  customer_name: customer.name,
  description: '<p>hello</p>',
  start_date: null,
  end_date: '2027-01-01',
  type: null,
  is_industry: false,
  resources_count: 3,
  billing_price_estimate: { total: '1.50', current: '0.10', tax: 0, tax_current: 0 },
};

const person = {
  url: `${server}/users/${other}/`,
  uuid: other,
  username: 'alice',
  full_name: 'Alice Lebowski',
  email: 'a@example.com',
  image: null,
  role_name: null,
  projects: [
    { url: project.url, uuid: other, name: 'First', role_name: 'PROJECT.ADMIN', expiration_time: null },
  ],
};

const permission = {
  user_uuid: other,
  role_name: 'PROJECT.MANAGER',
  role_uuid: uuid,
  scope_type: 'project',
  scope_uuid: other,
  scope_name: 'First',
  customer_uuid: uuid,
  customer_name: customer.name,
  expiration_time: '2027-01-01T00:00:00Z',
};

const role = {
  uuid,
  name: 'CUSTOMER.OWNER',
  description: 'Organization owner',
  permissions: ['CUSTOMER.UPDATE', 'PROJECT.CREATE'],
  is_system_role: true,
  is_active: true,
  users_count: 12,
  content_type: 'customer',
};

const managing = {
  url: `${server}/call-managing-organisations/${other}/`,
  uuid: other,
  created: '2026-01-02T09:51:25Z',
  description: '',
  customer: customer.url,
  customer_name: customer.name,
  customer_uuid: uuid,
  customer_image: null,
  customer_abbreviation: 'IoB',
  customer_native_name: '',
  customer_country: 'EE',
  image: null,
};

const call = {
  uuid: other,
  name: 'Spring call',
  state: 'active',
  manager: managing.url,
  customer_uuid: uuid,
  rounds: [
    {
      uuid,
      name: 'R1',
      start_time: '2026-01-01T00:00:00Z',
      cutoff_time: '2026-02-01T00:00:00Z',
      status: 'open',
    },
  ],
  offerings: [{ uuid, state: 'accepted' }],
  documents: [],
};

const invitation = {
  uuid,
  email: 'new@example.com',
  role: other,
  role_name: 'PROJECT.ADMIN',
  scope_uuid: other,
  scope_type: 'project',
  customer_uuid: uuid,
  created: '2026-01-02T09:51:25Z',
  expires: '2026-01-09T09:51:25Z',
  state: 'pending',
  created_by_image: null,
};

const component = {
  type: 'cpu',
  name: 'CPU',
  measured_unit: 'hours',
  billing_type: 'usage',
  usage: 0,
  limit_usage: 1.5,
  limit: null,
  offering_name: 'HPC',
  offering_uuid: uuid,
};

const option = { uuid, label: 'Yes', order: 1 };

const complianceRow = {
  project_uuid: other,
  project_name: 'First',
  completion_uuid: null,
  completion_percentage: 33.3,
  is_completed: false,
  requires_review: true,
  answers_count: 1,
  unanswered_required_count: 2,
};

const complianceDetails = {
  checklist: { uuid, name: 'Data', checklist_type: 'project_metadata' },
  total_projects: 1,
  projects_with_completions: 1,
  fully_completed_projects: 0,
  projects_requiring_review: 1,
  project_details: [
    {
      ...complianceRow,
      answers: [
        {
          question_uuid: uuid,
          question_description: 'Personal data?',
          question_type: 'single_select',
          min_value: null,
          max_value: '5.0000',
          question_options: [option],
          answer_data: [uuid],
          answer_labels: 'Yes',
          user_name: 'Alice',
          created: '2026-01-02T09:51:25Z',
          modified: '2026-01-02T09:51:25Z',
        },
      ],
      unanswered_required_questions: [
        { uuid, description: 'Why?', question_type: 'text_area', min_value: null },
      ],
    },
  ],
};

const question = {
  question_uuid: uuid,
  question_description: 'Personal data?',
  question_type: 'boolean',
  required: true,
  order: 1,
  min_value: null,
  max_value: null,
  total_projects: 3,
  answered_projects_count: 1,
  project_answers: [
    { project_uuid: other, project_name: 'First', answer_uuid: null, answer_data: true, answer_labels: true },
  ],
  question_options: [],
};

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
