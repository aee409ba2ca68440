import assert from 'node:assert/strict';
import type { WaldurClient } from '../../../src/waldur/client';
import { WaldurError } from '../../../src/waldur/errors';
import type { HttpResponse } from '../../../src/waldur/http/transport';
import { type PageSample, errorSamples, objectSamples, pageSamples, type Sample } from './samples';
import { clientOn } from './scriptedTransport';

const rounds = 100_000;

/** Mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Container = Record<string, unknown> | unknown[];

/** Every object and array inside a value, itself included. */
function containersIn(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = value as Container;
  return [own, ...Object.values(own).flatMap(containersIn)];
}

function valueAt(row: unknown, key: string): unknown {
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? Reflect.get(row, key) : undefined;
}

class Mutator {
  constructor(private readonly random: () => number) {}

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    assert.ok(item !== undefined);
    return item;
  }

  /** The text of a body with one to three things changed. */
  mutate(body: unknown): string {
    const root = { body: structuredClone(body) };
    for (let changes = 1 + Math.floor(this.random() * 3); changes > 0; changes--) {
      this.change(root);
    }
    const text = root.body === undefined ? '' : JSON.stringify(root.body);
    return this.random() < 0.03 ? this.damage(text) : text;
  }

  private change(root: Container): void {
    const containers = containersIn(root).filter((found) => Object.keys(found).length > 0);
    if (containers.length === 0) {
      return;
    }
    const container = this.pick(containers);
    const key = this.pick(Object.keys(container));
    switch (this.pick(['drop', 'null', 'retype', 'enlarge', 'add'] as const)) {
      case 'drop':
        if (Array.isArray(container)) {
          container.splice(Number(key), 1);
        } else {
          Reflect.deleteProperty(container, key);
        }
        break;
      case 'null':
        Reflect.set(container, key, null);
        break;
      case 'retype':
        Reflect.set(
          container,
          key,
          this.pick<unknown>([true, 0, -1.5, 1e300, '', 'x', [], {}, [[]], ['x'], { a: 1 }]),
        );
        break;
      case 'enlarge':
        Reflect.set(container, key, this.enlarge(Reflect.get(container, key)));
        break;
      case 'add':
        Reflect.set(
          container,
          this.pick(['invented', 'uuid', 'toString', '0', 'name']),
          this.pick<unknown>([null, 'x', {}]),
        );
        break;
    }
  }

  private enlarge(value: unknown): unknown {
    if (Array.isArray(value)) {
      return Array.from({ length: 20 }, () => value as unknown[]).flat();
    }
    if (typeof value === 'string') {
      return value.repeat(1 + Math.floor(this.random() * 50));
    }
    if (typeof value === 'number') {
      return value * 1e18;
    }
    let deep = value;
    for (let depth = 0; depth < 40; depth++) {
      deep = this.random() < 0.5 ? [deep] : { deep };
    }
    return deep;
  }

  private damage(text: string): string {
    const at = Math.floor(this.random() * text.length);
    return this.pick([
      () => text.slice(0, at),
      () => `${text.slice(0, at)}\u0000${text.slice(at)}`,
      () => `<html><h1>${text.slice(0, at)}</h1></html>`,
      () => `${text}${text}`,
    ])();
  }
}

describe('Mutated bodies', () => {
  let answer: HttpResponse;
  const { client } = clientOn(() => answer);
  const encoder = new TextEncoder();

  const respond = (text: string, status: number) => {
    answer = { status, headers: { 'content-type': 'application/json' }, body: encoder.encode(text) };
  };

  const attempt = async <T>(name: string, text: string, read: (on: WaldurClient) => Promise<T>) => {
    try {
      return await read(client);
    } catch (error) {
      assert.ok(error instanceof WaldurError, `${name} threw ${String(error)} at ${text}`);
      assert.notEqual(error.problem.kind, 'refused');
      assert.notEqual(error.message, '');
      return undefined;
    }
  };

  const checkPage = async (sample: PageSample, text: string) => {
    const page = await attempt(sample.name, text, sample.read);
    if (page !== undefined) {
      const body: unknown = JSON.parse(text);
      const rows = sample.rowsOf === undefined ? body : sample.rowsOf(body);
      // Of more than a page can have, the rest is left.
      const sent: unknown[] = Array.isArray(rows) ? rows.slice(0, 300) : [];
      const readable = sent.filter((row) =>
        sample.keys.every((key) => typeof valueAt(row, key) === 'string'),
      );
      assert.equal(page.rows.length, readable.length, `${sample.name} lost a row of ${text}`);
      assert.equal(page.rows.length + page.dropped, sent.length, `${sample.name} did not count ${text}`);
    }
  };

  const checkObject = async (sample: Sample, text: string) => {
    const found = await attempt(sample.name, text, sample.read);
    assert.ok(found === undefined || found !== null);
  };

  it('are all read as they stand', async () => {
    for (const sample of pageSamples) {
      const text = JSON.stringify(sample.body);
      respond(text, 200);
      const page = await sample.read(client);
      assert.ok(page.rows.length > 0 && page.dropped === 0, sample.name);
    }
    for (const sample of objectSamples) {
      respond(JSON.stringify(sample.body), 200);
      await sample.read(client);
    }
  });

  it(`raise nothing but a WaldurError, and lose no row uncounted, ${rounds} times`, async () => {
    const random = randomFrom(20_261_123);
    const mutator = new Mutator(random);
    for (let round = 0; round < rounds; round++) {
      const kind = random();
      if (kind < 0.5) {
        const sample = mutator.pick(pageSamples);
        const text = mutator.mutate(sample.body);
        respond(text, 200);
        await checkPage(sample, text);
      } else if (kind < 0.8) {
        const sample = mutator.pick(objectSamples);
        const text = mutator.mutate(sample.body);
        respond(text, 200);
        await checkObject(sample, text);
      } else {
        const [status, body] = mutator.pick(errorSamples);
        const sample = mutator.pick(objectSamples);
        const text = mutator.mutate(body);
        respond(text, status);
        assert.equal(await attempt(sample.name, text, sample.read), undefined);
      }
    }
  });
});
