import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../host/projectPaths';

/** Where VS Code finds the tests. */
export const bundledTests = path.join(projectRoot, 'out', 'test', 'integration');

/** Bundles each test file for the extension host. */
export async function bundleTests(): Promise<void> {
  await rm(bundledTests, { recursive: true, force: true });
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
    outdir: bundledTests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    // Its other form requires its parts in a way that cannot be bundled.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  });
}
