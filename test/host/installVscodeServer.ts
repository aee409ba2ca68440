import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { installOnce } from './installOnce';
import { installRoot } from './projectPaths';
import { runStep } from './runStep';
import type { HostVersion } from './versions';

/** Counted up when the steps below change, so that an older installation is not taken for a good one. */
const recipe = 2;

export interface VscodeServerFiles {
  readonly version: HostVersion;
  /** Node of the major version that this VS Code needs. */
  readonly node: string;
  /** VS Code's own server entry. */
  readonly serverMain: string;
}

/** Whether this version needs no installation. */
export function isInstalled(version: HostVersion): boolean {
  return existsSync(folderOf(version));
}

function folderOf(version: HostVersion): string {
  return path.join(installRoot, `vscode-server-${version.vscode}-${recipe}`);
}

/**
 * Installs VS Code with its browser workbench from npm: the package `code-server` carries the whole of VS Code, and
 * `node-…` the Node it runs on. About a minute and 600 MB the first time; nothing the next.
 */
export async function installVscodeServer(version: HostVersion): Promise<VscodeServerFiles> {
  const folder = folderOf(version);
  await installOnce(folder, (temporary) => build(version, temporary));
  return {
    version,
    node: path.join(folder, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    serverMain: path.join(folder, 'vscode', 'out', 'server-main.js'),
  };
}

async function build(version: HostVersion, folder: string): Promise<void> {
  const vscodePackage = `code-server@${version.vscode.replace(/^1/, '4')}`;
  const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  console.log(`Installing VS Code ${version.vscode} from npm`);
  const packages = path.join(folder, 'packages');
  await mkdir(packages);
  await runStep(
    `${vscodePackage} and ${nodePackage}@${version.node}: download`,
    'npm',
    ['pack', vscodePackage, `${nodePackage}@${version.node}`],
    {
      cwd: packages,
      env: npmEnvironment(),
    },
  );
  for (const archive of await readdir(packages)) {
    await runStep(`${archive}: unpack`, 'tar', ['-xzf', archive], { cwd: packages });
    const unpacked = path.join(packages, 'package');
    if (archive.startsWith('code-server')) {
      await rename(path.join(unpacked, 'lib', 'vscode'), path.join(folder, 'vscode'));
    } else {
      await rename(unpacked, path.join(folder, 'node'));
    }
    await rm(unpacked, { recursive: true, force: true });
  }
  await rm(packages, { recursive: true });

  const vscode = path.join(folder, 'vscode');
  const node = path.join(folder, 'node');
  const env = npmEnvironment();
  const bin = path.join(node, 'bin');
  env.PATH = `${bin}${path.delimiter}${env.PATH ?? ''}`;
  // node-gyp then compiles against these headers and downloads none.
  env.npm_config_nodedir = node;
  await runStep(
    `VS Code ${version.vscode}: its dependencies`,
    'npm',
    ['install', '--prefix', vscode, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: vscode, env },
  );
  try {
    await runStep(
      `VS Code ${version.vscode}: compile ${version.natives.join(', ')}`,
      'npm',
      ['rebuild', '--prefix', vscode, ...version.natives],
      { cwd: vscode, env },
    );
  } catch (cause) {
    throw new Error(
      'The native modules of VS Code could not be compiled. They need a C++ compiler, make and Python 3 (on Debian and Ubuntu: apt-get install build-essential python3).',
      { cause },
    );
  }
  await allowDevelopmentHost(vscode);
  // Desktop VS Code keeps its modules in an archive of this name, and parts of the workbench look there.
  await symlink('node_modules', path.join(vscode, 'node_modules.asar'), 'junction');
}

/**
 * A released workbench of 1.139 loads an extension from its source folder only with the smoke-test driver on, which
 * also hides notifications. Tests should see what a person sees, so the condition goes. Older ones have none.
 */
async function allowDevelopmentHost(vscode: string): Promise<void> {
  const file = path.join(vscode, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js');
  const code = await readFile(file, 'utf8');
  await writeFile(file, code.replace('(!this.isBuilt||this.enableSmokeTestDriver)', '(true)'));
}

/**
 * The environment for npm in a folder of its own: settings a person made stay, those that an outer `npm run` set for
 * this project go, or npm would work on this project instead.
 */
function npmEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (
      /^npm_(package|lifecycle|command|execpath|node_execpath|config_(local_prefix|global_prefix|prefix|nodedir|node_gyp))/.test(
        name,
      )
    ) {
      Reflect.deleteProperty(env, name);
    }
  }
  return env;
}
