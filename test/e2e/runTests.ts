import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { installBrowser } from '../host/installBrowser';
import { installVscodeServer } from '../host/installVscodeServer';
import { projectRoot } from '../host/projectPaths';
import { versionNamed, versionNames } from '../host/versions';
import { runSpecs } from './runSpecs';

/** How often files with failures are run again. */
const turnsAgain = 2;

/**
 * Runs the end-to-end tests in the versions of VS Code named as arguments, or in all. `--grep TEXT` picks tests;
 * `--spec NAME[,NAME…]` picks files, such as `browse`; `--jobs N` runs that many files at once, one by default.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' }, spec: { type: 'string' }, jobs: { type: 'string', default: '1' } },
  });
  const files = specFiles(values.spec?.split(','));
  await installBrowser();
  for (const name of positionals.length > 0 ? positionals : versionNames) {
    const version = versionNamed(name);
    await installVscodeServer(version);
    console.log(`\nEnd to end in VS Code ${version.vscode}`);
    // The processes that run the files have our environment.
    process.env.VSCODE_HOST_VERSION = version.name;
    const options = values.grep === undefined ? {} : { grep: values.grep };
    const first = await runSpecs(files, { ...options, jobs: Number(values.jobs) });
    if (first.failures.length === 0) {
      continue;
    }
    // What a busy machine did to a window shows here: it passes alone. A fault in what is tested fails again.
    let again = first;
    for (let turn = 0; turn < turnsAgain && again.failures.length > 0; turn++) {
      console.log('\nFiles with failures, again and one at a time');
      again = await runSpecs(again.failedFiles, { ...options, jobs: 1, silentEnd: true });
    }
    const passed = Math.max(first.failures.length - again.failures.length, 0);
    console.log(`\n  ${passed} passed when run again`);
    if (again.failures.length > 0 || again.passes === 0) {
      Mocha.reporters.Base.list([...again.failures]);
      process.exitCode = 1;
    }
  }
}

function specFiles(names: readonly string[] | undefined): readonly string[] {
  const folder = path.join(projectRoot, 'test', 'e2e');
  const all = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const missing = names?.find((name) => !all.includes(`${name}.test.ts`));
  if (missing !== undefined) {
    throw new Error(`No end-to-end tests are called ${missing}.`);
  }
  return all
    .filter((file) => names?.includes(path.basename(file, '.test.ts')) ?? true)
    .map((file) => path.join(folder, file));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
