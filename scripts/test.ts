import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { versionNames, versionNamed, type VersionName } from '../test/host/versions';
import { lastSuites, plainSuites, preparations, vscodeSuites, type Suite } from './suites';

interface Result {
  readonly suite: Suite;
  readonly passed: number;
  readonly failed: number;
  /** How many of those that passed did so when they were run again. */
  readonly again: number;
  readonly seconds: number;
}

const root = path.resolve(__dirname, '..');

const help = `npm test [-- --only NAME[,NAME…]] [--vscode floor|newest]

Installs what is needed and runs everything: ${[...plainSuites, ...preparations].map(({ name }) => name).join(', ')}, integration, e2e.
  --only    only suites whose name starts with one of these, for example unit or "e2e"
  --vscode  only this version of VS Code`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, vscode: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  const only = values.only?.split(',').map((name) => name.trim());
  const wanted = (suite: Suite) => only === undefined || only.some((name) => suite.name.startsWith(name));
  const versions: readonly VersionName[] =
    values.vscode === undefined ? versionNames : [versionNamed(values.vscode).name];
  const plain = plainSuites.filter(wanted);
  const inVscode = vscodeSuites(versions).filter(wanted);
  const last = lastSuites(versions).filter(wanted);
  const needVscode = [...inVscode, ...last];
  const prepare = preparations.filter((suite) => wanted(suite) || needVscode.length > 0);
  if (plain.length + needVscode.length + prepare.length === 0) {
    console.error(`No suite is called ${values.only ?? ''}.\n\n${help}`);
    return 1;
  }

  // What needs no VS Code runs while it is installed and while the first tests in it run.
  const besides = async (): Promise<readonly Result[]> => {
    const prepared = await inTurn(prepare);
    return [...prepared, ...(await unlessFailed(prepared, inVscode))];
  };
  const [plainResults, vscodeResults] = await Promise.all([inTurn(plain), besides()]);
  const prepared = vscodeResults.slice(0, prepare.length);
  return summarise([...plainResults, ...vscodeResults, ...(await unlessFailed(prepared, last))]);
}

/** Runs suites unless what they need failed; then they fail, too. */
async function unlessFailed(needed: readonly Result[], suites: readonly Suite[]): Promise<readonly Result[]> {
  return needed.every(({ failed }) => failed === 0)
    ? inTurn(suites)
    : suites.map((suite) => ({ suite, passed: 0, failed: 1, again: 0, seconds: 0 }));
}

async function inTurn(suites: readonly Suite[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const suite of suites) {
    results.push(await run(suite));
  }
  return results;
}

/** Runs a suite, with its name before each line that it prints, as two run at once. */
async function run(suite: Suite): Promise<Result> {
  const started = Date.now();
  const label = suite.name.padEnd(18);
  console.log(`${label}│ starts`);
  const child = spawn(suite.command, suite.args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let passed = 0;
  let failed = 0;
  let again = 0;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      passed += Number(/^\s*(\d+) passing\b/.exec(line)?.[1] ?? 0);
      failed += Number(/^\s*(\d+) failing\b/.exec(line)?.[1] ?? 0);
      again += Number(/^\s*(\d+) passed when run again\b/.exec(line)?.[1] ?? 0);
      console.log(`${label}│ ${line}`);
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (status) => resolve(status ?? 1));
  });
  if (!suite.counts) {
    passed = code === 0 ? 1 : 0;
    failed = 1 - passed;
  } else {
    passed += again;
    failed = code === 0 && passed > 0 ? failed - again : Math.max(failed - again, 1);
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${label}│ ${failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return { suite, passed, failed, again, seconds };
}

function summarise(results: readonly Result[]): number {
  console.log('');
  for (const { suite, passed, failed, again, seconds } of results) {
    const count = suite.counts ? `${passed} passed, ${failed} failed` : failed === 0 ? 'passed' : 'failed';
    const note = again === 0 ? '' : ` (${again} passed when run again)`;
    console.log(`  ${suite.name.padEnd(18)} ${count}${note}, ${seconds} s`);
  }
  const sum = (pick: (result: Result) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  const failed = sum((result) => result.failed);
  console.log(`\n${sum((result) => result.passed)} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
