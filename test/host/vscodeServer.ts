import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { startFrontServer, type FrontServer } from './frontServer';
import type { VscodeServerFiles } from './installVscodeServer';
import { workbenchUrl, type WorkbenchAddress } from './workbenchUrl';
import { ProcessGroup } from './processGroup';

export interface VscodeServerOptions {
  /** Holds settings, logs, extensions and keys; what is there from an earlier start is found again. */
  readonly dataFolder: string;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** User settings, beside those that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** How much VS Code and extensions log; their usual by default. */
  readonly logLevel?: 'trace' | 'debug';
  /** What a person who opens `/start` sees; a short address for the long one. */
  readonly startPage?: WorkbenchAddress;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

export interface VscodeServer {
  /** Where the workbench is, `http://127.0.0.1:PORT/`. */
  readonly url: string;
  /** `127.0.0.1:PORT`, the authority of `vscode-remote:` addresses. */
  readonly authority: string;
  readonly dataFolder: string;
  /** What VS Code's server and extension host printed. */
  printed(): string;
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** Starts VS Code with its browser workbench on a loopback port. */
export async function startVscodeServer(
  files: VscodeServerFiles,
  options: VscodeServerOptions,
): Promise<VscodeServer> {
  const { startPage } = options;
  await writeSettings(options.dataFolder, options.settings ?? {});
  const log = options.logLevel === undefined ? [] : ['--log', options.logLevel];
  const server = new ProcessGroup(
    files.node,
    [files.serverMain, ...serverArguments(options.dataFolder), ...log],
    {
      env: { ...cleanEnvironment(), ...options.env },
    },
  );
  const [, port] = await server.waitForOutput(/Extension host agent listening on (\d+)/, startTimeoutMs);
  let front: FrontServer;
  try {
    const version = await fetch(`http://127.0.0.1:${port ?? ''}/version`);
    if (!version.ok) {
      throw new Error(`VS Code's server answered /version with ${version.status}.`);
    }
    front = await startFrontServer({
      backPort: Number(port),
      port: options.port ?? 0,
      keyFile: path.join(options.dataFolder, 'secret-key'),
      ...(startPage === undefined ? {} : { startPage: (host: string) => workbenchUrl(host, startPage) }),
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const authority = `127.0.0.1:${front.port}`;
  return {
    url: `http://${authority}/`,
    authority,
    dataFolder: options.dataFolder,
    printed: () => server.printed,
    async stop() {
      await front.close();
      await server.stop();
    },
  };
}

/** Installs a packaged extension as a user would, for servers started with the same data folder later. */
export async function installExtension(
  files: VscodeServerFiles,
  dataFolder: string,
  vsix: string,
): Promise<void> {
  const installer = new ProcessGroup(
    files.node,
    [files.serverMain, ...serverArguments(dataFolder), '--install-extension', vsix],
    {
      env: cleanEnvironment(),
    },
  );
  await installer.waitForOutput(/successfully installed/, startTimeoutMs);
  await installer.stop();
}

function serverArguments(dataFolder: string): string[] {
  return [
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--without-connection-token',
    '--accept-server-license-terms',
    '--server-data-dir',
    dataFolder,
    '--extensions-dir',
    path.join(dataFolder, 'extensions'),
    // Else a login shell is started first, to ask it for its environment.
    '--force-disable-user-env',
    '--telemetry-level',
    'off',
  ];
}

/** Nothing that asks the network or covers what a test looks at. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  // Looks through all processes of the machine, again and again.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Where VS Code's server keeps the settings of the one who uses it. */
function settingsFile(dataFolder: string): string {
  return path.join(dataFolder, 'data', 'User', 'settings.json');
}

async function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const file = settingsFile(dataFolder);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
}

/** Our own environment, without what would make the server think that it is part of another VS Code. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/;
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  // No marketplace: there is nothing in it that a test should need.
  return { ...own, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}
