import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { planGrants } from '../../src/grants/plan';
import type { GrantScope } from '../../src/grants/roleTask';
import type { GrantsTask } from '../../src/grants/taskKinds';
import type { Plan } from '../../src/runs/task';
import { addressesOf, invitesFor } from './invites';
import { later } from './grantsRuns';
import { type Bench, openBench, staffName } from './grantsWorld';

const addresses = Array.from({ length: 100 }, (_, index) => `p${index}@example.org`);

describe('a run of 500 roles and 100 invitations, killed twice and cut off once', () => {
  let bench: Bench;
  let folder = '';
  /** How many the server was asked for. */
  let writes = 0;
  let onWrite: () => void = () => undefined;
  before(async () => {
    bench = await openBench(undefined, {
      intercept: ({ method }) => {
        if (method === 'POST') {
          writes++;
          onWrite();
        }
        return false;
      },
    });
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-killed-'));
  });
  after(async () => {
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function planOf(scopes: readonly GrantScope[]): Promise<Plan<GrantsTask>> {
    const role = bench.role('CUSTOMER.READER');
    const roles = await Promise.all(
      scopes.map(async (scope) => {
        const people = bench.strangers(scope, 250);
        return planGrants({ scopes: [scope], people, role, expiry: later }, await bench.context(scope)).tasks;
      }),
    );
    return { tasks: [...roles.flat(), ...invitesFor(bench, addresses).tasks] };
  }

  /** A process of its own, as a window is. */
  function open(): ChildProcess {
    const { url, tokens } = bench.server;
    const program = path.join(__dirname, 'killedRun.ts');
    const given = [path.join(folder, 'runs'), url, tokens[staffName] ?? '', path.join(folder, 'plan.json')];
    return spawn(process.execPath, ['--import', 'tsx', program, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** Resolves as the server is asked for that write, or when the window ends before. */
  async function reaches(write: number, window: ChildProcess): Promise<void> {
    const asked = new Promise<void>((resolve) => {
      onWrite = () => (writes >= write ? resolve() : undefined);
    });
    await Promise.race([asked, once(window, 'exit')]);
  }

  async function killAt(write: number): Promise<void> {
    const window = open();
    const exited = once(window, 'exit') as Promise<[number | null, string | null]>;
    await reaches(write, window);
    window.kill('SIGKILL');
    const [, signal] = await exited;
    assert.equal(signal, 'SIGKILL', 'it was at work');
  }

  async function endOf(window: ChildProcess): Promise<readonly string[]> {
    assert.ok(window.stdout !== null);
    return JSON.parse(await text(window.stdout)) as readonly string[];
  }

  it('ends exactly as planned, with no one invited twice', async () => {
    const scopes = [bench.organisation('vattern'), bench.organisation('kalev')];
    const plan = await planOf(scopes);
    assert.equal(plan.tasks.length, 600);
    await writeFile(path.join(folder, 'plan.json'), JSON.stringify(plan));
    const before = scopes.map((scope) => bench.grants(scope));

    await killAt(150);
    const cutOff = open();
    await reaches(300, cutOff);
    const gone = bench.server.faults.add({ path: /./, fault: { kind: 'reset' } });
    const words = await endOf(cutOff);
    gone.remove();
    assert.ok(words.includes('notRun networkGone'));
    await killAt(550);
    const last = await endOf(open());

    assert.ok(
      last.every((word) => word === 'done' || word === 'done found'),
      [...new Set(last)].join(),
    );
    assert.deepEqual(addressesOf(bench), addresses.toSorted());
    for (const [index, scope] of scopes.entries()) {
      const added = plan.tasks.flatMap((task) =>
        task.kind === 'role' && task.scope.uuid === scope.uuid
          ? [`${task.person.username ?? ''} CUSTOMER.READER ${later}`]
          : [],
      );
      assert.deepEqual(bench.grants(scope), [...(before[index] ?? []), ...added].toSorted());
    }
  }).timeout(60_000);
});
