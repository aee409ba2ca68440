import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../host/projectPaths';
import type { Before, HostReport, Scenario } from './hostProcess';

const run = promisify(execFile);

/** Bundles the extension into the folder, as `npm run build` does. */
export async function bundleInto(folder: string): Promise<void> {
  await run(process.execPath, [path.join(projectRoot, 'esbuild.js'), '--outdir', folder], {
    cwd: projectRoot,
  });
}

/** Activates what was bundled in a process of its own, and lets something happen there. */
export async function startedHost(
  folder: string,
  scenario: Scenario,
  before: Before = {},
): Promise<HostReport> {
  const host = path.join(__dirname, 'hostProcess.ts');
  const { stdout } = await run(
    process.execPath,
    ['--require', 'tsx/cjs', host, folder, scenario, JSON.stringify(before)],
    {
      cwd: projectRoot,
    },
  );
  return JSON.parse(stdout) as HostReport;
}
