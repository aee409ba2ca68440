import { type Problem, WaldurError } from '../waldur/errors';

/** What ended a call: a problem of the server or the way to it, or an error that is none of the client's. */
export type Failure =
  | Problem
  /** Plain data of what was thrown; its stack is for the log. */
  | { readonly kind: 'thrown'; readonly name: string; readonly message: string };

export function failureOf(error: unknown): Failure {
  if (error instanceof WaldurError) {
    return error.problem;
  }
  return error instanceof Error
    ? { kind: 'thrown', name: error.name, message: error.message }
    : { kind: 'thrown', name: '', message: String(error) };
}

/** Whether a write that failed so is known not to have been carried out. */
export function isRefusal(error: unknown): boolean {
  return error instanceof WaldurError && !mayHaveBeenDone(error.problem);
}

/** Whether the server may have carried out a write that failed so; what was thrown may be so over its answer. */
export function mayHaveBeenDone(problem: Failure): boolean {
  switch (problem.kind) {
    case 'network':
    case 'timeout':
    case 'cancelled':
    case 'tooLarge':
    case 'server':
    case 'unexpected':
    case 'thrown':
      return true;
    case 'notWaldur':
      // A gateway that refuses does not let it through; a page after success may stand in for the true answer.
      return problem.status < 400;
    case 'tls':
    case 'proxy':
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

/** So many failures on the way, without an answer of the server's between them, and it counts as gone. */
export const patienceOnTheWay = 4;

/** Whether a call failed on its way, or something on the way answered it: all others may fare alike. */
export function isOnTheWay(problem: Failure): boolean {
  return problem.kind === 'server'
    ? problem.status >= 502 && problem.status <= 504
    : ['network', 'timeout', 'tls', 'proxy', 'notWaldur', 'redirect'].includes(problem.kind);
}
