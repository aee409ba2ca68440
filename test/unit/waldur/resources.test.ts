import assert from 'node:assert/strict';
import * as organisations from '../../../src/waldur/callManagingOrganisations';
import { listProtectedCalls, retrieveProtectedCall } from '../../../src/waldur/calls';
import { listProjectMetadataChecklists } from '../../../src/waldur/checklists';
import type { WaldurClient } from '../../../src/waldur/client';
import * as compliance from '../../../src/waldur/compliance';
import * as customers from '../../../src/waldur/customers';
import { readCustomerStats } from '../../../src/waldur/customerStats';
import { countCustomerUsers, listCustomerUsers } from '../../../src/waldur/customerUsers';
import { listEvents } from '../../../src/waldur/events';
import * as invitations from '../../../src/waldur/invitations';
import * as members from '../../../src/waldur/members';
import { listOrganizationGroups, retrieveOrganizationGroup } from '../../../src/waldur/organizationGroups';
import * as projects from '../../../src/waldur/projects';
import { listRoles, retrieveRole } from '../../../src/waldur/roles';
import { readConfiguration, readMe, readVersion, signInWithPassword } from '../../../src/waldur/session';
import { countUsersOfServer, retrieveUser, searchUsers } from '../../../src/waldur/users';
import { assertProblem } from './problems';
import { clientOn, html, json, raw } from './scriptedTransport';

const a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const b = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
const dashedA = 'AAAAAAAA-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
const root = 'https://waldur.test/api/';
const customer = { kind: 'customer', uuid: dashedA } as const;
const managing = { kind: 'call-managing-organisation', uuid: a } as const;
const image = { name: 'lo"go.png', content: new Uint8Array([1, 2, 3]) };

type Case = readonly [
  name: string,
  call: (client: WaldurClient) => Promise<unknown>,
  /** Method, then what follows the server's address. */
  line: string,
  body?: unknown,
];

const cases: readonly Case[] = [
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
        o: 'created',
        field: ['user_uuid'],
        page: 1,
        newServer: { full_name: 'f', native_name: 'n', username: 'u', user_slug: 's', user_url: 'l' },
      }),
    `GET api/customers/${a}/list_users/?user=${a}&search_string=s&o=created&field=uuid&field=user_uuid&page=1` +
      `&role=${a}&full_name=f&native_name=n&username=u&user_slug=s&user_url=l`,
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
  [
    'list projects',
    (client) =>
      projects.listProjects(client, { customer: dashedA, field: ['end_date'], o: '-end_date', page: 3 }),
    `GET api/projects/?customer=${a}&field=uuid&field=name&field=end_date&o=-end_date&page=3`,
  ],
  ['retrieve a project', (client) => projects.retrieveProject(client, a), `GET api/projects/${a}/`],
  [
    'create a project',
    (client) => projects.createProject(client, { name: 'P', customer: a, type: b }),
    'POST api/projects/',
    { name: 'P', type: `${root}project-types/${b}/`, customer: `${root}customers/${a}/` },
  ],
  [
    'replace a project',
    (client) => projects.updateProject(client, b, { name: 'P', customer: a }),
    `PUT api/projects/${b}/`,
    { name: 'P', customer: `${root}customers/${a}/` },
  ],
  [
    'change a project',
    (client) => projects.patchProject(client, b, { end_date: null }),
    `PATCH api/projects/${b}/`,
    { end_date: null },
  ],
  ['delete a project', (client) => projects.deleteProject(client, b), `DELETE api/projects/${b}/`],
  [
    'search people',
    (client) => searchUsers(client, { user_keyword: 'x', customer_uuid: a, field: ['full_name'] }),
    `GET api/users/?user_keyword=x&customer_uuid=${a}&field=uuid&field=full_name`,
  ],
  [
    'search people, never asking for everything',
    (client) => searchUsers(client, {}),
    'GET api/users/?field=uuid&field=username&field=full_name&field=email&field=organization&field=job_title&field=image',
  ],
  [
    'retrieve a person',
    (client) => retrieveUser(client, a, { field: ['email'] }),
    `GET api/users/${a}/?field=uuid&field=email`,
  ],
  [
    'list roles',
    (client) => listRoles(client, { is_active: true, content_type: 'project', page_size: 300 }),
    'GET api/roles/?is_active=true&content_type=project&page_size=300',
  ],
  ['retrieve a role', (client) => retrieveRole(client, a), `GET api/roles/${a}/`],
  [
    'list organisation groups',
    (client) =>
      listOrganizationGroups(client, { name: 'n', name_exact: 'e', parent: a, o: '-customers_count' }),
    `GET api/organization-groups/?name=n&name_exact=e&parent=${a}&o=-customers_count`,
  ],
  [
    'retrieve an organisation group',
    (client) => retrieveOrganizationGroup(client, a),
    `GET api/organization-groups/${a}/`,
  ],
  [
    'list invitations',
    (client) =>
      invitations.listInvitations(client, {
        customer_uuid: a,
        state: ['pending', 'expired'],
        o: '-created',
        scope: customer,
      }),
    `GET api/user-invitations/?customer_uuid=${a}&state=pending&state=expired&o=-created` +
      `&scope=${encodeURIComponent(`${root}customers/${a}/`)}`,
  ],
  [
    'retrieve an invitation',
    (client) => invitations.retrieveInvitation(client, a),
    `GET api/user-invitations/${a}/`,
  ],
  [
    'invite',
    (client) =>
      invitations.createInvitation(client, {
        email: 'a@b.test',
        role: dashedA,
        scope: { kind: 'project', uuid: b },
      }),
    'POST api/user-invitations/',
    { email: 'a@b.test', role: a, scope: `${root}projects/${b}/` },
  ],
  [
    'resend an invitation',
    (client) => invitations.sendInvitation(client, a),
    `POST api/user-invitations/${a}/send/`,
  ],
  [
    'cancel an invitation',
    (client) => invitations.cancelInvitation(client, a),
    `POST api/user-invitations/${a}/cancel/`,
  ],
  [
    'delete an invitation',
    (client) => invitations.deleteInvitation(client, a),
    `POST api/user-invitations/${a}/delete/`,
  ],
  [
    'list checklists',
    (client) => listProjectMetadataChecklists(client, { page_size: 300 }),
    'GET api/checklists-admin/?page_size=300&checklist_type=project_metadata',
  ],
  [
    'list calls',
    (client) => listProtectedCalls(client, { customer_uuid: a, state: ['draft', 'active'], o: ['-created'] }),
    `GET api/proposal-protected-calls/?customer_uuid=${a}&state=draft&state=active&o=-created`,
  ],
  ['retrieve a call', (client) => retrieveProtectedCall(client, a), `GET api/proposal-protected-calls/${a}/`],
  [
    'list events',
    (client) =>
      listEvents(client, { scope: customer, event_type: ['role_granted'], created_from: 5, o: '-created' }),
    `GET api/events/?event_type=role_granted&created_from=5&o=-created&scope=${encodeURIComponent(`${root}customers/${a}/`)}`,
  ],
  ['read the version', (client) => readVersion(client), 'GET api/version/'],
  ['read the configuration', (client) => readConfiguration(client), 'GET api/configuration/'],
  [
    'read the own account',
    (client) => readMe(client, { field: ['username'] }),
    'GET api/users/me/?field=uuid&field=username',
  ],
  [
    'sign in with a password',
    (client) => signInWithPassword(client, { username: 'u', password: 'p' }),
    'POST api-auth/password/',
    { username: 'u', password: 'p' },
  ],
];

/** An object that satisfies every schema; lists are asked for where an array is due. */
const whole = {
  uuid: a,
  name: 'x',
  version: '8.1.2',
  token: 't',
  WALDUR_CORE: {},
  project_uuid: a,
  question_uuid: a,
  value: 'EE',
  label: 'Estonia',
};
const single = /\/[0-9a-f]{32}\/$|stats\/$|details\/$|overview\/$|version\/$|configuration\/$|me\/$/;

const answering = () =>
  clientOn(({ method, url }) => json(method === 'GET' && !single.test(url.pathname) ? [whole] : whole));

describe('Resources', () => {
  for (const [name, call, line, body] of cases) {
    it(`can ${name}`, async () => {
      const { client, transport } = answering();
      await call(client);
      assert.equal(transport.requests.length, 1);
      const { method, url, headers } = transport.last;
      const sent = transport.last.body;
      assert.equal(`${method} ${url.href.replace('https://waldur.test/', '')}`, line);
      assert.deepEqual(sent === undefined ? undefined : JSON.parse(String(sent)), body);
      assert.equal(headers['content-type'], body === undefined ? undefined : 'application/json');
      if (method !== 'GET') {
        assert.equal(url.search, '', 'A write must not carry a query.');
      }
    });

    it(`says who lacks it when a server cannot ${name}`, async () => {
      const { client } = clientOn(() =>
        html('<h1>Not Found</h1><p>The requested resource was not found.</p>', 404),
      );
      const error: unknown = await call(client).catch((thrown: unknown) => thrown);
      assert.match(String(error), /this server cannot \w+|none of the addresses of a Waldur/);
    });
  }

  it('uploads an image alone, as a form', async () => {
    for (const upload of [customers.setCustomerImage, organisations.setCallManagingOrganisationImage]) {
      const { client, transport } = answering();
      await upload(client, a, image);
      const { method, headers, body } = transport.last;
      const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '';
      assert.equal(method, 'PATCH');
      assert.ok(body instanceof Uint8Array && boundary !== '');
      assert.equal(
        Buffer.from(body).toString('latin1'),
        [
          `--${boundary}`,
          'Content-Disposition: form-data; name="image"; filename="lo_go.png"',
          'Content-Type: application/octet-stream',
          '',
          '\x01\x02\x03',
          `--${boundary}--`,
          '',
        ].join('\r\n'),
      );
      await assertProblem(upload(client, a, { name: 'x.png', content: new Uint8Array() }), 'refused');
    }
  });

  it('counts by HEAD', async () => {
    for (const count of [
      (client: WaldurClient) => customers.countCustomers(client, { query: 'x' }),
      (client: WaldurClient) => projects.countProjects(client, { customer: a }),
      (client: WaldurClient) => members.countUsers(client, customer, { role: 'R' }),
      (client: WaldurClient) => countCustomerUsers(client, a, { username: 'x' }),
      (client: WaldurClient) => countUsersOfServer(client, { query: 'x' }),
      (client: WaldurClient) => invitations.countInvitations(client, { state: ['pending'] }),
      (client: WaldurClient) => organisations.countCallManagingOrganisations(client, { customer_uuid: a }),
    ]) {
      const { client, transport } = clientOn(() => raw('', 200, { 'x-result-count': '3' }));
      assert.equal(await count(client), 3);
      assert.equal(transport.last.method, 'HEAD');
      assert.match(transport.last.url.search, /&page_size=1&field=uuid$/);
    }
  });

  it('refuses what a server would misread, before sending', async () => {
    const { client, transport } = answering();
    for (const call of [
      customers.retrieveCustomer(client, 'nonsense'),
      customers.retrieveCustomer(client, '../users/me'),
      customers.patchCustomer(client, a, { name: 'a\0b' }),
      customers.updateOrganizationGroups(client, a, ['x']),
      customers.listCustomers(client, { page_size: 301 }),
      members.addUser(client, customer, { role: ' ', user: a }),
      members.addUser(client, customer, { role: 'R', user: 'someone' }),
      members.addUser(client, customer, { role: `${a}0`, user: a }),
      members.updateUser(client, customer, { role: 'R', user: a, expiration_time: 'tomorrow' }),
      members.listUsers(client, customer, { user: 'someone' }),
      listEvents(client, { created_from: -1 }),
      invitations.createInvitation(client, { email: 'e', role: 'CUSTOMER.OWNER', scope: customer }),
      // As JavaScript could: names of another endpoint's filters, and values of the wrong type.
      members.listUsers(client, customer, { name: 'x' } as members.GrantListParams),
      customers.listCustomers(client, { archived: 1 } as unknown as customers.CustomerListParams),
      customers.listCustomers(client, { o: 'email' } as unknown as customers.CustomerListParams),
      customers.listCustomers(client, { email: 'x' } as unknown as customers.CustomerListParams),
    ]) {
      assert.match((await assertProblem(call, 'refused')).message, /^[\w ]+[ ,].+\.$/);
    }
    assert.equal(transport.requests.length, 0);
  });

  it('knows since when the newer operations are there', async () => {
    const { client } = clientOn(() => html('', 404));
    for (const [call, since] of [
      [compliance.readComplianceOverview(client, a), '7.7.7'],
      [compliance.readComplianceDetails(client, a), '7.7.7'],
      [compliance.listComplianceProjects(client, a), '7.7.7'],
      [compliance.listComplianceQuestions(client, a), '7.7.7'],
      [customers.updateCustomerContact(client, a, {}), '8.0.3'],
      [customers.updateOrganizationGroups(client, a, []), '7.6.5'],
      [members.listUsers(client, managing), '7.6.5'],
      [listProjectMetadataChecklists(client), '7.7.5'],
    ] as const) {
      assert.equal((await assertProblem(call, 'tooOld')).since, since);
    }
  });

  it('never hands on the token of a user', async () => {
    const { client, transport } = answering();
    assert.equal((await readMe(client)).token, undefined);
    assert.equal((await retrieveUser(client, a)).token, undefined);
    assert.equal((await searchUsers(client)).rows[0]?.token, undefined);
    assert.ok(transport.requests.every(({ url }) => !url.searchParams.getAll('field').includes('token')));
    assert.ok(transport.requests.every(({ url }) => url.searchParams.has('field')));
  });

  it('reads compliance whether it comes bare or in a list', async () => {
    const details = {
      checklist: { uuid: b, name: 'Data', checklist_type: 'project_metadata' },
      total_projects: 2,
      project_details: [
        {
          project_uuid: a,
          project_name: 'P',
          completion_percentage: 50.5,
          answers: [
            { question_uuid: b, answer_data: true, answer_labels: true, question_options: [] },
            'odd',
          ],
          unanswered_required_questions: [],
        },
        { project_name: 'no uuid' },
      ],
    };
    for (const body of [details, [details]]) {
      const { client } = clientOn(() => json(body, 200, { 'x-result-count': '2' }));
      const read = await compliance.readComplianceDetails(client, a);
      assert.equal(read.details.total_projects, 2);
      assert.equal(read.details.checklist?.name, 'Data');
      assert.deepEqual([read.projects.rows.length, read.projects.dropped, read.projects.total], [1, 1, 2]);
      assert.equal(read.projects.rows[0]?.answers?.length, 1);
    }
    const overview = { total_projects: 4, average_completion_percentage: '37.5' };
    for (const body of [overview, [overview]]) {
      const read = await compliance.readComplianceOverview(clientOn(() => json(body)).client, a);
      assert.equal(read.average_completion_percentage, 37.5);
    }
  });
});
