import assert from 'node:assert/strict';
import type { CallOptions } from '../../../src/waldur/client';
import { listCustomers } from '../../../src/waldur/customers';
import { readAllPages } from '../../../src/waldur/paging';
import { settled } from '../settled';
import { assertProblem } from './problems';
import { clientOn, json } from './scriptedTransport';

interface UnderWay {
  readonly name: string;
  readonly answer: (status?: number) => void;
}

/** A server that answers when the test says so. */
function slowServer() {
  /** Names, in the order in which their requests left. */
  const left: string[] = [];
  const underWay: UnderWay[] = [];
  const { client } = clientOn(({ url, signal }) => {
    const name = url.searchParams.get('name') ?? `page ${url.searchParams.get('page')}`;
    left.push(name);
    return new Promise((resolve, reject) => {
      const done = () => underWay.splice(underWay.indexOf(request), 1);
      const request = {
        name,
        answer: (status = 200) => {
          done();
          resolve(json([], status));
        },
      };
      signal?.addEventListener('abort', () => {
        done();
        reject(new Error('aborted'));
      });
      underWay.push(request);
    });
  });
  const ask = (name: string, options?: CallOptions) => listCustomers(client, { name }, options);
  return {
    client,
    left,
    ask,
    /** Asks for so many in a lane, which no one waits for. */
    sweep: (name: string, count: number, options?: CallOptions) => ({
      readings: Array.from({ length: count }, (_, index) => {
        const reading = ask(`${name} ${index + 1}`, options);
        reading.catch(() => undefined);
        return reading;
      }),
    }),
    underWay: () => underWay.map(({ name }) => name),
    /** Answers the request that left first, then waits for what follows. */
    answerOne: async (status?: number) => {
      underWay[0]?.answer(status);
      await settled();
    },
  };
}

const background = { lane: 'background' } as const;

describe('The two lanes of a client', () => {
  it('let a click be answered while a sweep in the background runs', async () => {
    const { ask, sweep, underWay, answerOne, left } = slowServer();
    sweep('read', 200, background);
    await settled();
    assert.deepEqual(underWay(), ['read 1', 'read 2']);
    const click = ask('click');
    await settled();
    assert.deepEqual(underWay(), ['read 1', 'read 2', 'click']);
    await answerOne();
    await answerOne();
    await answerOne();
    await click;
    assert.ok(left.length < 10, `${left.length} left before the click was answered`);
  });

  it('have at most two of the background under way, to the end of a sweep', async () => {
    const { sweep, underWay, answerOne, left } = slowServer();
    const { readings } = sweep('read', 200, background);
    await settled();
    let most = 0;
    while (underWay().length > 0) {
      most = Math.max(most, underWay().length);
      await answerOne();
    }
    await Promise.all(readings);
    assert.deepEqual([most, left.length], [2, 200]);
  });

  it('give a person all four, and the background none of them before all who wait', async () => {
    const { ask, sweep, underWay, answerOne } = slowServer();
    sweep('urgent', 4);
    sweep('read', 10, background);
    await settled();
    void ask('click');
    await settled();
    assert.deepEqual(underWay(), ['urgent 1', 'urgent 2', 'urgent 3', 'urgent 4']);
    await answerOne();
    assert.deepEqual(underWay(), ['urgent 2', 'urgent 3', 'urgent 4', 'click']);
    await answerOne();
    await answerOne();
    await answerOne();
    assert.deepEqual(underWay(), ['click', 'read 1', 'read 2']);
  });

  it('let the background have its turn however much is urgent', async () => {
    const { sweep, answerOne, left } = slowServer();
    sweep('urgent', 100);
    sweep('read', 3, background);
    await settled();
    for (let answers = 0; answers < 60; answers++) {
      await answerOne();
    }
    const afterFirstFour = left.slice(4);
    const places = ['read 1', 'read 2', 'read 3'].map((name) => afterFirstFour.indexOf(name));
    assert.deepEqual(places, [8, 17, 26]);
  });

  it('keep the order within each', async () => {
    const { ask, sweep, underWay, answerOne, left } = slowServer();
    for (let index = 1; index <= 20; index++) {
      sweep(`read ${index}:`, 1, background);
      sweep(`urgent ${index}:`, 1);
    }
    await settled();
    void ask('last');
    while (underWay().length > 0) {
      await answerOne();
    }
    const inTurn = (name: string) => Array.from({ length: 20 }, (_, index) => `${name} ${index + 1}: 1`);
    assert.deepEqual(
      left.filter((name) => name.startsWith('read')),
      inTurn('read'),
    );
    assert.deepEqual(
      left.filter((name) => !name.startsWith('read')),
      [...inTurn('urgent'), 'last'],
    );
  });

  it('send nothing that was cancelled while it waited, and hold up no one for it', async () => {
    const { ask, sweep, underWay, answerOne } = slowServer();
    sweep('urgent', 4);
    const stop = new AbortController();
    const cancelled = [
      ask('cancelled', { signal: stop.signal }),
      ask('cancelled in the background', { signal: stop.signal, ...background }),
    ];
    sweep('next', 1);
    sweep('read', 1, background);
    await settled();
    stop.abort();
    for (const reading of cancelled) {
      await assertProblem(reading, 'cancelled');
    }
    await answerOne();
    assert.deepEqual(underWay(), ['urgent 2', 'urgent 3', 'urgent 4', 'next 1']);
    await answerOne();
    assert.deepEqual(underWay(), ['urgent 3', 'urgent 4', 'next 1', 'read 1']);
  });

  it('are free at once when a sweep is given up', async () => {
    const { sweep, underWay, answerOne, left } = slowServer();
    const stop = new AbortController();
    const { readings } = sweep('given up', 200, { signal: stop.signal, ...background });
    await settled();
    sweep('urgent', 100);
    sweep('read', 2, background);
    await settled();
    stop.abort();
    for (const reading of readings) {
      await assertProblem(reading, 'cancelled');
    }
    await settled();
    for (let answers = 0; answers < 40; answers++) {
      await answerOne();
    }
    assert.deepEqual(
      left.filter((name) => name.startsWith('given up')),
      ['given up 1', 'given up 2'],
    );
    assert.ok(left.slice(0, 15).includes('read 1'), left.join());
    assert.ok(left.slice(0, 24).includes('read 2'), left.join());
    assert.equal(underWay().length, 4);
  });

  it('are for all pages of a list, and for what is sent again', async () => {
    const { client, underWay, answerOne, left } = slowServer();
    const pages = readAllPages((page, call) => listCustomers(client, { page }, call), {
      expectedPages: 6,
      ...background,
    });
    const first = pages.next();
    await settled();
    assert.deepEqual(underWay(), ['page 1', 'page 2']);
    await answerOne(503);
    while (underWay().length > 0) {
      assert.ok(underWay().length <= 2, underWay().join());
      await answerOne();
    }
    await first;
    assert.deepEqual(left.toSorted(), ['page 1', 'page 1', 'page 2', 'page 3', 'page 4', 'page 5', 'page 6']);
  });
});
