import type { HttpMethod, HttpResponse } from './http/transport';

/** How often a read is repeated after its first try. */
export const mostRetries = 3;

const baseMs = 300;
const mostWaitMs = 30_000;
const retriedStatuses = new Set([429, 502, 503, 504]);

/** Only reads are repeated: a write may have arrived although its answer did not. */
export function mayRepeat(method: HttpMethod): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Whether the answer may be another one soon: not where the server asks to stay away for longer than 30 s. */
export function isPassing(response: HttpResponse, now: number): boolean {
  return retriedStatuses.has(response.status) && (retryAfterSeconds(response, now) ?? 0) * 1000 <= mostWaitMs;
}

/**
 * Milliseconds to wait before the next try: what the server asked for, else a doubling time of which up to half is
 * random, so that clients do not come back together.
 * @param attempt 0 before the first repetition
 * @param random from 0 to 1
 */
export function waitBefore(
  attempt: number,
  response: HttpResponse | undefined,
  random: number,
  now: number,
): number {
  const asked = response === undefined ? undefined : retryAfterSeconds(response, now);
  if (asked !== undefined) {
    return asked * 1000;
  }
  return baseMs * 2 ** attempt * (0.5 + random / 2);
}

/** `Retry-After` in seconds, given as seconds or as a date. Undefined when absent or unreadable. */
export function retryAfterSeconds(response: HttpResponse, now: number): number | undefined {
  const value = response.headers['retry-after']?.trim();
  if (value === undefined || value === '') {
    return undefined;
  }
  if (/^\d+$/.test(value)) {
    return Number(value);
  }
  // Dates of HTTP begin with the day of the week. Without it `parse` would take all sorts of numbers for years.
  const date = /^[a-z]/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Resolves after `ms`, or as soon as the signal is aborted; whoever waits looks at the signal then. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    if (signal?.aborted === true) {
      finish();
    } else {
      signal?.addEventListener('abort', finish);
    }
  });
}
