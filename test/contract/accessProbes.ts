import type { Action, ActionObjects } from '../../src/access/objects';
import type { SampleServer } from '../../src/sample/server';
import type { Asked } from './accessClient';

export interface Probing {
  readonly server: SampleServer;
  /** As the caller in question. */
  readonly ask: Asked;
  /** As staff, to prepare and to take back. */
  readonly staff: Asked;
  /** A person without any role. */
  readonly stranger: string;
}

/** Tries an action for real. @returns whether the server let it happen; the world is afterwards as before */
type Probe<A extends Action> = (object: ActionObjects[A], probing: Probing) => Promise<boolean>;

const roots = {
  customer: 'api/customers/',
  project: 'api/projects/',
  'call-managing-organisation': 'api/call-managing-organisations/',
} as const;
const rolesFor = {
  customer: 'CUSTOMER.READER',
  project: 'PROJECT.DATA_STEWARD',
  'call-managing-organisation': 'CUSTOMER.CALL_ORGANIZER',
} as const;

type AnyScope = ActionObjects['listTeam'];
const at = ({ kind, uuid }: AnyScope, action = '') => `${roots[kind]}${uuid}/${action}`;
const customerAt = ({ uuid }: { readonly uuid: string }, action = '') => `api/customers/${uuid}/${action}`;

function rows(body: unknown): number {
  return Array.isArray(body) ? body.length : 0;
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

async function reads({ ask }: Probing, path: string): Promise<boolean> {
  return (await ask('GET', path)).ok;
}

/** A field that nobody but staff may write: the server says 200 to all and keeps the old value for the others. */
async function writesStaffField(
  { ask, server }: Probing,
  uuid: string,
  name: 'agreement_number' | 'blocked' | 'archived',
  value: unknown,
): Promise<boolean> {
  const row = server.world.customers.find((customer) => customer.uuid === uuid);
  const before = row?.[name];
  const answer = await ask('PATCH', customerAt({ uuid }), { [name]: value });
  const done = answer.ok && field(answer.body, name) === value;
  if (row !== undefined) {
    // There is no way back by the API.
    Object.assign(row, { [name]: before });
  }
  return done;
}

async function manages(
  object: ActionObjects['grant'],
  verb: string,
  { ask, staff, stranger, server }: Probing,
) {
  const whose = { role: rolesFor[object.kind], user: object.person ?? stranger };
  const held = server.world.grants.some(
    (grant) =>
      grant.scope === object.uuid &&
      grant.role === whose.role &&
      grant.is_active !== false &&
      server.world.users.find(({ uuid }) => uuid === whose.user)?.username === grant.user,
  );
  if (verb === 'add_user' && held) {
    await staff('POST', at(object, 'delete_user/'), whose);
  }
  if (verb !== 'add_user' && !held) {
    await staff('POST', at(object, 'add_user/'), whose);
  }
  const answer = await ask('POST', at(object, `${verb}/`), {
    ...whose,
    expiration_time: '2099-01-01T00:00:00Z',
  });
  await staff('POST', at(object, 'delete_user/'), whose);
  if (held) {
    await staff('POST', at(object, 'add_user/'), whose);
  }
  return answer.ok;
}

const invitation = (server: SampleServer, scope: AnyScope) => ({
  email: 'someone@example.org',
  role: server.world.roles.find(({ name }) => name === rolesFor[scope.kind])?.uuid,
  scope: `${server.url}${at(scope)}`,
});

/** One real request an action. */
export const probes: { readonly [A in Action]: Probe<A> } = {
  createCustomer: async (_, { ask, staff }) => {
    const answer = await ask('POST', 'api/customers/', { name: 'New' });
    if (answer.ok) {
      await staff('DELETE', customerAt({ uuid: String(field(answer.body, 'uuid')) }));
    }
    return answer.ok;
  },
  writeRoles: async (_, { ask, staff }) => {
    const answer = await ask('POST', 'api/roles/', {
      name: 'CUSTOMER.PROBE',
      content_type: 'customer',
      permissions: [],
    });
    if (answer.ok) {
      await staff('DELETE', `api/roles/${String(field(answer.body, 'uuid'))}/`);
    }
    return answer.ok;
  },
  writeOrganisationGroups: async (_, { ask, staff, server }) => {
    const type = server.world.organizationGroupTypes[0]?.uuid;
    const answer = await ask('POST', 'api/organization-groups/', { name: 'Probe', type });
    if (answer.ok) {
      await staff('DELETE', `api/organization-groups/${String(field(answer.body, 'uuid'))}/`);
    }
    return answer.ok;
  },

  seeCustomer: (customer, probing) => reads(probing, customerAt(customer, '?field=uuid')),
  editCustomer: async (customer, { ask }) =>
    (await ask('PATCH', customerAt(customer), { postal: '10115' })).ok,
  editContact: async (customer, { ask }) => {
    const contact = { phone_number: '+372 555' };
    const byPatch = (await ask('PATCH', customerAt(customer), contact)).ok;
    return byPatch || (await ask('POST', customerAt(customer, 'contact/'), contact)).ok;
  },
  editStaffFields: (customer, probing) => writesStaffField(probing, customer.uuid, 'agreement_number', 'P-1'),
  blockCustomer: (customer, probing) => writesStaffField(probing, customer.uuid, 'blocked', true),
  archiveCustomer: (customer, probing) => writesStaffField(probing, customer.uuid, 'archived', true),
  deleteCustomer: async (customer, { ask }) => {
    const answer = await ask('DELETE', customerAt(customer));
    // A call or payment profile may stand in the way after the permission was found to be there.
    return answer.ok || answer.status === 409 || answer.status === 500;
  },
  setOrganisationGroups: async (customer, { ask, server }) => {
    const group = `${server.url}api/organization-groups/${server.world.organizationGroups[0]?.uuid ?? ''}/`;
    const answer = await ask('POST', customerAt(customer, 'update_organization_groups/'), {
      organization_groups: [group],
    });
    if (answer.status !== 404) {
      return answer.ok;
    }
    const older = await ask('PATCH', customerAt(customer), { organization_group: group });
    return older.ok && field(older.body, 'organization_group') === group;
  },
  setMetadataChecklist: async (customer, { ask, server }) => {
    const row = server.world.customers.find(({ uuid }) => uuid === customer.uuid);
    const before = row?.project_metadata_checklist ?? null;
    const wanted =
      before === null
        ? server.world.checklists.find(({ checklist_type: type }) => type === 'project_metadata')?.uuid
        : null;
    const answer = await ask('PATCH', customerAt(customer), { project_metadata_checklist: wanted });
    const done = answer.ok && field(answer.body, 'project_metadata_checklist') === wanted;
    Object.assign(row ?? {}, { project_metadata_checklist: before });
    return done;
  },
  seeCompliance: async (customer, { ask }) => {
    const answer = await ask('GET', customerAt(customer, 'project-metadata-compliance-overview/'));
    // Without a checklist it is 400 to those who may look.
    return answer.ok || answer.status === 400;
  },
  listPeople: (customer, probing) => reads(probing, customerAt(customer, 'users/')),
  seeEvents: async (customer, { ask, staff, server }) => {
    await staff('PATCH', customerAt(customer), { postal: String(Math.random()).slice(2, 8) });
    const answer = await ask(
      'GET',
      `api/events/?scope=${encodeURIComponent(server.url + customerAt(customer))}`,
    );
    return answer.ok && rows(answer.body) > 0;
  },
  manageAccessSubnets: async (customer, { ask, staff, server }) => {
    const answer = await ask('POST', 'api/access-subnets/', {
      inet: '127.0.0.0/8',
      customer: server.url + customerAt(customer),
    });
    if (answer.ok) {
      await staff('DELETE', `api/access-subnets/${String(field(answer.body, 'uuid'))}/`);
    }
    return answer.ok;
  },
  createProject: async (customer, { ask, staff, server }) => {
    const answer = await ask('POST', 'api/projects/', {
      name: 'Probe',
      customer: server.url + customerAt(customer),
    });
    if (answer.ok) {
      await staff('DELETE', `api/projects/${String(field(answer.body, 'uuid'))}/`);
    }
    return answer.ok;
  },

  seeProject: (project, probing) => reads(probing, at(project)),
  editProject: async (project, { ask }) => (await ask('PATCH', at(project), { description: 'Probe' })).ok,
  setProjectEndDate: async (project, { ask, staff }) => {
    const answer = await ask('PATCH', at(project), { end_date: '2099-01-01' });
    await staff('PATCH', at(project), { end_date: null });
    return answer.ok;
  },
  moveProject: async (project, { ask, server }) => {
    const url = server.url + customerAt({ uuid: project.customer });
    const plain = await ask('POST', at(project, 'move_project/'), { customer: url });
    const nested = await ask('POST', at(project, 'move_project/'), { customer: { url } });
    // That it is there already is found out after the permission.
    return [plain, nested].some(({ ok, status }) => ok || status === 400);
  },
  deleteProject: async (project, { ask, server }) => {
    const row = server.world.projects.find(({ uuid }) => uuid === project.uuid);
    const answer = await ask('DELETE', at(project));
    Object.assign(row ?? {}, { is_removed: false });
    // Active resources stand in the way of those who may delete it.
    return answer.ok || answer.status === 400;
  },

  createManagingOrganisation: async (customer, { ask, staff, server }) => {
    const answer = await ask('POST', 'api/call-managing-organisations/', {
      customer: server.url + customerAt(customer),
    });
    if (answer.ok) {
      await staff('DELETE', `api/call-managing-organisations/${String(field(answer.body, 'uuid'))}/`);
    }
    return answer.ok;
  },
  editManagingOrganisation: async (organisation, { ask }) =>
    (await ask('PATCH', at(organisation), { description: 'Probe' })).ok,
  // Those probed have calls, which is found out after the permission.
  deleteManagingOrganisation: async (organisation, { ask }) =>
    ![403, 404].includes((await ask('DELETE', at(organisation))).status),
  seeCalls: async (organisation, { ask }) => {
    const answer = await ask('GET', `api/proposal-protected-calls/?customer_uuid=${organisation.customer}`);
    return answer.ok && rows(answer.body) > 0;
  },

  listTeam: (scope, probing) => reads(probing, at(scope, 'list_users/')),
  grant: (object, probing) => manages(object, 'add_user', probing),
  changeExpiry: (object, probing) => manages(object, 'update_user', probing),
  revoke: (object, probing) => manages(object, 'delete_user', probing),

  invite: async (scope, { ask, server }) =>
    (await ask('POST', 'api/user-invitations/', invitation(server, scope))).ok,
  listInvitations: async (scope, { ask, staff, server }) => {
    await staff('POST', 'api/user-invitations/', invitation(server, scope));
    const answer = await ask(
      'GET',
      `api/user-invitations/?scope=${encodeURIComponent(server.url + at(scope))}`,
    );
    return answer.ok && rows(answer.body) > 0;
  },
};
