// Runs a script of ours from a clone in any state: installs the dependencies first when they are missing or not those
// of package-lock.json. Ends it, with all that it started, when npm ends: `exec` before it in package.json leaves no
// shell in between, as some shells keep signals to themselves. Needs nothing but Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';

const root = path.resolve(import.meta.dirname, '..');
const npm = process.ppid;
const [script, ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`This needs Node 20.19 or later. This is ${process.version}.`);
  process.exit(1);
}

if (!dependenciesAreInstalled()) {
  console.log('Installing the dependencies (npm ci), about half a minute …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm could not install the dependencies. See above.');
    process.exit(1);
  }
}

const groups = process.platform !== 'win32';
const child = spawn(
  process.execPath,
  [
    path.join(import.meta.dirname, 'keeper.mjs'),
    process.execPath,
    '--require',
    'tsx/cjs',
    path.join(root, script),
    ...args,
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: groups },
);
child.channel?.unref();
// The script stops what it started, and this one waits until it has.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => stop(signal));
}
child.on('exit', (status) => {
  // Where the keeper was killed, the script is still there.
  stop('SIGTERM');
  process.exitCode = status ?? 1;
});
// npm passes on SIGINT and SIGTERM. Of its end by anything else, only this tells.
const looking = setInterval(() => {
  if (process.ppid !== npm) {
    clearInterval(looking);
    stop('SIGTERM');
  }
}, 500);
looking.unref();

function stop(signal) {
  try {
    process.kill(groups ? -child.pid : child.pid, signal);
  } catch {
    // It has just ended.
  }
}

function dependenciesAreInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === '' || optional === true || installed[name]?.version === version,
  );
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(path.join(root, lockFile), 'utf8')).packages;
  } catch {
    return {};
  }
}
