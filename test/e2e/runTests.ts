import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { installBrowser } from '../host/installBrowser';
import { installVscodeServer } from '../host/installVscodeServer';
import { projectRoot } from '../host/projectPaths';
import { versionNamed, versionNames, type HostVersion } from '../host/versions';

/**
 * Runs the end-to-end tests in the versions of VS Code named as arguments, or in all. `--grep TEXT` picks tests;
 * `--spec FILE` picks a file, such as `browse`.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' }, spec: { type: 'string' } },
  });
  await installBrowser();
  for (const name of positionals.length > 0 ? positionals : versionNames) {
    const version = versionNamed(name);
    await installVscodeServer(version);
    console.log(`\nEnd to end in VS Code ${version.vscode}`);
    if (!runIn(version, values)) {
      process.exitCode = 1;
    }
  }
}

function runIn(version: HostVersion, { grep, spec }: { grep?: string; spec?: string }): boolean {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join('node_modules', 'mocha', 'bin', 'mocha.js'),
      '--require',
      'tsx/cjs',
      '--require',
      './test/e2e/hooks.ts',
      '--timeout',
      '240000',
      ...(grep === undefined ? [] : ['--grep', grep]),
      `test/e2e/**/${spec ?? '*'}.test.ts`,
    ],
    { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, VSCODE_HOST_VERSION: version.name } },
  );
  return status === 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
