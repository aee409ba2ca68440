import { largeTeam, worldWithLargeTeam } from './largeTeam';
import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import { selectGranted } from '../../../src/commands/selectGranted';
import type { RunEnd } from '../../../src/changes/changeRuns';
import type { GrantScope } from '../../../src/grants/roleTask';
import { objectRef } from '../../../src/organisations/objectRef';
import type { World } from '../../../src/sample/world';
import type { ManagingOrganisationsView } from '../../../src/tree/managingOrganisationsView';
import { InvitationNode } from '../../../src/tree/nodes/invitationNode';
import { NewRows } from '../../../src/tree/newRows';
import { findPeople } from '../../../src/waldur/peopleSearch';
import { addUser } from '../../../src/waldur/members';

const organisation = largeTeam;

describe('what was just made', () => {
  let window: OrganisationsWindow;
  let rows: NewRows;

  const open = async (world?: World): Promise<void> => {
    window = await OrganisationsWindow.open(world === undefined ? {} : { world });
    rows = new NewRows(window.view, {} as unknown as ManagingOrganisationsView);
    await window.store.caller.get();
    await window.open();
  };

  beforeEach(() => open());
  afterEach(() => window.close());

  const scope = async (): Promise<GrantScope> => {
    const object = (await window.row(organisation)).roleScope?.object;
    assert.ok(object);
    return object;
  };
  /** Grants a role as a run does, and what comes after it. */
  const grant = async (name: string): Promise<void> => {
    const { client } = window.connection;
    const [person] = await findPeople(client, name, ['uuid']);
    assert.ok(person);
    const object = await scope();
    const role = window.store.caller.now?.roles.find((each) => each.name === 'CUSTOMER.OWNER');
    assert.ok(role);
    await addUser(client, object, { user: person.uuid, role: role.uuid });
    await window.store.invalidate([
      { ...objectRef(window.connection, { kind: 'customer', uuid: object.uuid }), list: 'team' },
    ]);
    const task = {
      kind: 'role',
      person: { uuid: person.uuid, name },
      scope: object,
      role,
      change: { kind: 'add', expiry: null },
    };
    const results = [{ task, outcome: { kind: 'done' } }];
    await selectGranted({ newRows: rows }, window.connection, {
      kind: 'result',
      result: { results },
    } as unknown as RunEnd);
  };

  it('is selected, a role in its group, without taking the keyboard', async () => {
    await window.open(organisation, 'Team');
    await grant('Sofia Rossi');
    assert.deepEqual(window.revealed.selected, [organisation, 'Team', 'Owner', 'Sofia Rossi']);
    assert.equal(window.tookKeyboard, false);
  });

  it('is shown in a team that no one has opened yet', async () => {
    await grant('Sofia Rossi');
    assert.deepEqual(window.revealed.selected, [organisation, 'Team', 'Owner', 'Sofia Rossi']);
  });

  it('stands above the others where no page has brought it', async () => {
    await window.close();
    await open(worldWithLargeTeam(120));
    await window.open(organisation, 'Team');
    await grant('Sofia Rossi');
    assert.deepEqual(window.revealed.selected, [organisation, 'Team', 'Found', 'Sofia Rossi']);
  });

  it('opens nothing that was closed, and no view, and reads nothing for it', async () => {
    await window.close();
    await open(worldWithLargeTeam(120));
    await window.open(organisation, 'Team');
    await window.collapse(organisation, 'Team');
    window.asked('');
    await grant('Sofia Rossi');
    await window.open(organisation, 'Team');
    window.visible = false;
    await grant('Wei Li');
    await rows.customer(window.connection, () => Promise.reject(new Error('was read')));
    assert.equal(window.asked('user='), 0);
    assert.deepEqual(window.revealed.selected, []);
  });

  it('opens no group that was closed', async () => {
    await window.open(organisation, 'Team', 'Owner');
    await window.collapse(organisation, 'Team', 'Owner');
    await grant('Sofia Rossi');
    assert.deepEqual(window.revealed.selected, []);
  });

  it('is an invitation, in the list of its organisation', async () => {
    const object = await scope();
    const [first] = await window.open(organisation, 'Team', 'Invitations');
    const row = await window.row(organisation, 'Team', 'Invitations', first ?? '');
    assert.ok(row instanceof InvitationNode);
    const { email, scope_uuid: uuid } = row.invitation;
    const project = { kind: 'project', uuid: uuid ?? '', customer: object.uuid, name: '' } as const;
    await rows.invitation(window.connection, project, email?.toUpperCase() ?? '');
    assert.deepEqual(window.revealed.selected, [organisation, 'Team', 'Invitations', first]);
  });

  it('is a project: below its organisation, and nothing is read where that was closed', async () => {
    const { uuid } = await scope();
    const project = window.server.world.projects.find(
      ({ customer, is_removed }) => customer === uuid && is_removed !== true,
    );
    assert.ok(project);
    const row = { uuid: project.uuid, name: project.name, customer_uuid: uuid };
    await rows.project(window.connection, uuid, () => Promise.resolve(row));
    assert.deepEqual(window.revealed.selected, [organisation, 'Projects', project.name]);
    await window.collapse(organisation);
    await rows.project(window.connection, uuid, () => Promise.reject(new Error('was read')));
  });
});
