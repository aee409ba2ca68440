import Mocha from 'mocha';
import { mochaHooks } from './hooks';

/** What a run of some files ended with. */
export interface SpecsResult {
  readonly passes: number;
  readonly failures: readonly Mocha.Test[];
  readonly failedFiles: readonly string[];
}

/** Runs files of tests: so many at once, each in a process of its own, or one after the other in this one. */
export async function runSpecs(
  files: readonly string[],
  options: {
    readonly jobs: number;
    /** Tests whose full title has this in it. */
    readonly grep?: string;
    /** Leaves what failed to the caller to say. */
    readonly silentEnd?: boolean;
  },
): Promise<SpecsResult> {
  let passes = 0;
  const failures: Mocha.Test[] = [];
  class Reporter extends Mocha.reporters.Spec {
    constructor(runner: Mocha.Runner, mochaOptions: Mocha.MochaOptions) {
      super(runner, mochaOptions);
      runner.on('pass', () => passes++);
      runner.on('fail', (test) => failures.push(test));
    }

    override epilogue(): void {
      if (options.silentEnd !== true) {
        super.epilogue();
      }
    }
  }
  const mocha = new Mocha({
    reporter: Reporter,
    timeout: 240_000,
    forbidOnly: true,
    forbidPending: true,
    // One job runs in this process, where mocha requires nothing by itself.
    ...(options.jobs > 1
      ? { parallel: true, jobs: options.jobs, require: ['tsx/cjs', './test/e2e/hooks.ts'] }
      : { rootHooks: mochaHooks }),
    ...(options.grep === undefined ? {} : { grep: options.grep }),
  });
  for (const file of files) {
    mocha.addFile(file);
  }
  // A file that this process has run already is to run anew.
  mocha.unloadFiles();
  await new Promise<void>((resolve) => {
    mocha.run(() => resolve());
  });
  return {
    passes,
    failures,
    failedFiles: [...new Set(failures.flatMap(({ file }) => file ?? []))],
  };
}
