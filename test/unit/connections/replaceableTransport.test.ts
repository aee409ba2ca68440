import { Deferred } from './deferred';
import assert from 'node:assert/strict';
import { ReplaceableTransport } from '../../../src/connections/replaceableTransport';
import type { HttpResponse, HttpTransport } from '../../../src/waldur/http/transport';

const request = { method: 'GET', url: new URL('https://waldur.example/'), headers: {} } as const;
const response: HttpResponse = { status: 200, headers: {}, body: new Uint8Array() };

class Inner implements HttpTransport {
  disposed = 0;
  readonly answer = new Deferred<HttpResponse>();
  send(): Promise<HttpResponse> {
    return this.answer.promise;
  }
  dispose(): void {
    this.disposed++;
  }
}

describe('ReplaceableTransport', () => {
  it('makes nothing before the first request', () => {
    const transport = new ReplaceableTransport(() => {
      throw new Error('too early');
    });
    transport.replace();
    transport.dispose();
  });

  it('finishes what is under way on the old one and closes that after the last', async () => {
    const made: Inner[] = [];
    const transport = new ReplaceableTransport(() => {
      const inner = new Inner();
      made.push(inner);
      return inner;
    });
    const before = [transport.send(request), transport.send(request)];
    transport.replace();
    const after = transport.send(request);
    assert.equal(made.length, 2);
    assert.equal(made[0]?.disposed, 0);
    made[0].answer.resolve(response);
    await Promise.all(before);
    assert.equal(made[0].disposed, 1);
    made[1]?.answer.resolve(response);
    await after;
    assert.equal(made[1]?.disposed, 0);
    transport.replace();
    assert.equal(made[1].disposed, 1);
  });

  it('is disposed once', async () => {
    let told = 0;
    const inner = new Inner();
    const transport = new ReplaceableTransport(
      () => inner,
      () => told++,
    );
    inner.answer.resolve(response);
    await transport.send(request);
    transport.dispose();
    transport.dispose();
    assert.equal(inner.disposed, 1);
    assert.equal(told, 1);
  });
});
