import { BodyParts } from './bodyParts';
import { withDeadline } from './deadline';
import {
  defaultLimits,
  type HttpLimits,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from './transport';

/**
 * A transport on the host's own `fetch`, which knows proxies that only a PAC script or the operating system can
 * name. It has no time limit of its own for connecting: the limit for the whole request covers that.
 */
export function createFetchTransport(
  options: { readonly fetch?: typeof globalThis.fetch; readonly limits?: Partial<HttpLimits> } = {},
): HttpTransport {
  const limits = { ...defaultLimits, ...options.limits };
  const disposed = new AbortController();
  // Looked up at each request: the host replaces the global one after extensions are loaded.
  const send = (...request: Parameters<typeof globalThis.fetch>) =>
    (options.fetch ?? globalThis.fetch)(...request);
  return {
    send: (request: HttpRequest): Promise<HttpResponse> =>
      withDeadline(limits.totalMs, [request.signal, disposed.signal], async (signal) => {
        const response = await send(request.url, {
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
          redirect: 'manual',
          credentials: 'omit',
          signal,
        });
        return {
          // A host that hides redirects says 0.
          status: response.type === 'opaqueredirect' ? 302 : response.status,
          headers: Object.fromEntries(response.headers),
          body: await collect(response.body, limits.bodyBytes),
        };
      }),
    dispose: () => disposed.abort(),
  };
}

async function collect(stream: AsyncIterable<Uint8Array> | null, bodyBytes: number): Promise<Uint8Array> {
  const parts = new BodyParts(bodyBytes);
  for await (const part of stream ?? []) {
    parts.add(part);
  }
  return parts.whole();
}
