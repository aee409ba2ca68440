import { setTimeout as wait } from 'node:timers/promises';

const everyMs = 50;
const defaultTimeoutMs = 60_000;

/**
 * Asks again and again until `read` gives something that `holds`, and returns that.
 * @throws Error with `what` was waited for and what was there instead
 */
export async function waitUntil<T, U extends T>(
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => value is U,
  timeoutMs?: number,
): Promise<U>;
export async function waitUntil<T>(
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMs?: number,
): Promise<T>;
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
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}. There was: ${describe(value)}`);
    }
    await wait(everyMs);
  }
}

/** Short enough to read: of rows only what a person would call them. */
function describe(value: unknown): string {
  const text = Array.isArray(value)
    ? value
        .map((item: unknown) =>
          isRow(item)
            ? `${'  '.repeat(item.level ?? 0)}${item.label} | ${item.description}`
            : JSON.stringify(item),
        )
        .join('\n')
    : JSON.stringify(value ?? 'nothing');
  return text.length > 3_000 ? `${text.slice(0, 3_000)} …` : text;
}

function isRow(value: unknown): value is { label: string; description: string; level?: number } {
  return typeof value === 'object' && value !== null && 'label' in value && 'description' in value;
}
