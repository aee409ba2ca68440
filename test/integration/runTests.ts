import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { desktopVscode } from '../host/desktopVscode';
import { installVscodeServer } from '../host/installVscodeServer';
import { projectRoot } from '../host/projectPaths';
import { versionNamed, versionNames, type HostVersion } from '../host/versions';
import { bundledTests, bundleTests } from './bundleTests';

/**
 * Runs the integration suite in the versions of VS Code named as arguments, or in all. `--grep TEXT` picks tests;
 * `--bundle-only` leaves the running to a debugger.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' }, 'bundle-only': { type: 'boolean' } },
  });
  await bundleTests();
  if (values['bundle-only'] === true) {
    return;
  }
  for (const name of positionals.length > 0 ? positionals : versionNames) {
    try {
      await runIn(versionNamed(name), values.grep);
    } catch (error) {
      // The other versions still run: one look then shows where it fails.
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}

async function runIn(version: HostVersion, grep: string | undefined): Promise<void> {
  const desktop = await desktopVscode(version);
  if (desktop === undefined) {
    await installVscodeServer(version);
  }
  console.log(
    `\nIntegration tests in VS Code ${version.vscode} (${desktop === undefined ? 'browser' : 'desktop'})`,
  );
  await runTests({
    vscodeExecutablePath: desktop ?? path.join(projectRoot, 'test', 'host', 'code-in-browser'),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: path.join(bundledTests, 'index.js'),
    launchArgs: ['--disable-extensions'],
    extensionTestsEnv: { VSCODE_HOST_VERSION: version.name, MOCHA_GREP: grep },
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
