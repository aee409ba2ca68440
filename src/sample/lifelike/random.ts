import { createHash } from 'node:crypto';

/** A repeatable source of choices: the same seed gives the same choices (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given likelihood, 0 to 1. */
  chance(likelihood: number): boolean {
    return this.next() < likelihood;
  }

  /** One of the items, which must not be empty. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) {
      throw new RangeError('There is nothing to pick from.');
    }
    return item;
  }

  /** Up to `count` different items, in the order of the draw. */
  draw<T>(items: readonly T[], count: number): T[] {
    const rest = [...items];
    const drawn: T[] = [];
    while (drawn.length < count && rest.length > 0) {
      drawn.push(...rest.splice(Math.floor(this.next() * rest.length), 1));
    }
    return drawn;
  }
}

/** The uuid (32 hex, version 4 by its look) of the row that a kind and a key name: the same every time. */
export function uuidOf(kind: string, key: string | number): string {
  const hex = createHash('sha1').update(`${kind}/${key}`).digest('hex');
  return `${hex.slice(0, 12)}4${hex.slice(13, 16)}${'89ab'.charAt(parseInt(hex.charAt(16), 16) % 4)}${hex.slice(17, 32)}`;
}

/** The session token (40 hex) of an account: the same every time. */
export function tokenOf(username: string): string {
  return createHash('sha1').update(`sample token of ${username}`).digest('hex');
}
