export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface HttpRequest {
  readonly method: HttpMethod;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names are lower-case; a header sent more than once is joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded: a gzip body arrives here as plain bytes. */
  readonly body: Uint8Array;
}

/**
 * One exchange with a server. It never follows redirects, never retries, keeps no cookies, and throws nothing
 * but HttpFailure; any status is an answer.
 */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Closes every connection; requests under way fail. */
  dispose(): void;
}

export interface HttpLimits {
  /** Milliseconds until a connection must stand. */
  readonly connectMs: number;
  /** Milliseconds until the whole answer must have arrived. */
  readonly totalMs: number;
  /** Largest body taken, in bytes after decoding. */
  readonly bodyBytes: number;
}

export const defaultLimits: HttpLimits = {
  connectMs: 10_000,
  totalMs: 60_000,
  bodyBytes: 64 * 1024 * 1024,
};

export type HttpFailureKind = 'network' | 'proxy' | 'tls' | 'timeout' | 'tooLarge' | 'aborted';

/**
 * Why there was no answer. `code` is the system's or undici's own, such as ECONNREFUSED; where a proxy refused, it is
 * the status and the message what the proxy said.
 */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';

  constructor(
    readonly kind: HttpFailureKind,
    message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}
