import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { build } from 'rolldown';
import { projectRoot } from '../host/projectPaths';

/** Where VS Code finds the tests. */
export const bundledTests = path.join(projectRoot, 'out', 'test', 'integration');

/** Bundles the tests for the extension host. */
export async function bundleTests(): Promise<void> {
  const folder = path.join(projectRoot, 'test', 'integration');
  const names = readdirSync(folder).filter((name) => name === 'index.ts' || name.endsWith('.test.ts'));
  await build({
    input: names.map((name) => path.join(folder, name)),
    platform: 'node',
    transform: { target: 'node22' },
    external: ['vscode', 'mocha'],
    output: {
      dir: bundledTests,
      cleanDir: true,
      format: 'cjs',
      entryFileNames: '[name].js',
      sourcemap: 'inline',
      sourcemapExcludeSources: true,
    },
    logLevel: 'warn',
  });
}
