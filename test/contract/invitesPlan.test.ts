import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { readCaller } from '../../src/access/caller';
import * as vscode from 'vscode';
import { inviteAnew, type InviteAnewParts } from '../../src/changes/inviteAnew';
import { inviteRemark } from '../../src/changes/invitationText';
import { chosenOf, knownAddresses, withoutNewEnds } from '../../src/pickers/knownAddresses';
import type { ChangeJob } from '../../src/changes/changeRuns';
import type { Connection } from '../../src/connections/connection';
import type { InviteTask } from '../../src/grants/invitationTasks';
import { planGrants } from '../../src/grants/plan';
import { inviteWishes, planInvites } from '../../src/grants/planInvites';
import { roleName } from '../../src/grants/teams';
import {
  cancelInvitation,
  createInvitation,
  type Invitation,
  isOver,
  listInvitations,
} from '../../src/waldur/invitations';
import { signedIn } from './accessClient';
import { outcomes } from './grantsRuns';
import { type Bench, openBench, runPlan } from './grantsWorld';

const dayInMs = 24 * 60 * 60 * 1000;

for (const serverVersion of ['7.0', 'newest'] as const) {
  describe(`a plan of invitations on a server of ${serverVersion}`, () => {
    let bench: Bench;
    let clockBehind = 0;
    beforeEach(async () => {
      clockBehind = 0;
      bench = await openBench(undefined, {
        serverVersion,
        now: () => new Date(Date.now() - clockBehind),
      });
    });
    afterEach(() => bench.close());

    const connection = () => ({ client: bench.client }) as unknown as Connection;

    function plan(...emails: readonly string[]): Promise<readonly InviteTask[]> {
      const wishes = inviteWishes(emails, [bench.organisation('kalev')], {
        role: roleName(bench.role('CUSTOMER.READER')),
        message: 'Welcome',
      });
      return planInvites(bench.client, bench.caller, wishes, {});
    }

    async function invite(email: string): Promise<void> {
      assert.deepEqual(outcomes(await runPlan(bench.client, { tasks: await plan(email) })), ['done']);
    }

    async function pending(email: string): Promise<readonly Invitation[]> {
      return (await listInvitations(bench.client, { email, state: ['pending'] })).rows;
    }

    it('refuses a second one while the first can be accepted', async () => {
      await invite('ann@example.org');
      const [task] = await plan('Ann@example.org');
      assert.deepEqual(task?.why, { kind: 'alreadyInvited', state: 'pending' });
    });

    it('invites anew who let the first one expire, and cancels that', async () => {
      clockBehind = 8 * dayInMs;
      await invite('ann@example.org');
      clockBehind = 0;
      const [task] = await plan('ann@example.org');
      assert.ok(task !== undefined);
      assert.equal(task.why, undefined);
      assert.match(inviteRemark(task), /expired/);
      assert.deepEqual(outcomes(await runPlan(bench.client, { tasks: [task] })), ['done']);
      const [only, ...others] = await pending('ann@example.org');
      assert.ok(only !== undefined && others.length === 0);
      assert.ok(!isOver(only, new Date()));
    });

    it('does so also when somebody else has cancelled it meanwhile', async () => {
      clockBehind = 8 * dayInMs;
      await invite('ann@example.org');
      clockBehind = 0;
      const tasks = await plan('ann@example.org');
      await cancelInvitation(bench.client, tasks[0]?.replaces?.[0] ?? '');
      assert.deepEqual(outcomes(await runPlan(bench.client, { tasks })), ['done']);
    });

    it('offers to send one anew where it cannot be resent', async () => {
      clockBehind = 8 * dayInMs;
      await invite('ann@example.org');
      clockBehind = 0;
      const [invitation] = await pending('ann@example.org');
      assert.ok(invitation !== undefined);
      const jobs: ChangeJob[] = [];
      const context = {
        stores: { of: () => ({ caller: { get: () => Promise.resolve(bench.caller) } }) },
        runs: { run: (job: ChangeJob) => Promise.resolve(jobs.push(job)) },
      } as unknown as InviteAnewParts;
      let asked = '';
      Reflect.set(vscode.window, 'showWarningMessage', (text: string, _: unknown, button: string) => {
        asked = text;
        return Promise.resolve(button);
      });
      await inviteAnew(context, [{ connection: connection(), customer: 'x', invitation }]);
      Reflect.deleteProperty(vscode.window, 'showWarningMessage');
      assert.match(asked, /ann@example.org has expired/);
      const tasks = jobs[0]?.plan.tasks ?? [];
      assert.deepEqual(
        tasks.map((task) => task.kind === 'invite' && [task.message, task.role.name, task.replaces]),
        [['Welcome', 'CUSTOMER.READER', [invitation.uuid]]],
      );
      await runPlan(bench.client, { tasks });
      const [now, ...others] = await pending('ann@example.org');
      assert.ok(now !== undefined && others.length === 0 && now.uuid !== invitation.uuid);
    });

    it('sends nobody two anew who let two expire, and none who has another one that waits', async () => {
      clockBehind = 8 * dayInMs;
      await invite('ann@example.org');
      await invite('bob@example.org');
      clockBehind = 0;
      const [ann] = await pending('ann@example.org');
      const [bob] = await pending('bob@example.org');
      assert.ok(ann !== undefined && bob !== undefined);
      const uuid = bench.organisation('kalev').uuid;
      await createInvitation(bench.client, {
        email: 'bob@example.org',
        role: bench.role('CUSTOMER.READER').uuid,
        scope: { kind: 'customer', uuid },
      });
      const jobs: ChangeJob[] = [];
      const context = {
        stores: { of: () => ({ caller: { get: () => Promise.resolve(bench.caller) } }) },
        runs: { run: (job: ChangeJob) => Promise.resolve(jobs.push(job)) },
      } as unknown as InviteAnewParts;
      Reflect.set(vscode.window, 'showWarningMessage', (_: string, __: unknown, button: string) =>
        Promise.resolve(button),
      );
      const on = connection();
      await inviteAnew(
        context,
        [ann, { ...ann, uuid: 'a'.repeat(32) }, bob].map((invitation) => ({
          connection: on,
          customer: uuid,
          invitation,
        })),
      );
      Reflect.deleteProperty(vscode.window, 'showWarningMessage');
      const result = await runPlan(bench.client, { tasks: jobs[0]?.plan.tasks ?? [] });
      assert.deepEqual(outcomes(result), ['done', 'skipped impossible', 'skipped impossible']);
      const open = async (email: string) =>
        (await pending(email)).filter((row) => !isOver(row, new Date())).length;
      assert.deepEqual([await open('ann@example.org'), await open('bob@example.org')], [1, 1]);
    });

    it('knows who has an account, and grants instead without moving an end', async () => {
      const { uuid, email = '' } = bench.person('mart.lepik');
      const [address, stranger] = [email.toUpperCase(), 'nobody.here@example.org'];
      const known = await knownAddresses(
        connection(),
        [address, stranger, 'example.org'],
        new AbortController().signal,
      );
      assert.deepEqual([...known.keys()], [email]);
      assert.deepEqual(
        chosenOf([address, stranger], known, { direct: true }).map(({ kind }) => kind),
        ['person', 'address'],
      );
      assert.deepEqual(
        chosenOf([address, stranger], known, { direct: false }).map(({ kind }) => kind),
        ['address', 'address'],
      );
      const scope = bench.organisation('kalev');
      const planned = planGrants(
        {
          scopes: [scope],
          people: [...known.values()],
          role: bench.role('CUSTOMER.READER'),
          expiry: '2098-01-01T00:00:00Z',
        },
        await bench.context(scope),
      );
      const [task] = withoutNewEnds(planned).tasks;
      assert.ok(task?.kind === 'role');
      assert.equal(task.person.uuid, uuid);
      assert.equal(task.change.kind, 'unchanged');
    });

    it('knows where the caller may be shown no invitations, so that none listed says nothing', async () => {
      const { server } = bench;
      const owner = server.world.roles.find(({ name }) => name === 'CUSTOMER.OWNER');
      assert.ok(owner !== undefined);
      owner.permissions = ['CUSTOMER.CREATE_PERMISSION'];
      const client = signedIn(server, 'mari.kask');
      const scope = bench.organisation('kalev');
      const wishes = inviteWishes(['ann@example.org'], [scope], {
        role: roleName(bench.role('CUSTOMER.READER')),
        message: '',
      });
      const [task] = await planInvites(client, await readCaller(client), wishes, {});
      client.dispose();
      assert.equal(task?.why, undefined);
      assert.equal(task?.unlisted, serverVersion === 'newest' ? true : undefined);
    });

    it('tells of who has the role already', async () => {
      const [task] = await plan(bench.person('mart.lepik').email ?? '');
      assert.equal(task?.why?.kind, 'alreadyHeld');
    });
  });
}
