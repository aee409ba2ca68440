import { WaldurError } from '../../../src/waldur/errors';
import type { Bench } from './bench';
import { type ContractCase } from './contractCase';
import { Unmet } from './unmet';
import { lacks } from './needs';
import { operations } from './operations';
import { sweepRun } from './sweep';

/** How a case ended. */
export type Outcome =
  | { readonly kind: 'passed' }
  /** The server lacks the operation, and said so in the way the client understands. */
  | { readonly kind: 'tooOld'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: Error }
  /** The run was stopped before it was told. */
  | { readonly kind: 'stopped' };

export interface CaseResult {
  readonly case: ContractCase;
  readonly outcome: Outcome;
  /** What the case could not put back, in words. */
  readonly left: readonly string[];
}

/** Runs cases one after the other, puts back after each what it changed, and stops when `stopping` says so. */
export async function runCases(
  bench: Bench,
  cases: readonly ContractCase[],
  report: (result: CaseResult) => void = () => undefined,
  stopping: () => boolean = () => false,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const one of cases) {
    const outcome: Outcome = stopping() ? { kind: 'stopped' } : await tried(bench, one, stopping);
    // Whatever stopped the case must not keep its traces from being removed.
    bench.wire.open();
    const left = await bench.undo.unwind();
    // Where an answer was lost, what it was about may exist all the same, and would confuse the cases to come.
    if (outcome.kind === 'failed') {
      await sweepRun(bench);
    }
    const result = { case: one, outcome, left };
    results.push(result);
    report(result);
  }
  return results;
}

async function tried(bench: Bench, one: ContractCase, stopping: () => boolean): Promise<Outcome> {
  const reason = one.needs.map((need) => lacks(need, bench.facts)).find((lack) => lack !== undefined);
  if (reason !== undefined) {
    return { kind: 'skipped', reason };
  }
  const withheld = bench.wire.withheld;
  try {
    await one.run(bench);
    return { kind: 'passed' };
  } catch (thrown) {
    if (stopping()) {
      return { kind: 'stopped' };
    }
    if (bench.wire.withheld > withheld) {
      return {
        kind: 'skipped',
        reason: 'it makes projects or grants roles, of which the server keeps a record for good: --leave',
      };
    }
    if (thrown instanceof Unmet) {
      return { kind: 'skipped', reason: thrown.message };
    }
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const missing =
      error instanceof WaldurError && error.problem.kind === 'tooOld' ? error.problem : undefined;
    // Only operations known to have come later may be missing.
    const { since } = operations[one.operation];
    return missing !== undefined && since !== undefined
      ? { kind: 'tooOld', reason: `this server cannot ${missing.operation} (since ${since})` }
      : { kind: 'failed', error };
  }
}
