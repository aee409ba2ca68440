import { type Problem, WaldurError } from '../waldur/errors';

/** What else is thrown comes from asking for a token: then nobody is signed in. */
export function problemOf(error: unknown): Problem {
  return error instanceof WaldurError
    ? error.problem
    : {
        kind: 'unauthorized',
        status: 401,
        reason: 'other',
        ...(error instanceof Error ? { detail: error.message } : {}),
      };
}

/** Whether a write that failed so is known not to have been carried out. */
export function isRefusal(error: unknown): boolean {
  return error instanceof WaldurError && !mayHaveBeenDone(error.problem);
}

/** Whether the server may have carried out a write that failed so. */
export function mayHaveBeenDone(problem: Problem): boolean {
  switch (problem.kind) {
    case 'network':
    case 'timeout':
    case 'cancelled':
    case 'tooLarge':
    case 'server':
    case 'unexpected':
      return true;
    case 'notWaldur':
      // A gateway that refuses does not let it through; a page after success may stand in for the true answer.
      return problem.status < 400;
    case 'tls':
    case 'redirect':
    case 'unauthorized':
    case 'forbidden':
    case 'notFound':
    case 'tooOld':
    case 'invalid':
    case 'conflict':
    case 'throttled':
    case 'refused':
      return false;
  }
}
