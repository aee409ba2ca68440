import * as path from 'node:path';
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { desktopVscode } from '../host/desktopVscode';
import { installVscodeServer } from '../host/installVscodeServer';
import { projectRoot } from '../host/projectPaths';
import { versionNamed, versionNames, type HostVersion } from '../host/versions';

const output = path.join(projectRoot, 'out', 'test', 'integration');

/** Runs the integration suite in the versions of VS Code named as arguments, or in all; `--grep TEXT` picks tests. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' } },
  });
  await bundle();
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

async function bundle(): Promise<void> {
  await rm(output, { recursive: true, force: true });
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
    outdir: output,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  });
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
    extensionTestsPath: path.join(output, 'index.js'),
    launchArgs: ['--disable-extensions'],
    extensionTestsEnv: { VSCODE_HOST_VERSION: version.name, MOCHA_GREP: grep },
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
