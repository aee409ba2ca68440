import assert from 'node:assert/strict';
import type { ChangeTask } from '../../src/changes/taskKinds';
import { planGrants } from '../../src/grants/plan';
import type { Plan } from '../../src/runs/task';
import { later } from './grantsRuns';
import type { Bench } from './grantsWorld';
import { addressesOf, invitesFor } from './invites';
import { endOf, Windows } from './windows';

const addresses = Array.from({ length: 100 }, (_, index) => `p${index}@example.org`);

describe('a run of 500 roles and 100 invitations, killed twice and cut off once', () => {
  let windows: Windows;
  let bench: Bench;
  /** What the server held at first. */
  let held: readonly (readonly string[])[] = [];
  before(async () => {
    windows = await Windows.with('POST');
    ({ bench } = windows);
  });
  after(() => windows.close());

  const scopes = () => [bench.organisation('vattern'), bench.organisation('kalev')];
  const grants = () => scopes().map((scope) => bench.grants(scope));

  async function planOf(): Promise<Plan<ChangeTask>> {
    const role = bench.role('CUSTOMER.READER');
    const roles = await Promise.all(
      scopes().map(async (scope) => {
        const people = bench.strangers(scope, 250);
        return planGrants({ scopes: [scope], people, role, expiry: later }, await bench.context(scope)).tasks;
      }),
    );
    return { tasks: [...roles.flat(), ...invitesFor(bench, addresses).tasks] };
  }

  it('ends exactly as planned, with no one invited twice', async () => {
    const plan = await planOf();
    assert.equal(plan.tasks.length, 600);
    await windows.plan(plan);
    held = grants();

    await windows.killAt(150);
    const cutOff = windows.open();
    await windows.reaches(300, cutOff);
    const gone = bench.server.faults.add({ path: /./, fault: { kind: 'reset' } });
    const words = await endOf(cutOff);
    gone.remove();
    assert.ok(words.includes('notRun networkGone'));
    await windows.killAt(550);
    const last = await endOf(windows.open());

    assert.ok(
      last.every((word) => word === 'done' || word === 'done found'),
      [...new Set(last)].join(),
    );
    assert.deepEqual(addressesOf(bench), addresses.toSorted());
    for (const [index, scope] of scopes().entries()) {
      const added = plan.tasks.flatMap((task) =>
        task.kind === 'role' && task.scope.uuid === scope.uuid
          ? [`${task.person.username ?? ''} CUSTOMER.READER ${later}`]
          : [],
      );
      assert.deepEqual(bench.grants(scope), [...(held[index] ?? []), ...added].toSorted());
    }
  }).timeout(60_000);

  it('is undone from Recent Changes by one of two other windows, and by a third one when that is killed', async () => {
    const [one, other] = await Promise.all([windows.openRecent(), windows.openRecent()]);
    const [run] = await one.untilNothingRuns();
    assert.ok(run !== undefined);
    assert.deepEqual([run.title, run.left, run.isUndone], ['Grant Role', 0, false]);
    await other.untilNothingRuns();
    windows.writes.count = 0;
    const reached = windows.reaches(300, one.child);
    const answers = [one, other].map(async (window) => {
      const answer = await window.tell({ kind: 'undo', id: run.id });
      return { window, answer };
    });
    const refused = await Promise.race(answers);
    assert.match(String(refused.answer), /^This run (is still in progress|has already been undone)/);
    await reached;
    const [undoing] = [one, other].filter((window) => window !== refused.window);
    await undoing?.kill();

    const third = await windows.openRecent();
    const [undo, undone] = await third.untilNothingRuns();
    assert.ok(undo !== undefined && undone !== undefined);
    assert.equal(undo.title, 'Undo: Grant Role');
    assert.ok(undo.left > 0 && undo.left < 600, String(undo.left));
    assert.ok(undone.isUndone);
    assert.match(
      String(await third.tell({ kind: 'undo', id: undone.id })),
      /^This run has already been undone\.$/,
    );
    const words = await third.tell({ kind: 'retry', id: undo.id });
    assert.equal(words, '500 changes undone. 100 invitations cancelled.');
    assert.deepEqual(grants(), held);
    assert.deepEqual(addressesOf(bench), []);
  }).timeout(60_000);
});
