import assert from 'node:assert/strict';
import { type Problem, type ProblemKind, WaldurError } from '../../../src/waldur/errors';
import type { Bench } from './bench';
import type { Need } from './needs';
import type { OperationName } from './operations';

/** One thing that holds for every Waldur server, told by asking it. It puts back what it changed. */
export interface ContractCase {
  readonly operation: OperationName;
  /** Follows "it": "counts without rows". */
  readonly title: string;
  /** What the caller and the server have to be or have, all of it. */
  readonly needs: readonly Need[];
  /** Nothing is sent, so the server's age does not matter. */
  readonly local?: true;
  readonly run: (bench: Bench) => Promise<unknown>;
}

type Run = ContractCase['run'];

/** Cases of one operation, as `[title, needs, run]`. */
export function casesOf(
  operation: OperationName,
  ...rows: readonly (readonly [title: string, needs: readonly Need[], run: Run])[]
): readonly ContractCase[] {
  return rows.map(([title, needs, run]) => ({ operation, title, needs, run }));
}

/** A case about input that is refused before anything is sent. */
export function refusedCase(
  operation: OperationName,
  title: string,
  calls: (bench: Bench) => readonly (() => Promise<unknown>)[],
): ContractCase {
  return {
    operation,
    title,
    needs: [],
    local: true,
    run: async (bench) => {
      const before = bench.wire.sent.length;
      for (const call of calls(bench)) {
        await problem('refused', call());
      }
      assert.equal(bench.wire.sent.length, before, 'something was sent');
    },
  };
}

type ProblemOf<K extends ProblemKind> = Extract<Problem, { readonly kind: K }>;

/**
 * The problem a call ends with, which has to be of one of these kinds.
 * @throws what the call threw where the server lacks the operation or the run was interrupted: that is not the case's.
 */
export async function problem<K extends ProblemKind>(
  kinds: K | readonly K[],
  call: Promise<unknown>,
): Promise<ProblemOf<K>> {
  const wanted: readonly ProblemKind[] = typeof kinds === 'string' ? [kinds] : kinds;
  try {
    await call;
  } catch (error) {
    if (!(error instanceof WaldurError)) {
      throw error;
    }
    const found = error.problem;
    if (wanted.includes(found.kind)) {
      return found as ProblemOf<K>;
    }
    throw found.kind === 'tooOld' || found.kind === 'cancelled'
      ? error
      : new assert.AssertionError({
          message: `${wanted.join(' or ')} was due, but it was: ${error.message}`,
          actual: found,
          expected: wanted,
        });
  }
  throw new assert.AssertionError({ message: `${wanted.join(' or ')} was due, but the server did it` });
}

/** The server's words, all of them, for a look at what they say. */
export function words(found: Problem): string {
  if (found.kind === 'invalid') {
    return [...found.messages, ...Object.values(found.fields).flat()].join(' ');
  }
  return 'detail' in found ? found.detail : '';
}

/** A 400 whose complaint is about exactly these fields. */
export async function complains(call: Promise<unknown>, ...fields: readonly string[]): Promise<string> {
  const found = await problem('invalid', call);
  assert.deepEqual(Object.keys(found.fields).toSorted(), fields.toSorted(), words(found));
  return words(found);
}
