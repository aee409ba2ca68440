import type { HttpMethod } from './http/transport';

/** What was asked: never carries a token. */
export interface RequestLine {
  readonly method: HttpMethod;
  /** Path and query, cut at 500 characters. */
  readonly path: string;
}

/** Field names as the server gave them, each with its messages. An item of a list body is named by its index. */
export type FieldMessages = Readonly<Record<string, readonly string[]>>;

/** Why input was refused: what a person may cause has a code of its own, `parameter` is a mistake in a program. */
export type RefusalCode =
  | 'address'
  | 'scheme'
  | 'credentials'
  | 'plainHttp'
  | 'leavesServer'
  | 'tooLong'
  | 'nullCharacter'
  | 'emptyImage'
  | 'imageFile'
  | 'parameter';

export type UnauthorizedReason = 'expired' | 'invalid' | 'inactive' | 'missing' | 'other';

/** Everything that can go wrong with a call. `detail` and `messages` are the server's own words. */
export type Problem =
  /** No answer: refused, reset, cut off, unknown host. */
  | { readonly kind: 'network'; readonly code?: string; readonly cause: string }
  /** The proxy on the way did not let the request through. `detail` is what it said. */
  | { readonly kind: 'proxy'; readonly status: number; readonly detail?: string }
  /** The server's certificate, or the proxy's, was not accepted, or what answered does not speak TLS. */
  | { readonly kind: 'tls'; readonly code: string; readonly cause: string }
  | { readonly kind: 'timeout'; readonly phase: 'connect' | 'response' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'tooLarge' }
  /** The server sent us elsewhere, where the token must not go. `location` is the origin of another server. */
  | { readonly kind: 'redirect'; readonly status: number; readonly location?: string }
  /** A gateway, a proxy or a sign-in page answered instead, or it is another server: not in the form of Waldur. */
  | { readonly kind: 'notWaldur'; readonly status: number; readonly what: string }
  | {
      readonly kind: 'unauthorized';
      readonly status: 401;
      readonly reason: UnauthorizedReason;
      readonly detail?: string;
    }
  | { readonly kind: 'forbidden'; readonly status: 403; readonly detail?: string }
  /** Missing, or invisible to this user: Waldur does not tell the two apart. */
  | { readonly kind: 'notFound'; readonly status: 404; readonly detail?: string }
  /** The server has no such operation. `since` is the version that brought it, where known. */
  | { readonly kind: 'tooOld'; readonly status: number; readonly operation: string; readonly since?: string }
  | {
      readonly kind: 'invalid';
      readonly status: 400;
      /** What concerns no single field. */
      readonly messages: readonly string[];
      readonly fields: FieldMessages;
    }
  | { readonly kind: 'conflict'; readonly status: 409; readonly detail?: string }
  /** `retryAfter` in seconds. */
  | {
      readonly kind: 'throttled';
      readonly status: 429;
      readonly retryAfter?: number;
      readonly detail?: string;
    }
  /** `retryAfter` in seconds. */
  | {
      readonly kind: 'server';
      readonly status: number;
      readonly retryAfter?: number;
      readonly detail?: string;
    }
  /** Bad input, refused before anything was sent. */
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly kind: 'unexpected'; readonly status: number; readonly detail?: string };

export type ProblemKind = Problem['kind'];

/** The only error the client throws, save what the caller's own `token` and `onUnauthorized` throw. */
export class WaldurError extends Error {
  override readonly name = 'WaldurError';

  /** @param request absent when the input was refused before there was a request. */
  constructor(
    readonly problem: Problem,
    readonly request?: RequestLine,
  ) {
    super(describe(problem, request));
  }
}

/**
 * Throws the `refused` problem: input that the server would misread.
 * @param message English, for the log
 */
export function refuse(code: RefusalCode, message: string): never {
  throw new WaldurError({ kind: 'refused', code, message });
}

/** Whether an error only says that the caller gave up. */
export function isCancelled(error: unknown): boolean {
  return error instanceof WaldurError && error.problem.kind === 'cancelled';
}

/** Whether what was asked for is missing, or not to be seen. */
export function isNotFound(error: unknown): boolean {
  return error instanceof WaldurError && error.problem.kind === 'notFound';
}

/** Whether the caller may not do what was asked for. */
export function isForbidden(error: unknown): boolean {
  return error instanceof WaldurError && error.problem.kind === 'forbidden';
}

/** Whether the server does not know what was asked for, as it came with a later version. */
export function isTooOld(error: unknown): boolean {
  return error instanceof WaldurError && error.problem.kind === 'tooOld';
}

const longestMessage = 1000;

/**
 * English and terse, for logs, whatever a server sends: one line, and cut between words, so that no half of a
 * credential is left that would not be told for one. What a person reads is made elsewhere.
 */
function describe(problem: Problem, request: RequestLine | undefined): string {
  const where = request === undefined ? '' : `${request.method} ${request.path}: `;
  const line = where + sentence(problem).replace(/[\s\p{Cc}]+/gu, ' ');
  return line.length <= longestMessage ? line : line.slice(0, longestMessage).replace(/\S*$/, '…');
}

function sentence(problem: Problem): string {
  switch (problem.kind) {
    case 'network':
    case 'tls':
      return [problem.kind, problem.code, problem.cause].filter((part) => part !== undefined).join(' ');
    case 'proxy':
      return ['the proxy answered', `${problem.status}`, problem.detail]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'timeout':
      return problem.phase === 'connect' ? 'no connection in time' : 'no complete answer in time';
    case 'cancelled':
      return 'cancelled';
    case 'tooLarge':
      return 'the answer is too large';
    case 'redirect':
      return `redirect ${problem.status} refused`;
    case 'notWaldur':
      return `${problem.status}, but ${problem.what}`;
    case 'tooOld':
      return `${problem.status}, this server cannot ${problem.operation}`;
    case 'invalid':
      return [`${problem.status} invalid`, ...problem.messages, ...Object.keys(problem.fields)].join(', ');
    case 'refused':
      return problem.message;
    case 'unauthorized':
    case 'forbidden':
    case 'notFound':
    case 'conflict':
    case 'throttled':
    case 'server':
    case 'unexpected':
      return [`${problem.status}`, problem.detail].filter((part) => part !== undefined).join(' ');
  }
}

/** Undefined where it is missing, or not for these eyes. */
export async function orNone<T>(
  reading: Promise<T>,
  hidden: readonly Problem['kind'][] = ['notFound', 'refused'],
): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof WaldurError && hidden.includes(error.problem.kind)) {
      return undefined;
    }
    throw error;
  }
}
