import assert from 'node:assert/strict';
import * as organisations from '../../../src/waldur/callManagingOrganisations';
import { listProjectMetadataChecklists } from '../../../src/waldur/checklists';
import type { WaldurClient } from '../../../src/waldur/client';
import * as compliance from '../../../src/waldur/compliance';
import * as customers from '../../../src/waldur/customers';
import { countCustomerUsers } from '../../../src/waldur/customerUsers';
import { listEvents } from '../../../src/waldur/events';
import * as invitations from '../../../src/waldur/invitations';
import * as members from '../../../src/waldur/members';
import * as projects from '../../../src/waldur/projects';
import { readMe } from '../../../src/waldur/session';
import { countUsersOfServer, retrieveUser, searchUsers } from '../../../src/waldur/users';
import { assertProblem } from './problems';
import { clientOn, noSuchRoute, json, raw } from './scriptedTransport';
import { a, b, customer, managing } from './operationCase';
import { operationCases as cases } from './operationCases';
const image = { name: 'lo"go.png', content: new Uint8Array([1, 2, 3]) };

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
      const { client } = clientOn(noSuchRoute);
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
    const { client } = clientOn(noSuchRoute);
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
