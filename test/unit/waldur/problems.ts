import assert from 'node:assert/strict';
import { WaldurError, type Problem, type ProblemKind } from '../../../src/waldur/errors';

/** The problem a call fails with; fails itself when the call succeeds or throws something else. */
export async function problemOfCall(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof WaldurError, `not a WaldurError: ${String(error)}`);
    return error.problem;
  }
  return assert.fail('The call succeeded.');
}

export async function assertProblem<K extends ProblemKind>(
  call: Promise<unknown>,
  kind: K,
): Promise<Extract<Problem, { kind: K }>> {
  const problem = await problemOfCall(call);
  assert.equal(problem.kind, kind, JSON.stringify(problem));
  return problem as Extract<Problem, { kind: K }>;
}
