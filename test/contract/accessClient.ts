import type { SampleServer } from '../../src/sample/server';
import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';

/** A client of the sample server, signed in as that account; waits between retries are cut short. */
export function signedIn(server: SampleServer, username: string): WaldurClient {
  return new WaldurClient({
    baseUrl: server.url,
    transport: createFetchTransport(),
    token: () => Promise.resolve(server.tokens[username]),
    userAgent: 'test/1',
    wait: () => Promise.resolve(),
    random: () => 0,
  });
}

export type Asked = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ readonly status: number; readonly ok: boolean; readonly body: unknown }>;

/** Requests as that account, without a client that would be clever about them. */
export function asking(server: SampleServer, username: string): Asked {
  return async (method, path, body) => {
    const response = await fetch(new URL(path, server.url), {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Token ${server.tokens[username] ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    let parsed: unknown = text;
    try {
      parsed = text === '' ? null : JSON.parse(text);
    } catch {
      // An HTML page stays text.
    }
    return { status: response.status, ok: response.ok, body: parsed };
  };
}
