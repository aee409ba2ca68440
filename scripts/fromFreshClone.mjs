// Runs a script of this folder from a clone in any state: installs the dependencies first when they are missing or
// not those of package-lock.json. Needs nothing but Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [script, ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`This needs Node 20.19 or later; this is ${process.version}.`);
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
    console.error('npm could not install the dependencies: see above.');
    process.exit(1);
  }
}

const child = spawn(process.execPath, ['--require', 'tsx/cjs', path.join('scripts', script), ...args], {
  cwd: root,
  stdio: 'inherit',
});
// The script stops what it started; this one waits until it has.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('close', (status) => {
  process.exitCode = status ?? 1;
});

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
