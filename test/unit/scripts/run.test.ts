import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { waitUntil } from '../../e2e/pages/waitUntil';
import { projectRoot } from '../../host/projectPaths';

/** What stands between npm and the program of the script, the first started first. */
const chain = ['npm', 'runner', 'keeper', 'script', 'keeper of the program', 'program'] as const;
type Link = (typeof chain)[number];

const ends: readonly (readonly [Link, NodeJS.Signals])[] = [
  ['npm', 'SIGTERM'],
  ['npm', 'SIGINT'],
  ['npm', 'SIGHUP'],
  ['npm', 'SIGKILL'],
  ['runner', 'SIGTERM'],
  ['runner', 'SIGKILL'],
  ['keeper', 'SIGKILL'],
  ['script', 'SIGKILL'],
];

// Processes are looked up in /proc.
if (process.platform === 'linux') {
  describe('What an npm script started', () => {
    let folder = '';
    const started: Promise<void>[] = [];

    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'waldur-run-'));
      const runner = path.join(projectRoot, 'scripts', 'run.mjs');
      const script = `exec node ${JSON.stringify(runner)} test/unit/scripts/untilStopped.ts`;
      writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ scripts: { toy: script } }));
      // At once, as most of it is waiting.
      started.push(...ends.map(([link, signal]) => end(folder, link, signal)));
      void Promise.allSettled(started);
    });

    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    for (const [index, [link, signal]] of ends.entries()) {
      it(`ends when ${signal} ends only its ${link}`, async () => {
        await started[index];
      });
    }
  });
}

/** Starts the script, ends one process of it, and waits until all the others have ended. */
async function end(folder: string, link: Link, signal: NodeJS.Signals): Promise<void> {
  const npm = spawn('npm', ['run', '--silent', 'toy'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const pids = await waitUntil(
    'the program',
    () => Promise.resolve(descendants(npm)),
    (found) => found.length === chain.length,
  );
  try {
    process.kill(pids[chain.indexOf(link)] ?? 0, signal);
    await waitUntil(
      `the end of everything after ${signal} to ${link}`,
      () => Promise.resolve(chain.filter((_, index) => isThere(pids[index]))),
      (left) => left.length === 0,
      20_000,
    );
  } finally {
    pids.filter(isThere).forEach((pid) => process.kill(pid, 'SIGKILL'));
  }
}

/** A process, its child, the child of that, and so on. */
function descendants({ pid }: ChildProcess): readonly number[] {
  const parents = new Map(readdirSync('/proc').flatMap((name) => parentOf(name)));
  const found: number[] = [];
  for (let next = pid; next !== undefined; next = parents.get(next)) {
    found.push(next);
  }
  return found;
}

/** `[parent, pid]`; nothing for what has ended. */
function parentOf(name: string): readonly (readonly [number, number])[] {
  const [, state, parent] = /\) (\S) (\d+)/.exec(statOf(name)) ?? [];
  return parent === undefined || state === 'Z' ? [] : [[Number(parent), Number(name)]];
}

function isThere(pid: number | undefined): boolean {
  return /\) [^ZX] /.test(statOf(String(pid)));
}

function statOf(name: string): string {
  try {
    return readFileSync(`/proc/${name}/stat`, 'utf8');
  } catch {
    return '';
  }
}
