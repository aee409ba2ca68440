import type { Readable } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { BodyParts } from './bodyParts';
import { openTunnel } from './tunnel';
import { withDeadline } from './deadline';
import { toHttpFailure } from './failure';
import type { Proxy, ProxyResolver } from './proxy';
import {
  defaultLimits,
  HttpFailure,
  type HttpLimits,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from './transport';

export interface UndiciOptions {
  /** Asked for each request. */
  readonly proxy?: ProxyResolver;
  /** PEM texts to trust instead of Node's own list; asked once, before the first connection. */
  readonly certificates?: () => readonly string[] | undefined;
  /** `http.proxyStrictSSL`: false accepts any certificate, as the host's own requests then do. */
  readonly strictSsl?: boolean;
  readonly limits?: Partial<HttpLimits>;
}

/** As many as the client sends at once. */
const connections = 4;

/**
 * A transport on undici: keeps connections alive where the server grants it, goes through the proxy the resolver
 * names (https by CONNECT, http by asking the proxy for the whole address). undici is loaded with the first
 * request, by its sub-modules, and leaves the process-wide dispatcher alone.
 */
export function createUndiciTransport(options: UndiciOptions = {}): HttpTransport {
  const limits = { ...defaultLimits, ...options.limits };
  const disposed = new AbortController();
  let pool: Promise<DispatcherPool> | undefined;
  return {
    send: (request: HttpRequest): Promise<HttpResponse> =>
      withDeadline(limits.totalMs, [request.signal, disposed.signal], async (signal) => {
        pool ??= loadPool(options, limits);
        return exchange(await pool, request, signal, limits);
      }),
    dispose: () => {
      disposed.abort();
      void pool?.then((loaded) => loaded.destroy());
    },
  };
}

interface DispatcherPool {
  request(options: Dispatcher.RequestOptions, target: URL): Promise<Dispatcher.ResponseData>;
  destroy(): void;
}

async function loadPool(options: UndiciOptions, limits: HttpLimits): Promise<DispatcherPool> {
  const { Agent, connect, Pool, ProxyAgent, request } = await import('./undiciModules');
  const certificates = options.certificates?.();
  const tls = {
    timeout: limits.connectMs,
    rejectUnauthorized: options.strictSsl ?? true,
    // Parsed once: a list of authorities takes longer to read than a connection to make.
    ...(certificates === undefined ? {} : { secureContext: createSecureContext({ ca: [...certificates] }) }),
  };
  // The whole request has its own limit.
  const common = { connections, headersTimeout: 0, bodyTimeout: 0 };
  const dispatchers = new Map<string, Dispatcher>();
  const dispatcherFor = (proxy: Proxy | undefined): Dispatcher => {
    const key = proxy === undefined ? '' : `${proxy.url.href} ${proxy.authorization ?? ''}`;
    const known = dispatchers.get(key);
    const dispatcher =
      known ??
      (proxy === undefined
        ? new Agent({ ...common, connect: tls })
        : new ProxyAgent({
            ...common,
            uri: proxy.url.href,
            ...(proxy.authorization === undefined ? {} : { token: proxy.authorization }),
            proxyTunnel: false,
            requestTls: tls,
            proxyTls: tls,
            // Only the package's index gives dispatchers the method by which a tunnel is asked for.
            clientFactory: (origin, poolOptions) => {
              const proxyPool = new Pool(origin, poolOptions);
              return Object.assign(proxyPool, {
                connect: (tunnel: Dispatcher.ConnectOptions) =>
                  openTunnel((asked) => connect.call(proxyPool, asked), tunnel, limits.connectMs),
              });
            },
          }));
    dispatchers.set(key, dispatcher);
    return dispatcher;
  };
  return {
    request: (requestOptions, target) => request.call(dispatcherFor(options.proxy?.(target)), requestOptions),
    destroy: () => {
      for (const dispatcher of dispatchers.values()) {
        void dispatcher.destroy();
      }
    },
  };
}

async function exchange(
  pool: DispatcherPool,
  request: HttpRequest,
  signal: AbortSignal,
  limits: HttpLimits,
): Promise<HttpResponse> {
  const { method, url, body } = request;
  const response = await pool.request(
    {
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { ...request.headers, 'accept-encoding': 'gzip' },
      body: body ?? null,
      signal,
    },
    url,
  );
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  const sent = await collect(response.body, limits.bodyBytes);
  const zipped = sent.length > 0 && /\bgzip\b/i.test(headers['content-encoding'] ?? '');
  return { status: response.statusCode, headers, body: zipped ? await unzip(sent, limits.bodyBytes) : sent };
}

/** By events, which is faster than iterating. */
function collect(stream: Readable, bodyBytes: number): Promise<Uint8Array> {
  const parts = new BodyParts(bodyBytes);
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('end', () => resolve(parts.whole()));
    stream.on('data', (part: Uint8Array) => {
      try {
        parts.add(part);
      } catch (error) {
        stream.destroy();
        reject(toHttpFailure(error));
      }
    });
  });
}

async function unzip(body: Uint8Array, bodyBytes: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(body, { maxOutputLength: bodyBytes });
  } catch (error) {
    const large = error instanceof RangeError;
    throw new HttpFailure(
      large ? 'tooLarge' : 'network',
      large ? 'The answer is too large.' : 'The answer is damaged.',
    );
  }
}
