import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { installRoot, projectRoot } from '../host/projectPaths';
import { versionNamed } from '../host/versions';
import { waitUntil } from './pages/waitUntil';

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const;

const started: ChildProcess[] = [];

describe('npm start', () => {
  afterEach(() => {
    started.splice(0).forEach((npm) => npm.kill());
  });

  for (const signal of signals) {
    it(`leaves nothing behind in a browser when ${signal} ends npm alone`, async () => {
      const port = await freePorts();
      const version = versionNamed(process.env.VSCODE_HOST_VERSION).name;
      const npm = await start('Ctrl+C here stops everything', [
        '--browser',
        ...['--version', version],
        ...['--port', String(port)],
      ]);
      await waitUntil('both servers', () => answering(port), isAll);
      process.kill(npm, signal);
      await waitUntil('the end of both servers', () => answering(port), isNone);
    });
  }

  // The commands of the others are not to be made up this simply.
  if (process.platform === 'linux') {
    describe('with a desktop VS Code, which is made up', () => {
      let folder = '';
      const lock = path.join(installRoot, 'start-desktop', 'code.lock');

      before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), 'waldur-desktop-'));
        const window = `require('fs').writeFileSync(${JSON.stringify(lock)}, String(process.pid)); setInterval(() => 0, 1000)`;
        const code = path.join(folder, 'code');
        await writeFile(
          code,
          `#!/bin/sh\n[ "$1" = --version ] && exit\nsetsid node -e "${window.replaceAll('"', '\\"')}" &\nwait\n`,
        );
        await chmod(code, 0o755);
        await mkdir(path.dirname(lock), { recursive: true });
      });

      after(() => rm(folder, { recursive: true, force: true }));

      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        it(`closes its window when ${signal} ends npm alone`, async () => {
          const port = await freePorts();
          await rm(lock, { force: true });
          const npm = await start('Closing it, or Ctrl+C here', ['--port', String(port)], {
            DISPLAY: ':0',
            PATH: `${folder}:${process.env.PATH ?? ''}`,
          });
          const window = await waitUntil(
            'the window',
            async () => Number(await readFile(lock, 'utf8').catch(() => '')),
            (pid) => pid > 0,
          );
          process.kill(npm, signal);
          await waitUntil(
            'the end of the window',
            () => Promise.resolve(isRunning(window)),
            (is) => !is,
          );
          await waitUntil('the end of the sample server', () => answering(port), isNone);
        });
      }
    });
  }
});

/** Runs `npm start`, waits until it prints this, and returns its process id. */
async function start(
  text: string,
  options: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const npm = spawn('npm', ['start', '--', ...options], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(npm);
  let printed = '';
  npm.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  await waitUntil(
    'npm start',
    () => Promise.resolve(printed),
    (all) => all.includes(text),
  );
  return npm.pid ?? 0;
}

/** A port that is free, and so is the next one. */
async function freePorts(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (isNone(await answering(port))) {
      return port;
    }
  }
}

/** Whether there is somebody at this port, and at the next one. */
async function answering(port: number): Promise<readonly boolean[]> {
  return Promise.all([port, port + 1].map(isAnswered));
}

async function isAnswered(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
}

const isAll = (ports: readonly boolean[]) => ports.every((is) => is);
const isNone = (ports: readonly boolean[]) => !ports.some((is) => is);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
