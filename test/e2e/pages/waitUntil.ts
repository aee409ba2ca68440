import { setTimeout as wait } from 'node:timers/promises';

const everyMs = 50;
export const defaultTimeoutMs = 15_000;

/**
 * Asks again and again until `read` gives something that `holds`, and returns that.
 * @throws Error with `what` was waited for and what was there instead
 */
export async function waitUntil<T>(
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMs = defaultTimeoutMs,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (holds(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Waited ${timeoutMs / 1000} s for ${what}. There was: ${JSON.stringify(value, undefined, 1)}`,
      );
    }
    await wait(everyMs);
  }
}
