import assert from 'node:assert/strict';
import { may, mayAll } from '../../../src/access/may';
import type { Action, ActionObjects } from '../../../src/access/objects';
import type { Answer } from '../../../src/access/answer';
import { caller, customer, grant, managing, now, project, uuidOf, roles } from './callers';

const organisation = { kind: 'customer', uuid: customer } as const;
const itsProject = { kind: 'project', uuid: project, customer } as const;
const itsCalls = { kind: 'call-managing-organisation', uuid: managing, customer } as const;
const server = { kind: 'server' } as const;

const old = { version: '7.0.7+2.g1ea6cb820' };
const newest = { version: '8.1.2' };

const personas = {
  staff: caller([], { ...old, me: { is_staff: true } }),
  support: caller([], { ...old, me: { is_support: true } }),
  owner: caller([grant('CUSTOMER.OWNER', 'customer', customer)], old),
  manager: caller([grant('CUSTOMER.MANAGER', 'customer', customer)], old),
  helper: caller([grant('CUSTOMER.SUPPORT', 'customer', customer)], old),
  reader: caller([grant('CUSTOMER.READER', 'customer', customer)], old),
  projectManager: caller([grant('PROJECT.MANAGER', 'project', project)], old),
  projectAdmin: caller([grant('PROJECT.ADMIN', 'project', project)], old),
  member: caller([grant('PROJECT.MEMBER', 'project', project)], old),
  stranger: caller([], old),
};
type Persona = keyof typeof personas;

function words(answer: Answer): string {
  return answer.kind === 'yes' ? 'yes' : `${answer.kind} ${answer.reason.kind}`;
}

describe('may', () => {
  /** What the server of 2024 was seen to answer, call by call. Y: allowed; -: refused. */
  const columns: readonly Persona[] = [
    'staff',
    'support',
    'owner',
    'manager',
    'helper',
    'reader',
    'projectManager',
    'projectAdmin',
    'member',
    'stranger',
  ];
  const table: readonly { [A in Action]: readonly [A, ActionObjects[A], string] }[Action][] = [
    ['seeCustomer', organisation, 'Y Y Y Y Y Y Y Y Y -'],
    ['listTeam', organisation, 'Y Y Y Y Y Y Y Y Y -'],
    ['listPeople', organisation, 'Y Y Y - Y - - - - -'],
    ['editCustomer', organisation, 'Y - Y - - - - - - -'],
    ['editContact', organisation, 'Y - Y - - - - - - -'],
    ['editStaffFields', organisation, 'Y - - - - - - - - -'],
    ['blockCustomer', organisation, 'Y - - - - - - - - -'],
    ['archiveCustomer', organisation, 'Y - - - - - - - - -'],
    ['setOrganisationGroups', organisation, 'Y - - - - - - - - -'],
    ['createCustomer', server, 'Y - - - - - - - - -'],
    ['deleteCustomer', organisation, 'Y - Y - - - - - - -'],
    ['grant', organisation, 'Y - - - - - - - - -'],
    ['changeExpiry', organisation, 'Y - - - - - - - - -'],
    ['revoke', organisation, 'Y - - - - - - - - -'],
    ['grant', itsProject, 'Y - Y - - - Y - - -'],
    ['grant', { ...itsProject, person: uuidOf('me') }, 'Y - Y - - - - - - -'],
    ['revoke', itsProject, 'Y - Y - - - Y - - -'],
    ['seeProject', itsProject, 'Y Y Y Y Y Y Y Y Y -'],
    ['listTeam', itsProject, 'Y Y Y Y Y Y Y Y Y -'],
    ['createProject', organisation, 'Y - Y - - - - - - -'],
    ['editProject', itsProject, 'Y - Y - - - Y - - -'],
    ['setProjectEndDate', itsProject, 'Y - Y - - - - - - -'],
    ['deleteProject', itsProject, 'Y - Y - - - - - - -'],
    ['moveProject', itsProject, 'Y - - - - - - - - -'],
    ['invite', organisation, 'Y - - - - - - - - -'],
    ['invite', itsProject, 'Y - Y - - - Y - - -'],
    ['listInvitations', itsProject, 'Y Y Y Y Y Y Y - - -'],
    ['createManagingOrganisation', organisation, 'Y - - - - - - - - -'],
    ['editManagingOrganisation', itsCalls, 'Y - Y - - - - - - -'],
    ['deleteManagingOrganisation', itsCalls, 'Y - Y - - - - - - -'],
    ['seeCalls', itsCalls, 'Y - - - - - - - - -'],
    ['seeEvents', organisation, 'Y Y Y - - - - - - -'],
    ['manageAccessSubnets', organisation, 'Y - Y - - - - - - -'],
    ['writeRoles', server, 'Y - - - - - - - - -'],
    ['writeOrganisationGroups', server, 'Y - - - - - - - - -'],
  ];
  for (const [action, object, marks] of table) {
    const about = `${object.kind}${'person' in object ? ' of oneself' : ''}`;
    it(`agrees with the server of 2024: ${action} ${about}`, () => {
      const said = columns.map((name) =>
        may<Action>(personas[name], action, object, now).kind === 'yes' ? 'Y' : '-',
      );
      assert.equal(said.join(' '), marks);
      for (const name of columns) {
        assert.notEqual(may<Action>(personas[name], action, object, now).kind, 'perhaps', name);
      }
    });
  }

  it('tells the permission that is missing and which roles carry it', () => {
    const answer = may(personas.owner, 'grant', organisation, now);
    assert.deepEqual(answer, {
      kind: 'no',
      reason: { kind: 'permission', permission: 'CUSTOMER.CREATE_PERMISSION' },
      whoCan: { staff: true, roles: [] },
    });
    const project = may(personas.member, 'grant', itsProject, now);
    assert.equal(project.kind, 'no');
    assert.deepEqual(
      project.whoCan.roles.map(({ name }) => name),
      ['CUSTOMER.OWNER', 'PROJECT.MANAGER'],
    );
  });

  it('looks at every grant, not only the first', () => {
    const two = caller(
      [grant('CUSTOMER.READER', 'customer', customer), grant('CUSTOMER.OWNER', 'customer', customer)],
      old,
    );
    assert.equal(may(two, 'editCustomer', organisation, now).kind, 'yes');
  });

  it('does not take a role on one organisation for a role on another', () => {
    assert.equal(
      may(personas.owner, 'editCustomer', { kind: 'customer', uuid: uuidOf('other') }, now).kind,
      'no',
    );
  });

  it('says perhaps where the grant is past but may not have been swept', () => {
    const at = '2026-11-23T11:59:59Z';
    const past = caller([grant('CUSTOMER.OWNER', 'customer', customer, { expiration_time: at })], old);
    assert.deepEqual(may(past, 'editCustomer', organisation, now), {
      kind: 'perhaps',
      reason: { kind: 'expired', at },
    });
    assert.equal(words(may(past, 'seeCustomer', organisation, now)), 'perhaps expired');
    const soon = caller(
      [
        grant('CUSTOMER.OWNER', 'customer', customer, { expiration_time: at }),
        grant('CUSTOMER.OWNER', 'customer', customer, { expiration_time: '2026-11-23T12:00:01Z' }),
      ],
      old,
    );
    assert.equal(may(soon, 'editCustomer', organisation, now).kind, 'yes');
  });

  it('says perhaps for a role that the list of roles does not show', () => {
    const clone = caller([grant('CUSTOMER.acme.OWNER', 'customer', customer)], old);
    assert.deepEqual(may(clone, 'editCustomer', organisation, now), {
      kind: 'perhaps',
      reason: { kind: 'unknownRole', roles: ['CUSTOMER.acme.OWNER'] },
    });
    const hidden = caller([grant('CUSTOMER.OWNER', 'customer', customer)], {
      ...old,
      roles: [{ uuid: uuidOf('CUSTOMER.OWNER'), name: 'CUSTOMER.OWNER' }],
    });
    assert.equal(words(may(hidden, 'editCustomer', organisation, now)), 'perhaps unknownRole');
  });

  it('finds a role by its name where the uuid is another server’s', () => {
    const renamed = caller([grant('CUSTOMER.OWNER', 'customer', customer, { role_uuid: uuidOf('x') })], old);
    assert.equal(may(renamed, 'editCustomer', organisation, now).kind, 'yes');
  });

  it('lets nobody change a blocked or archived organisation, staff included', () => {
    for (const state of ['blocked', 'archived'] as const) {
      const closed = { ...organisation, state };
      for (const action of [
        'editCustomer',
        'archiveCustomer',
        'deleteCustomer',
        'grant',
        'createProject',
      ] as const) {
        const answer = may(personas.staff, action, closed, now);
        assert.deepEqual(answer, {
          kind: 'no',
          reason: { kind: 'closed', state },
          whoCan: { staff: false, roles: [] },
        });
      }
      assert.equal(may(personas.staff, 'listTeam', closed, now).kind, 'yes');
      assert.equal(words(may(personas.owner, 'revoke', { ...itsProject, state }, now)), 'no closed');
    }
  });

  it('freezes the team of a deleted project', () => {
    const gone = { ...itsProject, terminated: true };
    assert.equal(words(may(personas.staff, 'grant', gone, now)), 'no terminated');
    assert.equal(words(may(personas.staff, 'editProject', gone, now)), 'no terminated');
  });

  it('lets a project manager change all roles but the own, and the owner also the own', () => {
    const own = { ...itsProject, person: uuidOf('me') };
    assert.equal(words(may(personas.projectManager, 'revoke', own, now)), 'no ownRole');
    assert.equal(words(may(personas.projectManager, 'revoke', { ...own, person: uuidOf('x') }, now)), 'yes');
    assert.equal(words(may(personas.owner, 'revoke', own, now)), 'yes');
    assert.equal(words(may(personas.member, 'revoke', own, now)), 'no permission');
  });

  it('treats every yes of a personal access token as perhaps', () => {
    const token = caller([], { ...newest, me: { is_staff: true }, personalToken: true });
    assert.equal(words(may(token, 'createCustomer', server, now)), 'perhaps personalToken');
    assert.equal(words(may(token, 'editCustomer', { ...organisation, state: 'blocked' }, now)), 'no closed');
  });

  it('knows who may delete an organisation on servers of different ages', () => {
    const permissions = [grant('CUSTOMER.OWNER', 'customer', customer)];
    const said = (version?: string) =>
      words(
        may(
          caller(permissions, version === undefined ? {} : { version }),
          'deleteCustomer',
          organisation,
          now,
        ),
      );
    assert.equal(said('7.0.7'), 'yes');
    assert.equal(said('7.8.8'), 'no staffOnly');
    assert.equal(said('8.1.2'), 'no staffOnly');
    assert.equal(said('7.7.0'), 'perhaps serverVersion');
    assert.equal(said(), 'perhaps serverVersion');
    assert.equal(words(may(caller([]), 'deleteCustomer', organisation, now)), 'no staffOnly');
  });

  it('knows what came with which server', () => {
    const contact = caller([grant('CONTACT', 'customer', customer)], {
      roles: [{ uuid: uuidOf('CONTACT'), name: 'CONTACT', permissions: ['CUSTOMER.CONTACT_UPDATE'] }],
    });
    const at = (serverVersion: string | undefined) => ({ ...contact, serverVersion });
    assert.equal(words(may(at('8.0.3'), 'editContact', organisation, now)), 'yes');
    assert.equal(words(may(at('8.0.2'), 'editContact', organisation, now)), 'no tooOld');
    assert.equal(words(may(at(undefined), 'editContact', organisation, now)), 'perhaps serverVersion');
    assert.equal(words(may(at('8.0.3'), 'editCustomer', organisation, now)), 'no permission');
    const staff = (serverVersion: string) => ({ ...personas.staff, serverVersion });
    assert.equal(words(may(staff('7.0.7'), 'seeCompliance', organisation, now)), 'no tooOld');
    assert.equal(words(may(staff('7.7.7'), 'seeCompliance', organisation, now)), 'yes');
    assert.equal(words(may(staff('7.0.7'), 'grant', itsCalls, now)), 'no tooOld');
    assert.equal(words(may(staff('8.1.2'), 'grant', itsCalls, now)), 'yes');
  });

  it('asks for VIEW_TEAM after 8.1.2', () => {
    const reader = [grant('CUSTOMER.READER', 'customer', customer)];
    const said = (options: { version?: string }) =>
      words(may(caller(reader, options), 'listTeam', organisation, now));
    assert.equal(said({ version: '8.1.2' }), 'yes');
    assert.equal(said({ version: '8.1.3' }), 'no permission');
    assert.equal(said({}), 'perhaps serverVersion');
    const viewer = caller(reader, {
      roles: [{ uuid: uuidOf('CUSTOMER.READER'), name: 'x', permissions: ['CUSTOMER.VIEW_TEAM'] }],
    });
    assert.equal(words(may(viewer, 'listTeam', organisation, now)), 'yes');
  });

  it('sees an organisation through its calls on newer servers only', () => {
    const organiser = [grant('CUSTOMER.CALL_ORGANIZER', 'callmanagingorganisation', managing)];
    assert.equal(words(may(caller(organiser, newest), 'seeCustomer', organisation, now)), 'yes');
    assert.equal(words(may(caller(organiser, old), 'seeCustomer', organisation, now)), 'no invisible');
    const onCall = [grant('CALL.MANAGER', 'call', uuidOf('call'))];
    assert.equal(
      words(may(caller(onCall, newest), 'seeCustomer', organisation, now)),
      'perhaps serverDecides',
    );
    assert.equal(words(may(caller(onCall, old), 'seeCustomer', organisation, now)), 'no invisible');
    assert.equal(words(may(caller(onCall, old), 'seeCalls', itsCalls, now)), 'perhaps serverDecides');
    assert.equal(words(may(caller(organiser, newest), 'seeCalls', itsCalls, now)), 'yes');
  });

  it('takes the members of a managing organisation for staff’s business unless a try succeeds', () => {
    const organiser = caller(
      [grant('CUSTOMER.CALL_ORGANIZER', 'callmanagingorganisation', managing)],
      newest,
    );
    assert.equal(words(may(organiser, 'grant', itsCalls, now)), 'perhaps serverDecides');
    assert.equal(
      words(may({ ...personas.owner, serverVersion: '8.1.2' }, 'grant', itsCalls, now)),
      'no staffOnly',
    );
  });

  it('does not take an organisation’s clone of the owner role for the owner role for sure', () => {
    const clone = caller([grant('CUSTOMER.acme.OWNER', 'customer', customer)], {
      ...newest,
      roles: [
        ...roles,
        {
          uuid: uuidOf('CUSTOMER.acme.OWNER'),
          name: 'CUSTOMER.acme.OWNER',
          template_name: 'CUSTOMER.OWNER',
          permissions: [],
        },
      ],
    });
    assert.equal(words(may(clone, 'editManagingOrganisation', itsCalls, now)), 'perhaps unknownRole');
  });

  it('shows the invitations of an organisation to its people, those of a project to its managers', () => {
    const said = (who: keyof typeof personas, serverVersion?: string) =>
      words(may({ ...personas[who], serverVersion }, 'listInvitations', organisation, now));
    assert.equal(said('reader', '7.0.7'), 'yes');
    assert.equal(said('reader', '8.1.2'), 'no permission');
    assert.equal(said('reader'), 'perhaps serverVersion');
    assert.equal(said('owner', '8.1.2'), 'yes');
    assert.equal(said('projectManager', '7.0.7'), 'perhaps serverDecides');
    assert.equal(said('projectManager', '8.1.2'), 'perhaps serverDecides');
    assert.equal(said('stranger', '8.1.2'), 'no permission');
  });

  it('answers for several objects with what stands in the way', () => {
    const closed = { ...organisation, uuid: uuidOf('closed'), state: 'blocked' as const };
    assert.equal(words(mayAll(personas.staff, 'grant', [organisation, closed], now)), 'no closed');
    assert.equal(words(mayAll(personas.staff, 'grant', [organisation], now)), 'yes');
    assert.equal(words(mayAll(personas.staff, 'grant', [], now)), 'no invisible');
  });
});
