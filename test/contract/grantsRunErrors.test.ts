import assert from 'node:assert/strict';
import type { GrantScope } from '../../src/grants/roleTask';
import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';
import { benchForEach } from './benchForEach';
import { assertReported, outcomes, postsOf, readerPlan } from './grantsRuns';
import { type Bench, runPlan, staffName } from './grantsWorld';

describe('a run that meets an error which is no answer of the server', () => {
  let bench: Bench;
  let scope: GrantScope;
  benchForEach((opened) => {
    bench = opened;
    scope = bench.organisation('vattern');
  });

  /** Breaks over an answer as a mistake in the code would, once it is told to. */
  function breakingOn(method: 'POST'): WaldurClient {
    const transport = createFetchTransport();
    let times = 1;
    return new WaldurClient({
      baseUrl: bench.server.url,
      transport,
      token: () => Promise.resolve(bench.server.tokens[staffName]),
      userAgent: 'test/1',
      log: {
        debug: (line) => {
          if (line.startsWith(method) && times-- > 0) {
            throw new TypeError('x is not a function');
          }
        },
        warn: () => undefined,
      },
      wait: () => Promise.resolve(),
    });
  }

  it('tells it as unknown, logs it, and stops', async () => {
    const unexpected: unknown[] = [];
    const plan = await readerPlan(bench, scope, 12);
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.reject(new TypeError('x is not a function')),
      userAgent: 'test/1',
      wait: () => Promise.resolve(),
    });
    const result = await runPlan(client, plan, { onUnexpected: (error) => unexpected.push(error) });
    client.dispose();
    const words = outcomes(result);
    assert.deepEqual([...new Set(words)].toSorted(), ['failed thrown', 'notRun unexpected']);
    assert.ok(words.filter((word) => word === 'failed thrown').length <= 4, 'no more than were under way');
    assert.ok(unexpected.every((error) => error instanceof TypeError) && unexpected.length > 0);
    const [first] = result.results;
    assert.deepEqual(
      first?.outcome.kind === 'failed' ? first.outcome.problem : undefined,
      { kind: 'thrown', name: 'TypeError', message: 'x is not a function' },
      'and not as a sign-in that ended',
    );
    assert.deepEqual(postsOf(bench), []);
  });

  it('looks what became of a write over whose answer it was thrown', async () => {
    const plan = await readerPlan(bench, scope, 1);
    const client = breakingOn('POST');
    const result = await runPlan(client, plan);
    client.dispose();
    assert.deepEqual(outcomes(result), ['done found']);
    assertReported(bench, scope, result);
  });
});
