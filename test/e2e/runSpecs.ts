import Mocha from 'mocha';

/** What a run of some files ended with. */
export interface SpecsResult {
  readonly failures: readonly Mocha.Test[];
  readonly failedFiles: readonly string[];
}

/** Runs files of tests, each in a process of its own, so many at once. */
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
  const failures: Mocha.Test[] = [];
  class Reporter extends Mocha.reporters.Spec {
    constructor(runner: Mocha.Runner, mochaOptions: Mocha.MochaOptions) {
      super(runner, mochaOptions);
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
    require: ['tsx/cjs', './test/e2e/hooks.ts'],
    timeout: 240_000,
    forbidOnly: true,
    forbidPending: true,
    parallel: true,
    jobs: options.jobs,
    ...(options.grep === undefined ? {} : { grep: options.grep }),
  });
  for (const file of files) {
    mocha.addFile(file);
  }
  await new Promise<void>((resolve) => {
    mocha.run(() => resolve());
  });
  return {
    failures,
    failedFiles: [...new Set(failures.flatMap(({ file }) => file ?? []))],
  };
}
