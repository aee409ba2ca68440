import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { personaLabels } from '../../../src/sample/personaLabels';
import { persona } from '../../../src/sample/personas';

type Cli = ChildProcessByStdio<null, Readable, Readable>;

function run(...options: string[]): Cli {
  return spawn(process.execPath, ['--import', 'tsx', 'src/sample/cli.ts', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function stop(cli: Cli, signal: 'SIGINT' | 'SIGTERM'): Promise<number | null> {
  const exit = once(cli, 'exit');
  cli.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

describe('npm run sample', () => {
  const started: Cli[] = [];
  const start = (...options: string[]): Cli => {
    const cli = run(...options);
    started.push(cli);
    return cli;
  };

  afterEach(() => started.splice(0).forEach((cli) => cli.kill('SIGKILL')));

  it('prints one line of JSON that a client can sign in with, can be steered, and stops', async () => {
    const cli = start('--json', '--control', '--scale', '200');
    const lines: string[] = [];
    const output = createInterface(cli.stdout).on('line', (line) => lines.push(line));
    const [line] = (await once(output, 'line')) as [string];
    const { url, tokens } = JSON.parse(line) as { url: string; tokens: Record<string, string> };
    assert.equal(Object.keys(tokens).length, 300);
    const authorization = `Token ${tokens[persona('staff').username] ?? ''}`;
    const customers = await fetch(`${url}api/customers/?page_size=1&field=uuid`, {
      headers: { authorization },
    });
    assert.equal(customers.headers.get('x-result-count'), '200');
    const log = (await (await fetch(`${url}sample/requests`)).json()) as { path: string }[];
    assert.deepEqual(
      log.map(({ path }) => path),
      ['/api/customers/?page_size=1&field=uuid'],
    );
    assert.equal(await stop(cli, 'SIGTERM'), 0);
    assert.deepEqual(lines, [line]);
  });

  it('introduces its personas', async () => {
    const cli = start();
    const lines: string[] = [];
    for await (const line of createInterface(cli.stdout)) {
      lines.push(line);
      if (line.startsWith('Ctrl+C')) {
        break;
      }
    }
    const { username } = persona('owner');
    assert.match(lines[0] ?? '', /^Sample Waldur server at http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.ok(lines.some((line) => line.startsWith(username) && line.endsWith(personaLabels.owner)));
    assert.equal(await stop(cli, 'SIGINT'), 0);
  });

  it('says what is wrong with its options', async () => {
    const cli = start('--world', 'package.json');
    const [complaint, [code]] = await Promise.all([
      text(cli.stderr),
      once(cli, 'exit') as Promise<[number | null]>,
    ]);
    assert.equal(complaint, 'The world cannot be used: now is missing.\n');
    assert.equal(code, 1);
  });
});
