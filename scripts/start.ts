import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { desktopVscode, hasDisplay } from '../test/host/desktopVscode';
import { installVscodeServer } from '../test/host/installVscodeServer';
import { ProcessGroup } from '../test/host/processGroup';
import { installRoot, projectRoot } from '../test/host/projectPaths';
import { runStep } from '../test/host/runStep';
import { SampleProcess } from '../test/host/sampleProcess';
import { startVscodeServer } from '../test/host/vscodeServer';
import { readStartOptions, startHelp, type StartOptions } from './startOptions';
import { personaLabels } from '../src/sample/personaLabels';

const whatToLookAt = `What to look at first:
  1. The W in the bar at the side: organisations, their projects, teams and members.
  2. F1, then "Waldur: Go to Organisation…": type a few letters, press Enter.
  3. The filter in the title of Organisations; a right click on anything in the tree.
  4. "Waldur: Try with Sample Data" from F1: the same cloud seen by an owner or a call manager.`;

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(startHelp);
    return;
  }
  await runStep('The extension: build', process.execPath, ['esbuild.js'], { cwd: projectRoot });
  const stopped = new Promise<void>((resolve) => {
    // Ctrl+C can arrive twice: from the terminal, and from the script that started this one.
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
    process.on('SIGHUP', () => resolve());
  });
  // Always the same port, so that VS Code finds the connection of the last time and not one more.
  const port = options.port + 1;
  const sample = await SampleProcess.start(
    options.scale === undefined ? { port } : { port, scale: options.scale },
  );
  console.log(`  The sample server: at ${sample.url}`);
  try {
    const signIn = {
      WALDUR_DEVELOPMENT_SIGN_IN: JSON.stringify({
        url: sample.url,
        token: sample.tokenOf(options.persona.username),
      }),
    };
    const desktop = options.browser ? undefined : await findDesktop(options);
    await (desktop === undefined
      ? runInBrowser(options, signIn, stopped)
      : runOnDesktop(desktop, options, signIn, stopped));
  } finally {
    await sample.stop();
    console.log('Stopped.');
  }
}

/** VS Code as installed on this machine, or downloaded; undefined where there is no display for it. */
async function findDesktop({ version }: StartOptions): Promise<string | undefined> {
  if (!hasDisplay()) {
    return undefined;
  }
  const installed = spawnSync('code', ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return installed.status === 0 ? 'code' : desktopVscode(version);
}

async function runOnDesktop(
  executable: string,
  options: StartOptions,
  env: Record<string, string>,
  stopped: Promise<void>,
): Promise<void> {
  introduce(options, 'VS Code opens in a window of its own. Closing it, or Ctrl+C here, stops everything.');
  const data = path.join(installRoot, 'start-desktop');
  const args = [
    '--wait',
    '--new-window',
    `--extensionDevelopmentPath=${projectRoot}`,
    `--user-data-dir=${data}`,
    `--extensions-dir=${path.join(data, 'extensions')}`,
  ];
  const desktop = [path.join(projectRoot, 'scripts', 'desktop.mjs'), path.join(data, 'code.lock')];
  const code = new ProcessGroup(process.execPath, [...desktop, executable, ...args], {
    env: { ...process.env, ...env },
  });
  await Promise.race([code.ended, stopped]);
  await code.stop();
}

async function runInBrowser(
  options: StartOptions,
  env: Record<string, string>,
  stopped: Promise<void>,
): Promise<void> {
  const files = await installVscodeServer(options.version);
  const server = await startVscodeServer(files, {
    dataFolder: path.join(installRoot, `start-${options.version.name}`),
    env,
    port: options.port,
    startPage: { extensionDevelopmentPath: projectRoot },
  });
  introduce(
    options,
    `Open ${server.url}start in a browser: VS Code ${options.version.vscode} is there. Ctrl+C here stops everything.`,
  );
  await stopped;
  console.log('');
  await server.stop();
}

function introduce({ persona }: StartOptions, where: string): void {
  console.log(
    `\nOrganisations for Waldur, signed in to the sample server as ${persona.firstName} ${persona.lastName} (${personaLabels[persona.kind]}).\n`,
  );
  console.log(`${where}\n\n${whatToLookAt}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
