import * as organisations from '../../../src/waldur/callManagingOrganisations';
import * as compliance from '../../../src/waldur/compliance';
import * as customers from '../../../src/waldur/customers';
import { readCustomerStats } from '../../../src/waldur/customerStats';
import { listCustomerUsers } from '../../../src/waldur/customerUsers';
import * as members from '../../../src/waldur/members';
import { neighbourCases } from './neighbourCases';
import { a, b, customer, dashedA, managing, type OperationCase, root } from './operationCase';

/** Every operation on organisations and managing organisations, then the neighbours. */
export const operationCases: readonly OperationCase[] = [
  [
    'list organisations, with every documented parameter',
    (client) =>
      customers.listCustomers(client, {
        abbreviation: 'a',
        agreement_number: '1',
        archived: false,
        backend_id: 'b',
        contact_details: 'c',
        field: ['uuid', 'name', 'users_count'],
        name: 'n',
        name_exact: 'x',
        native_name: 'v',
        o: ['-created', 'name'],
        organization_group_name: 'g',
        organization_group_uuid: [dashedA, b],
        owned_by_current_user: true,
        page: 2,
        page_size: 50,
        query: 'q r',
        registration_code: 'rc',
      }),
    'GET api/customers/?abbreviation=a&agreement_number=1&archived=false&backend_id=b&contact_details=c' +
      '&field=uuid&field=name&field=users_count&name=n&name_exact=x&native_name=v&o=-created%2Cname' +
      `&organization_group_name=g&organization_group_uuid=${a}&organization_group_uuid=${b}` +
      '&owned_by_current_user=true&page=2&page_size=50&query=q+r&registration_code=rc',
  ],
  [
    'retrieve an organisation',
    (client) => customers.retrieveCustomer(client, dashedA, { field: ['email'] }),
    `GET api/customers/${a}/?field=uuid&field=name&field=email`,
  ],
  [
    'create an organisation',
    (client) => customers.createCustomer(client, { name: 'A', default_tax_percent: '20.00', latitude: null }),
    'POST api/customers/',
    { name: 'A', default_tax_percent: '20.00', latitude: null },
  ],
  [
    'replace an organisation',
    (client) => customers.updateCustomer(client, a, { name: 'B', project_metadata_checklist: dashedA }),
    `PUT api/customers/${a}/`,
    { name: 'B', project_metadata_checklist: a },
  ],
  [
    'change an organisation',
    (client) =>
      customers.patchCustomer(client, a, { email: '', organization_group: b, sponsor_number: null }),
    `PATCH api/customers/${a}/`,
    { email: '', organization_group: `${root}organization-groups/${b}/`, sponsor_number: null },
  ],
  [
    'clear the image of an organisation',
    (client) => customers.clearCustomerImage(client, a),
    `PATCH api/customers/${a}/`,
    { image: null },
  ],
  ['delete an organisation', (client) => customers.deleteCustomer(client, a), `DELETE api/customers/${a}/`],
  [
    'list grants',
    (client) =>
      members.listUsers(client, customer, {
        user: dashedA,
        role: dashedA,
        search_string: 's',
        field: ['user_uuid'],
        page: 1,
        newServer: {
          full_name: 'f',
          native_name: 'n',
          username: 'u',
          user_slug: 's',
          user_url: 'l',
          o: 'created',
        },
      }),
    `GET api/customers/${a}/list_users/?user=${a}&search_string=s&field=uuid&field=user_uuid&page=1` +
      `&role=${a}&full_name=f&native_name=n&username=u&user_slug=s&user_url=l&o=created`,
  ],
  [
    'list people of an organisation',
    (client) =>
      listCustomerUsers(client, a, {
        agreement_date: '2026-01-01',
        civil_number: '1',
        date_joined: '2026-01-02',
        description: 'd',
        email: 'e',
        field: ['email'],
        full_name: 'f',
        is_active: true,
        job_title: 'j',
        modified: '2026-01-03',
        native_name: 'n',
        o: '-concatenated_name',
        organization: 'o',
        organization_role: ['CUSTOMER.OWNER', 'X'],
        page: 1,
        page_size: 10,
        phone_number: 'p',
        project_role: ['PROJECT.ADMIN'],
        registration_method: 'r',
        user_keyword: 'k',
        username: 'u',
      }),
    `GET api/customers/${a}/users/?agreement_date=2026-01-01&civil_number=1&date_joined=2026-01-02&description=d` +
      '&email=e&field=uuid&field=email&full_name=f&is_active=true&job_title=j&modified=2026-01-03&native_name=n' +
      '&o=-concatenated_name&organization=o&organization_role=CUSTOMER.OWNER&organization_role=X&page=1' +
      '&page_size=10&phone_number=p&project_role=PROJECT.ADMIN&registration_method=r&user_keyword=k&username=u',
  ],
  [
    'grant a role by name, for good',
    (client) => members.addUser(client, customer, { role: 'CUSTOMER.OWNER', user: dashedA }),
    `POST api/customers/${a}/add_user/`,
    { role: 'CUSTOMER.OWNER', user: a },
  ],
  [
    'grant a role by uuid, for a time',
    (client) =>
      members.addUser(
        client,
        { kind: 'project', uuid: b },
        { role: dashedA, user: a, expiration_time: '2027-01-01T00:00:00Z' },
      ),
    `POST api/projects/${b}/add_user/`,
    { role: a, user: a, expiration_time: '2027-01-01T00:00:00Z' },
  ],
  [
    'change when a role ends',
    (client) => members.updateUser(client, customer, { role: 'R', user: a, expiration_time: null }),
    `POST api/customers/${a}/update_user/`,
    { role: 'R', user: a, expiration_time: null },
  ],
  [
    'revoke a role',
    (client) => members.deleteUser(client, customer, { role: 'R', user: a }),
    `POST api/customers/${a}/delete_user/`,
    { role: 'R', user: a },
  ],
  [
    'read compliance details',
    (client) => compliance.readComplianceDetails(client, a, { page: 2, page_size: 5 }),
    `GET api/customers/${a}/project-metadata-compliance-details/?page=2&page_size=5`,
  ],
  [
    'read the compliance overview',
    (client) => compliance.readComplianceOverview(client, a),
    `GET api/customers/${a}/project-metadata-compliance-overview/`,
  ],
  [
    'list compliance by project',
    (client) => compliance.listComplianceProjects(client, a, { page: 1 }),
    `GET api/customers/${a}/project-metadata-compliance-projects/?page=1`,
  ],
  [
    'list compliance by question',
    (client) => compliance.listComplianceQuestions(client, a, { page_size: 300 }),
    `GET api/customers/${a}/project-metadata-question-answers/?page_size=300`,
  ],
  [
    'set organisation groups',
    (client) => customers.updateOrganizationGroups(client, a, [dashedA, b]),
    `POST api/customers/${a}/update_organization_groups/`,
    { organization_groups: [`${root}organization-groups/${a}/`, `${root}organization-groups/${b}/`] },
  ],
  ['list countries', (client) => customers.listCountries(client), 'GET api/customers/countries/'],
  [
    'read usage',
    (client) => readCustomerStats(client, a, { for_current_month: true }),
    `GET api/customers/${a}/stats/?for_current_month=true`,
  ],
  [
    'change contact details alone',
    (client) => customers.updateCustomerContact(client, a, { email: 'a@b.test' }),
    `POST api/customers/${a}/contact/`,
    { email: 'a@b.test' },
  ],
  [
    'list managing organisations',
    (client) =>
      organisations.listCallManagingOrganisations(client, {
        customer: dashedA,
        customer_keyword: 'k',
        customer_uuid: b,
        o: ['-customer_name'],
        page: 1,
        page_size: 2,
      }),
    `GET api/call-managing-organisations/?customer=${encodeURIComponent(`${root}customers/${a}/`)}` +
      `&customer_keyword=k&customer_uuid=${b}&o=-customer_name&page=1&page_size=2`,
  ],
  [
    'retrieve a managing organisation',
    (client) => organisations.retrieveCallManagingOrganisation(client, a),
    `GET api/call-managing-organisations/${a}/`,
  ],
  [
    'create a managing organisation',
    (client) => organisations.createCallManagingOrganisation(client, { customer: dashedA, description: 'd' }),
    'POST api/call-managing-organisations/',
    { customer: `${root}customers/${a}/`, description: 'd' },
  ],
  [
    'replace a managing organisation',
    (client) => organisations.updateCallManagingOrganisation(client, a, { customer: b, description: '' }),
    `PUT api/call-managing-organisations/${a}/`,
    { customer: `${root}customers/${b}/`, description: '' },
  ],
  [
    'change a managing organisation',
    (client) => organisations.patchCallManagingOrganisation(client, a, { description: 'e' }),
    `PATCH api/call-managing-organisations/${a}/`,
    { description: 'e' },
  ],
  [
    'clear the image of a managing organisation',
    (client) => organisations.clearCallManagingOrganisationImage(client, a),
    `PATCH api/call-managing-organisations/${a}/`,
    { image: null },
  ],
  [
    'delete a managing organisation',
    (client) => organisations.deleteCallManagingOrganisation(client, a),
    `DELETE api/call-managing-organisations/${a}/`,
  ],
  [
    'list the team of a managing organisation',
    (client) => members.listUsers(client, managing),
    `GET api/call-managing-organisations/${a}/list_users/`,
  ],
  [
    'grant a role on a managing organisation',
    (client) => members.addUser(client, managing, { role: 'R', user: b, expiration_time: null }),
    `POST api/call-managing-organisations/${a}/add_user/`,
    { role: 'R', user: b, expiration_time: null },
  ],
  [
    'change when a role on a managing organisation ends',
    (client) => members.updateUser(client, managing, { role: 'R', user: b, expiration_time: '2027-01-01' }),
    `POST api/call-managing-organisations/${a}/update_user/`,
    { role: 'R', user: b, expiration_time: '2027-01-01' },
  ],
  [
    'revoke a role on a managing organisation',
    (client) => members.deleteUser(client, managing, { role: 'R', user: b }),
    `POST api/call-managing-organisations/${a}/delete_user/`,
    { role: 'R', user: b },
  ],
  [
    'read the figures of a managing organisation',
    (client) => organisations.readCallManagingOrganisationStats(client, a),
    `GET api/call-managing-organisations/${a}/stats/`,
  ],
  ...neighbourCases,
];
