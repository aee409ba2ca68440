import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RoleParts } from '../../../src/commands/roleParts';
import { filterTeam, type FilterTeamParts } from '../../../src/commands/filterTeam';
import { heldAnswer } from '../../../src/pickers/held';
import { invitationsOf } from '../../../src/pickers/invitationsOf';
import { objectRef, refKey } from '../../../src/organisations/objectRef';
import type { HeldRole } from '../../../src/grants/roleTask';
import type { RoleScope } from '../../../src/organisations/roleScope';
import { runSteps } from '../../../src/ui/stepSequence';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { TeamViews } from '../../../src/organisations/teamView';
import { TreeNode } from '../../../src/tree/treeNode';
import { waitUntil } from '../../e2e/pages/waitUntil';
import { caller } from '../access/callers';
import { connectionInfo, FakeMemento } from '../connections/fakes';
import { settled } from '../settled';
import { SlowTeam } from './slowTeam';

const info = connectionInfo('https://w.example.org/', 'ada', '1');
const scope = { kind: 'customer', uuid: 'a'.repeat(32) } as const;

/** What a command on roles is about, once that was answered. */
async function heldRoles(context: RoleParts, scope: RoleScope): Promise<readonly HeldRole[]> {
  const answer = await heldAnswer(context, {
    title: 'Revoke Role',
    calledOn: { roles: [], scopes: [scope] },
    refuses: () => false,
  });
  await runSteps(answer?.steps ?? []);
  return answer?.target()?.held ?? [];
}

describe('a pick over a team that takes long to read', () => {
  let team: SlowTeam;
  let stores: OrganisationStores;
  let context: FilterTeamParts & RoleParts;
  let pick: () => FakeQuickPick;
  let node: TreeNode;
  let roleScope: RoleScope;

  beforeEach(() => {
    pick = FakeQuickPick.install();
    team = new SlowTeam();
    stores = new OrganisationStores();
    const connection = { client: team.client, info };
    const store = stores.of(connection as never);
    Object.assign(store.caller, { get: () => Promise.resolve(caller([])) });
    const shown = (roleScope = { connection: connection as never, object: { ...scope, name: 'O' } });
    class Organisation extends TreeNode {
      readonly id = 'o';
      override get roleScope() {
        return shown;
      }
      override treeItem(): never {
        throw new Error('Nobody shows this row.');
      }
    }
    node = new Organisation(undefined);
    context = {
      stores,
      teams: new TeamViews(new FakeMemento(), new vscode.EventEmitter<void>()),
    } as unknown as FilterTeamParts & RoleParts;
    Object.assign(vscode.window, {
      withProgress: (_: unknown, task: (...given: unknown[]) => Promise<unknown>) =>
        task({ report: () => undefined }, { onCancellationRequested: () => undefined }),
    });
  });

  afterEach(() => stores.dispose());

  const filter = () => context.teams.filterOf(refKey(objectRef({ info }, scope)));

  it('is open at once when a team is filtered, and offers roles as they come', async () => {
    const done = filterTeam(context, node);
    await settled();
    assert.ok(pick().isShown);
    assert.deepEqual([pick().busy, pick().rows], [true, ['Expiring soon or expired']]);
    await team.answer();
    assert.equal(pick().rows.length, 2, 'a role of the first page');
    await team.answer();
    await team.answer();
    assert.equal(pick().rows.length, 3);
    assert.equal(pick().busy, false);
    pick().accept(pick().rows.at(-1));
    await done;
    assert.equal(filter()?.role?.uuid, '2'.repeat(32));
  });

  it('takes a filter before the team is read, which goes on', async () => {
    const done = filterTeam(context, node);
    await settled();
    pick().type('person 421');
    pick().accept();
    await settled();
    assert.deepEqual(filter(), { text: 'person 421' });
    let isDone = false;
    void Promise.resolve(done).then(() => (isDone = true));
    await team.answer();
    assert.equal(isDone, false);
    await team.answer();
    await team.answer();
    await done;
  });

  it('ends the reading when it is left, and never comes back', async () => {
    const done = filterTeam(context, node);
    await settled();
    const before = pick();
    before.hide();
    await done;
    await team.answer();
    assert.equal(pick(), before);
    assert.equal(before.isShown, false);
    assert.equal(team.asked.at(-1)?.signal?.aborted, true);
    assert.equal(filter(), undefined);
  });

  it('says that the team could not be read, and reads it again', async () => {
    team.failing = true;
    const done = filterTeam(context, node);
    await settled();
    await team.answer();
    const failed = '$(error) The team could not be read. Select to retry';
    assert.deepEqual(pick().rows, ['Expiring soon or expired', failed]);
    team.failing = false;
    pick().accept(failed);
    await settled();
    assert.equal(pick().busy, true);
    await team.answer();
    assert.equal(pick().rows.length, 2);
    assert.equal(pick().rows.includes(failed), false);
    pick().hide();
    await done;
  });

  it('is open at once when roles are chosen, and fills as pages come', async () => {
    const held = heldRoles(context, roleScope);
    await settled();
    assert.deepEqual([pick().isShown, pick().busy, pick().rows], [true, true, []]);
    pick().accept();
    await settled();
    assert.ok(pick().isShown, 'Enter takes nothing while there is nothing');
    await team.answer();
    assert.equal(pick().rows.length, 50);
    const third = pick().items.filter(({ kind }) => kind === undefined)[2];
    assert.ok(third);
    pick().activeItems = [third];
    await team.answer();
    await team.answer();
    assert.deepEqual([pick().rows.length, pick().busy], [422, false]);
    assert.equal(pick().activeItems[0]?.label, third.label, 'the focus stays where it was');
    pick().accept();
    const [grant, ...others] = await held;
    assert.equal(others.length, 0);
    assert.equal(grant?.person.name, 'Person 2');
  });

  it('finds what comes after it was typed', async () => {
    const held = heldRoles(context, roleScope);
    await settled();
    await team.answer();
    pick().type('person 421');
    await waitUntil(
      'the search',
      () => Promise.resolve(pick().rows),
      (rows) => rows.length === 0,
    );
    assert.deepEqual(pick().rows, [], 'and does not say that there is nothing');
    await team.answer();
    await team.answer();
    assert.deepEqual(pick().rows, ['Person 421']);
    pick().accept();
    assert.equal((await held).length, 1);
  });

  it('ends the reading when choosing roles is left', async () => {
    const held = heldRoles(context, roleScope);
    await settled();
    pick().hide();
    assert.deepEqual(await held, []);
    await settled();
    assert.equal(team.asked.at(-1)?.signal?.aborted, true);
  });

  it('says where there is nothing to choose, and where it could not be read', async () => {
    team.size = 0;
    const none = heldRoles(context, roleScope);
    await settled();
    await team.answer();
    assert.deepEqual(pick().rows, ['No one has a role here']);
    pick().hide();
    await none;
    team.failing = true;
    const held = heldRoles(context, roleScope);
    await settled();
    await team.answer();
    assert.deepEqual(pick().rows, ['$(error) Reading failed. Type again to retry']);
    Object.assign(team, { failing: false, size: 3 });
    pick().type('');
    await settled();
    await team.answer();
    assert.equal(pick().rows.length, 3);
    pick().hide();
    await held;
  });

  it('is open at once when invitations are chosen', async () => {
    const chosen = invitationsOf(context, {
      title: 'Resend Invitation',
      calledOn: { invitations: [], scopes: [roleScope] },
    });
    await settled();
    assert.deepEqual([pick().isShown, pick().busy], [true, true]);
    await team.answer();
    assert.equal(pick().rows.length, 50);
    pick().hide();
    assert.deepEqual(await chosen, []);
  });
});
