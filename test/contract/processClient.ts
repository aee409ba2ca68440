import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';

/** The client of a window that is a process of its own; it waits for nothing before it tries again. */
export function processClient(baseUrl: string, token: string): WaldurClient {
  return new WaldurClient({
    baseUrl,
    transport: createFetchTransport(),
    token: () => Promise.resolve(token),
    userAgent: 'test/1',
    wait: () => Promise.resolve(),
  });
}
