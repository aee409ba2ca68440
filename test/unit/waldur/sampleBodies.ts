/** Rows and objects as a server sends them. */

export const uuid = '6983ac22f2bb469189311ab21e493359';
export const other = '3c64e6a63d1d4dc0a1a1f5ba0b1e4c55';
const server = 'https://waldur.example.com/api';
export const scope = { kind: 'customer', uuid } as const;

export const group = {
  uuid,
  url: `${server}/organization-groups/${uuid}/`,
  name: 'Universities',
  parent: null,
  customers_count: 4,
};

export const customer = {
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

export const grant = {
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

export const project = {
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

export const person = {
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

export const permission = {
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

export const role = {
  uuid,
  name: 'CUSTOMER.OWNER',
  description: 'Organization owner',
  permissions: ['CUSTOMER.UPDATE', 'PROJECT.CREATE'],
  is_system_role: true,
  is_active: true,
  users_count: 12,
  content_type: 'customer',
};

export const managing = {
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

export const call = {
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

export const invitation = {
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

export const component = {
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

export const complianceRow = {
  project_uuid: other,
  project_name: 'First',
  completion_uuid: null,
  completion_percentage: 33.3,
  is_completed: false,
  requires_review: true,
  answers_count: 1,
  unanswered_required_count: 2,
};

export const complianceDetails = {
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

export const question = {
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
