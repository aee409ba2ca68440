import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { installBrowser } from '../host/installBrowser';
import { projectRoot } from '../host/projectPaths';

/** Runs the tests of the pages of panels, in a browser and without VS Code. `npm run build` comes before. */
async function main(): Promise<void> {
  await installBrowser();
  const mocha = path.join('node_modules', 'mocha', 'bin', 'mocha.js');
  const { status } = spawnSync(
    process.execPath,
    [mocha, '--require', 'tsx/cjs', '--require', './test/e2e/hooks.ts', 'test/webviews/**/*.test.ts'],
    { cwd: projectRoot, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
