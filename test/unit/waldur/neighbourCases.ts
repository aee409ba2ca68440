import { listProtectedCalls, retrieveProtectedCall } from '../../../src/waldur/calls';
import { listProjectMetadataChecklists } from '../../../src/waldur/checklists';
import { listEvents } from '../../../src/waldur/events';
import * as invitations from '../../../src/waldur/invitations';
import { listOrganizationGroups, retrieveOrganizationGroup } from '../../../src/waldur/organizationGroups';
import * as projects from '../../../src/waldur/projects';
import { patchRaw, readRaw } from '../../../src/waldur/rawObjects';
import { listRoles, retrieveRole } from '../../../src/waldur/roles';
import { readConfiguration, readMe, readVersion, signInWithPassword } from '../../../src/waldur/session';
import { listUserPermissions } from '../../../src/waldur/userPermissions';
import { retrieveUser, searchUsers } from '../../../src/waldur/users';
import { a, b, customer, dashedA, type OperationCase, root } from './operationCase';

/** The neighbours: projects, people, roles, groups, invitations, calls, events, session. */
export const neighbourCases: readonly OperationCase[] = [
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
  [
    'read a project as it was sent',
    (client) => readRaw(client, { kind: 'project', uuid: dashedA }),
    `GET api/projects/${a}/`,
  ],
  [
    'change a project, to see what the server makes of it',
    (client) =>
      patchRaw(client, { kind: 'project', uuid: b }, { name: ' P ', type: dashedA, end_date: null }),
    `PATCH api/projects/${b}/`,
    { name: 'P', type: `${root}project-types/${a}/`, end_date: null },
  ],
  [
    'change an organisation, to see what the server makes of it',
    (client) => patchRaw(client, { kind: 'customer', uuid: a }, { project_metadata_checklist: dashedA }),
    `PATCH api/customers/${a}/`,
    { project_metadata_checklist: a },
  ],
  [
    'change a managing organisation, to see what the server makes of it',
    (client) => patchRaw(client, { kind: 'call-managing-organisation', uuid: a }, { description: '' }),
    `PATCH api/call-managing-organisations/${a}/`,
    { description: '' },
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
    'list roles of people',
    (client) =>
      listUserPermissions(client, {
        user: dashedA,
        scope_type: 'project',
        show_inactive: true,
        o: '-expiration_time',
        page_size: 300,
      }),
    `GET api/user-permissions/?user=${a}&scope_type=project&show_inactive=true&o=-expiration_time&page_size=300`,
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
