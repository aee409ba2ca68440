import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { invitationResult } from '../../src/changes/invitationText';
import type { InviteTask } from '../../src/grants/invitationTasks';
import type { RoleTask } from '../../src/grants/roleTask';
import { changeKinds, type ChangeTask } from '../../src/changes/taskKinds';
import { fromVersion1 } from '../../src/grants/version1';
import { readRun } from '../../src/runs/readRecord';
import type { RunRecord } from '../../src/runs/record';
import { resultOf } from '../../src/runs/result';
import { inverse } from '../../src/runs/undo';
import { asking } from './accessClient';
import { benchForEach } from './benchForEach';
import { outcomes, postsOf } from './grantsRuns';
import { type Bench, goOn, staffName } from './grantsWorld';
import { addressesOf } from './invites';

type Line = Record<string, unknown>;

/** Files as version 1 has written them, of runs on the sample server. */
async function linesOf(name: string): Promise<readonly [Line, ...Line[]]> {
  const text = await readFile(path.join(__dirname, 'version1', `${name}.jsonl`), 'utf8');
  const [head, ...entries] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  assert.ok(head !== undefined);
  return [head, ...entries];
}

function read(head: unknown, entries: readonly unknown[]): RunRecord<ChangeTask> | undefined {
  const kept = fromVersion1(head, entries);
  return readRun(kept.record, kept.entries, changeKinds);
}

async function kept(name: string): Promise<RunRecord<ChangeTask>> {
  const [head, ...entries] = await linesOf(name);
  const run = read(head, entries);
  assert.ok(run !== undefined);
  return run;
}

const rolesOf = ({ tasks }: RunRecord<ChangeTask>): readonly RoleTask[] =>
  tasks.flatMap((task) => (task.kind === 'role' ? [task] : []));
const invitesOf = ({ tasks }: RunRecord<ChangeTask>): readonly InviteTask[] =>
  tasks.flatMap((task) => (task.kind === 'invite' ? [task] : []));

describe('a run that version 1 has kept', () => {
  let bench: Bench;
  benchForEach((opened) => (bench = opened));

  /** What the run had done when its window closed. */
  async function arrived(roles: readonly RoleTask[], invites: readonly InviteTask[] = []): Promise<void> {
    const staff = asking(bench.server, staffName);
    for (const { scope, role, person, change } of roles) {
      const expiration_time = change.kind === 'add' ? change.expiry : undefined;
      const grant = { role: role.uuid, user: person.uuid, expiration_time };
      assert.ok((await staff('POST', `api/customers/${scope.uuid}/add_user/`, grant)).ok);
    }
    for (const { email, role, scope } of invites) {
      const invitation = { email, role: role.uuid, scope: `${bench.server.url}api/customers/${scope.uuid}/` };
      assert.ok((await staff('POST', 'api/user-invitations/', invitation)).ok);
    }
    bench.server.requests.clear();
  }

  /** Each of them holds the role once. */
  function assertHeldOnce(roles: readonly RoleTask[]): void {
    const held = bench.grants(bench.organisation('kalev'));
    for (const { person, role } of roles) {
      const of = held.filter((line) => line.startsWith(`${person.username ?? ''} ${role.name}`));
      assert.equal(of.length, 1);
    }
  }

  it('is as far as it came, with every kind of change and outcome', async () => {
    assert.deepEqual(outcomes(resultOf(await kept('changes'))), [
      'done',
      'skipped impossible',
      'done',
      'skipped unchanged',
      'done',
      'done',
      'skipped changedByOther',
      'skipped impossible',
      'skipped impossible',
    ]);
  });

  it('goes on in the middle of the roles, and does nothing twice', async () => {
    const run = await kept('roles');
    assert.deepEqual(outcomes(resultOf(run)), [
      'failed invalid',
      'done',
      'done',
      'done',
      ...Array<string>(3).fill('unknown cancelled'),
      ...Array<string>(5).fill('notRun interrupted'),
      'skipped impossible',
    ]);
    // One of the three that had left has arrived, too.
    await arrived(rolesOf(run).slice(1, 5));
    const result = await goOn(bench.client, run);
    assert.deepEqual(outcomes(result), [
      ...Array<string>(4).fill('done'),
      'done found',
      ...Array<string>(7).fill('done'),
      'skipped impossible',
    ]);
    assert.equal(postsOf(bench).length, 4 + 4);
    assertHeldOnce(rolesOf(run));
    const addresses = ['ann', 'bob', 'carl', 'dora'].map((name) => `${name}@example.org`);
    assert.deepEqual(addressesOf(bench), addresses);
  });

  for (const [what, has] of Object.entries({ 'had arrived': true, 'had not arrived': false })) {
    it(`goes on in the middle of the invitations, where the last one ${what}`, async () => {
      const run = await kept('invitations');
      assert.deepEqual(outcomes(resultOf(run)).slice(8), [
        'done',
        'unknown cancelled',
        'notRun interrupted',
        'notRun interrupted',
        'skipped impossible',
      ]);
      await arrived(rolesOf(run).slice(1), invitesOf(run).slice(0, has ? 2 : 1));
      const result = await goOn(bench.client, run);
      assert.deepEqual(outcomes(result).slice(8), [
        'done',
        has ? 'done found' : 'done',
        'done',
        'done',
        'skipped impossible',
      ]);
      const addresses = ['ann', 'bob', 'carl', 'dora'].map((name) => `${name}@example.org`);
      assert.deepEqual(addressesOf(bench), addresses);
      const back = inverse(result, changeKinds, new Date()).tasks;
      assert.equal(back.filter(({ kind }) => kind === 'cancelInvitation').length, 4);
    });
  }

  it('keeps what it knows of what was lost', async () => {
    const run = await kept('lost');
    assert.deepEqual(outcomes(resultOf(run)), [
      'done found',
      'failed network',
      'failed network',
      'failed invalid',
      'done',
      'done',
      'done',
    ]);
    assert.equal(run.sent.length, 3 + 4, 'it is looked for before it is sent again');
  });

  it('says why there is no invitation in the words of that day', async () => {
    const task = invitesOf(await kept('roles')).at(-1);
    assert.ok(task !== undefined);
    assert.deepEqual(task.why, { kind: 'told', sentence: 'The address is listed twice.' });
    const outcome = { kind: 'skipped', reason: { kind: 'impossible' } } as const;
    assert.equal(invitationResult({ task, outcome }).why, 'The address is listed twice.');
  });

  it('is not taken up where it is damaged', async () => {
    const [head, ...entries] = await linesOf('invitations');
    const record = head.record as Line;
    for (const damaged of [
      null,
      {},
      { ...head, record: undefined },
      { ...head, record: { ...record, version: 3 } },
      { ...head, record: { ...record, items: 7 } },
      { ...head, record: { ...record, items: [{}] } },
      { ...head, invites: [{}] },
      { ...head, invites: [{ item: { email: 'ann@example.org' }, outcome: { kind: 'notRun' } }] },
    ]) {
      assert.equal(read(damaged, entries), undefined, JSON.stringify(damaged).slice(0, 100));
    }
  });

  it('looks before it sends anything where a line of it cannot be read', async () => {
    const [head, ...entries] = await linesOf('invitations');
    const run = read(head, [...entries.slice(0, -1), undefined]);
    assert.ok(run !== undefined);
    await arrived(rolesOf(run).slice(1), invitesOf(run).slice(0, 2));
    const result = await goOn(bench.client, run);
    assert.equal(outcomes(result)[9], 'done found');
    assert.equal(addressesOf(bench).length, 4);
  });
});
