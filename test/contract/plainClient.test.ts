import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { persona } from '../../src/sample/personas';

const root = join(__dirname, '..', '..');

/** `npm run sample -- --json …`, without npm: the one line it prints is all that a client has to know. */
function startSample(...options: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'src/sample/cli.ts', '--json', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function addressOf(sample: ChildProcess): Promise<{ url: string; tokens: Record<string, string> }> {
  assert.ok(sample.stdout);
  const [line] = (await once(createInterface(sample.stdout), 'line')) as [string];
  return JSON.parse(line) as { url: string; tokens: Record<string, string> };
}

describe('A client made by others', () => {
  for (const version of ['7.0', 'newest']) {
    it(`pages through the organisations of a sample server ${version} and grants a role`, async () => {
      const sample = startSample('--server', version, '--scale', '220');
      try {
        const { url, tokens } = await addressOf(sample);
        const script = join(__dirname, 'plainClient.mjs');
        const token = tokens[persona('staff').username] ?? '';
        const { stdout } = await promisify(execFile)(process.execPath, [script, url, token]);
        const { roles, ...rest } = JSON.parse(stdout) as { roles: readonly string[] };
        assert.deepEqual(rest, {
          total: 220,
          read: 220,
          keys: ['name', 'uuid'],
          granted: 201,
          refused: { user: ['Must be a valid UUID.'] },
        });
        assert.ok(roles.includes('CUSTOMER.READER'));
      } finally {
        const exit = once(sample, 'exit');
        sample.kill('SIGTERM');
        await exit;
      }
    });
  }
});
