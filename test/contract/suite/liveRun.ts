import type { WaldurClient } from '../../../src/waldur/client';
import { allCases } from './allCases';
import { Bench, type BenchOptions, commonPrefix } from './bench';
import { introduction, summary, titleOf } from './liveReport';
import { operations } from './operations';
import { type CaseResult, runCases } from './runCases';
import { sweep, sweepRun } from './sweep';

export interface LiveOptions extends BenchOptions {
  /** Only operations whose path, method or client function contains this. */
  readonly only?: string | undefined;
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof signals;

/**
 * Runs the suite against a server and puts back what it changed, also when it fails or is told to stop.
 * @returns the exit code: 0, 1 where something failed or was left behind, 128 and the signal's number when stopped
 */
export async function runLive(options: LiveOptions, print: (text: string) => void): Promise<number> {
  const bench = await Bench.open(options);
  let stopped: Signal | undefined;
  const stop = (signal: Signal) => {
    if (stopped !== undefined) {
      print('It is stopping already, and still putting back what was changed.');
      return;
    }
    stopped = signal;
    print(`${signal}: stopping, and putting back what was changed …`);
    // What was sent is waited for, so that it is known what there is to put back.
    bench.wire.shut();
  };
  for (const signal of Object.keys(signals) as Signal[]) {
    process.on(signal, stop);
  }
  try {
    print(introduction(bench));
    const results = await runCases(
      bench,
      allCases.filter(({ operation }) => isWanted(operation, options.only)),
      (result) => progress(result, print),
      () => stopped !== undefined,
    );
    // A signal may have come after the last case.
    bench.wire.open();
    const swept = await sweepRun(bench);
    // What carries a name of this run is found by it if it is still there.
    const left = [
      ...results.flatMap((result) => result.left).filter((what) => !what.includes(bench.prefix)),
      ...swept,
    ];
    print(summary(results));
    print(
      left.length === 0
        ? '\nNothing is left of what it made.'
        : `\nLeft behind:\n${left.map((what) => `  ${what}`).join('\n')}`,
    );
    const failed = left.length > 0 || results.some(({ outcome }) => outcome.kind === 'failed');
    return stopped === undefined ? (failed ? 1 : 0) : signals[stopped];
  } finally {
    bench.dispose();
  }
}

/** Removes what earlier runs left that could not clean up, as when they were killed. @returns the exit code */
export async function removeLeftovers(client: WaldurClient, print: (text: string) => void): Promise<number> {
  const left = await sweep(client, commonPrefix);
  print(left.length === 0 ? 'Nothing is left of earlier runs.' : `Left behind:\n  ${left.join('\n  ')}`);
  return left.length === 0 ? 0 : 1;
}

function isWanted(operation: keyof typeof operations, only: string | undefined): boolean {
  const { method, path, functions } = operations[operation];
  return only === undefined || [`${method} ${path}`, ...functions].some((text) => text.includes(only));
}

function progress({ case: one, outcome, left }: CaseResult, print: (text: string) => void): void {
  const title = `${titleOf(one.operation)}: it ${one.title}`;
  if (outcome.kind === 'failed') {
    print(`FAILED  ${title}`);
  }
  left.forEach((what) => print(`NOT PUT BACK AT ONCE  ${title}: ${what}`));
}
