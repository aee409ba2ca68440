import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { customerUuid } from '../../src/sample/lifelike/organisations';
import { type PersonaKind, persona } from '../../src/sample/personas';
import { type SampleServer, startSampleServer } from '../../src/sample/server';
import { signedIn } from './accessClient';
import type { ServerVersion } from '../../src/sample/versions';
import { sampleVersions } from './suite/sampleRuns';
import { changedLists, readState, type ServerState } from './suite/serverState';

const root = path.join(__dirname, '..', '..');

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** `npm run test:contract -- --url … --token …`, without npm. */
function start(
  server: SampleServer,
  who: PersonaKind | undefined,
  ...options: readonly string[]
): ChildProcess {
  return startWithout(server, who, '--leave', ...options);
}

/** The same, where nothing may be left. */
function startWithout(
  server: SampleServer,
  who: PersonaKind | undefined,
  ...options: readonly string[]
): ChildProcess {
  const token = who === undefined ? '' : server.tokens[persona(who).username];
  const args = ['--import', 'tsx', 'test/contract/run.ts', '--url', server.url, ...options];
  return spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WALDUR_TOKEN: token },
  });
}

async function ended(child: ChildProcess): Promise<Ended> {
  const { stdout, stderr } = child;
  assert.ok(stdout !== null && stderr !== null);
  const [output, errors, [code]] = await Promise.all([
    text(stdout),
    text(stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, output: output + errors };
}

/** Waits until the server has been asked something that often, or until nobody asks any more. */
async function asked(
  server: SampleServer,
  times: number,
  end: Promise<unknown>,
  method?: string,
): Promise<void> {
  const ending = new AbortController();
  void end.then(() => ending.abort());
  const count = () => server.requests.count((entry) => method === undefined || entry.method === method);
  while (!ending.signal.aborted && count() < times) {
    await new Promise(setImmediate);
  }
}

/** The number in a column of the table's last line. */
function total(output: string, column: 'passed' | 'too old' | 'skipped' | 'failed' | 'not run'): number {
  const at = ['passed', 'too old', 'skipped', 'failed', 'not run'].indexOf(column);
  const cells = /^All +(.*)$/m.exec(output)?.[1]?.trim().split(/ +/) ?? [];
  return cells[at] === '·' ? 0 : Number(cells[at]);
}

interface OnSample {
  readonly server: () => SampleServer;
  /** Fails where the server does not show staff what it showed at first. */
  readonly unchanged: () => Promise<void>;
}

function onSample(title: string, serverVersion: ServerVersion, tests: (sample: OnSample) => void): void {
  describe(title, () => {
    let server: SampleServer;
    let before: ServerState;
    const state = async () => {
      const staff = signedIn(server, persona('staff').username);
      try {
        return await readState(staff);
      } finally {
        staff.dispose();
      }
    };

    beforeEach(async () => {
      server = await startSampleServer({ serverVersion });
      before = await state();
    });

    afterEach(() => server.close());

    tests({
      server: () => server,
      unchanged: async () => assert.deepEqual(changedLists(before, await state()), []),
    });
  });
}

for (const serverVersion of sampleVersions) {
  onSample(
    `Contract suite on a server by its address (the sample, ${serverVersion})`,
    serverVersion,
    (sample) => {
      it('passes as staff, and leaves the server as it was', async () => {
        const { code, output } = await ended(start(sample.server(), 'staff'));
        assert.equal(code, 0, output);
        assert.ok(total(output, 'passed') > 280, output);
        assert.equal(total(output, 'too old') > 0, serverVersion === '7.0');
        assert.match(output, /it takes a second person: --user UUID/);
        assert.match(output, /Nothing is left of what it made/);
        await sample.unchanged();
      });

      it('does nothing that the server keeps for good, unless it is told to, and says so before', async () => {
        sample.server().requests.clear();
        const { code, output } = await ended(startWithout(sample.server(), 'staff'));
        assert.equal(code, 0, output);
        assert.match(output, /keeps the audit log for good[^]*--leave runs them[^]*Operation/);
        assert.match(output, /\d+ {2}it makes projects or grants roles, .*: --leave/);
        assert.ok(total(output, 'passed') > 150, output);
        const kept = sample
          .server()
          .requests.list()
          .filter(
            ({ method, path: asked }) => method === 'POST' && /^\/api\/projects\/$|add_user/.test(asked),
          );
        assert.deepEqual(
          kept.filter(({ status }) => status < 300),
          [],
        );
        await sample.unchanged();
      });

      it('passes as an owner who names an organisation, and says why the rest is skipped', async () => {
        const { users } = sample.server().world;
        const person = users.find(({ username }) => username === persona('newcomer').username);
        const options = ['--organisation', customerUuid('voru'), '--user', person?.uuid ?? ''];
        const { code, output } = await ended(start(sample.server(), 'owner', ...options));
        assert.equal(code, 0, output);
        assert.match(output, /\d+ {2}it takes a staff token/);
        assert.doesNotMatch(output, /it takes an organisation/);
        await sample.unchanged();
      });

      it('passes as a stranger, who only asks', async () => {
        const { code, output } = await ended(start(sample.server(), 'stranger'));
        assert.equal(code, 0, output);
        assert.match(output, /it takes an organisation .*--organisation UUID/);
        await sample.unchanged();
      });
    },
  );
}

onSample('Contract suite on a server by its address, when things go wrong', 'newest', (sample) => {
  for (const [signal, code, times] of [
    ['SIGINT', 130, 500],
    ['SIGTERM', 143, 811],
  ] as const) {
    it(`puts everything back when ${signal} stops it in the middle`, async () => {
      sample.server().requests.clear();
      const child = start(sample.server(), 'staff');
      const end = ended(child);
      await asked(sample.server(), times, end);
      // People press Ctrl+C twice.
      child.stdout?.on('data', (chunk: Buffer) => {
        if (chunk.includes('stopping, and')) {
          child.kill(signal);
        }
      });
      child.kill(signal);
      const { output, ...rest } = await end;
      assert.equal(rest.code, code, output);
      assert.ok(total(output, 'not run') > 0, output);
      assert.match(output, /Nothing is left of what it made/);
      await sample.unchanged();
    });
  }

  it('puts everything back when answers are lost, and says what failed', async () => {
    const { faults } = sample.server();
    const lost = { kind: 'truncate', after: 20 } as const;
    faults.add({ method: 'POST', path: /^\/api\/customers\/$/, times: 4, fault: lost });
    faults.add({ method: 'DELETE', path: /customers/, times: 2, fault: { kind: 'reset' } });
    const { code, output } = await ended(start(sample.server(), 'staff'));
    assert.equal(code, 1, output);
    assert.equal(total(output, 'failed'), 4, output);
    assert.match(output, /Nothing is left of what it made/);
    await sample.unchanged();
  });

  it('removes what a run left that was killed', async () => {
    const { faults } = sample.server();
    faults.add({ method: 'DELETE', path: /customers/, fault: { kind: 'reset' } });
    const child = start(sample.server(), 'staff', '--only', 'add_user');
    const end = ended(child);
    await asked(sample.server(), 1, end, 'DELETE');
    child.kill('SIGKILL');
    await end;
    await assert.rejects(sample.unchanged());
    faults.clear();
    const { code, output } = await ended(start(sample.server(), 'staff', '--remove-leftovers'));
    assert.equal(code, 0, output);
    await sample.unchanged();
  });

  it('says what is wrong with the token, or that there is none', async () => {
    const wrong = await ended(start(sample.server(), 'expired'));
    assert.deepEqual([wrong.code, wrong.output.includes('401')], [2, true], wrong.output);
    const none = await ended(start(sample.server(), undefined));
    assert.deepEqual([none.code, none.output.includes('It takes a token')], [2, true], none.output);
  });
});
