import { anySignal } from './anySignal';
import { isBelow, isLoopback, parseBaseUrl, requestUrl } from './baseUrl';
import { refuse, type RequestLine, WaldurError } from './errors';
import { failureProblem } from './failureProblem';
import type { HttpMethod, HttpRequest, HttpResponse, HttpTransport } from './http/transport';
import type { QueryPairs } from './params';
import { Prefetched } from './prefetched';
import { type Lane, RequestQueue } from './requestQueue';
import { problemOf, type Operation } from './responseProblem';
import { isPassing, mayRepeat, mostRetries, wait, waitBefore } from './retry';
import { isPersonal, schemeOf } from './tokenScheme';
import { cancelled, unlessAborted } from './unlessAborted';

export interface ClientLog {
  debug(message: string): void;
  warn(message: string): void;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Ends waiting for a new token only, with what refused the old one: a request that has left goes on. */
  readonly giveUp?: AbortSignal | undefined;
  /** Urgent when left out. */
  readonly lane?: Lane | undefined;
  /** Waited for before the request takes its place in the queue: someone has to look at what it is for. */
  readonly when?: (() => Promise<void>) | undefined;
}

export interface ClientOptions {
  /** 'https://host/' or 'https://host/prefix/', without 'api/'. */
  readonly baseUrl: string;
  readonly transport: HttpTransport;
  /** Asked for each request; left out for a client that signs nothing. */
  readonly token?: () => Promise<string | undefined>;
  /**
   * Called when Waldur itself refuses the token, once at a time for all callers. True: each refused request is
   * sent once more with what `token` gives then. False: they fail.
   */
  readonly onUnauthorized?: (error: WaldurError) => Promise<boolean>;
  /** Called once, when the server first gives more rows than a page was to have. */
  readonly onPageSizeIgnored?: () => void;
  readonly userAgent: string;
  /** As in Accept-Language. */
  readonly language?: string;
  readonly log?: ClientLog;
  /** Plain http elsewhere than on this machine: only after the person agreed to it. */
  readonly allowPlainHttp?: boolean;
  /** False: a server that is busy or not available is told of at once, because someone waits at the keyboard. */
  readonly waitsOutFaults?: boolean;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface ApiCall extends Operation {
  readonly method: HttpMethod;
  /** Relative to the base: 'api/customers/'. */
  readonly path: string;
  readonly query?: QueryPairs;
  readonly body?: RequestBody;
  /** Sent without a token, and a 401 is the caller's own business. */
  readonly anonymous?: boolean;
}

/** A read of a list. */
export type ListCall = Omit<ApiCall, 'method' | 'body'>;

interface RequestBody {
  readonly contentType: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** A call on its way. */
interface Sending {
  readonly call: ApiCall;
  readonly url: URL;
  readonly line: RequestLine;
  readonly lane: Lane;
  readonly signal: AbortSignal;
}

/** What a stock server has workers for; it queues the rest. */
const mostAtOnce = 4;
const mostRedirects = 3;
const longestLoggedPath = 500;

/**
 * One user's (or no one's) view of one Waldur server. Requests are built from the base address only; reads are
 * repeated when the network or a proxy fails, writes never; nothing is cached.
 */
export class WaldurClient {
  /** Always ends in '/'. */
  readonly baseUrl: string;
  readonly #base: URL;
  readonly #options: ClientOptions;
  readonly #queue = new RequestQueue(mostAtOnce);
  readonly #disposed = new AbortController();
  readonly #now: () => number;
  #renewal: Promise<boolean> | undefined;
  #prefetched: Prefetched | undefined;
  #personalToken = false;
  #isPageSizeIgnored = false;

  /** @throws WaldurError `refused` when the address is none. */
  constructor(options: ClientOptions) {
    this.#base = parseBaseUrl(options.baseUrl);
    this.baseUrl = this.#base.href;
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Whether the token sent last was a personal access token, which may allow less than its owner's roles do. */
  get personalToken(): boolean {
    return this.#personalToken;
  }

  /** Tells, once, that the server gave more rows than a page was to have. */
  heedIgnoredPageSize(): void {
    if (!this.#isPageSizeIgnored) {
      this.#isPageSizeIgnored = true;
      this.#options.log?.warn('The server gives more rows than a page was to have. They are left out.');
      this.#options.onPageSizeIgnored?.();
    }
  }

  /** Cancels what is under way and closes the transport. */
  dispose(): void {
    this.#disposed.abort();
    this.#options.transport.dispose();
  }

  /** The absolute address of an object, as writes name linked objects: `href('api/customers/…/')`. */
  href(path: string): string {
    return new URL(path, this.#base).href;
  }

  /**
   * Sends a read before whoever needs it is there: the next `send` of the same address gets its answer or its failure,
   * until a turn of the event loop after that has come. Resolves when it has.
   */
  async prefetch(call: ListCall): Promise<void> {
    const { href } = requestUrl(this.#base, call.path, call.query ?? []);
    const prefetched = new Prefetched(href, (signal) => this.send({ ...call, method: 'GET' }, { signal }));
    this.#prefetched = prefetched;
    await prefetched.settled;
    setImmediate(() => {
      if (this.#prefetched === prefetched) {
        this.#prefetched = undefined;
      }
    });
  }

  /**
   * One call, answered with 2xx.
   * @throws WaldurError for everything else, and whatever `token` or `onUnauthorized` throw.
   */
  async send(call: ApiCall, options: CallOptions = {}): Promise<HttpResponse> {
    const url = requestUrl(this.#base, call.path, call.query ?? []);
    if (url.protocol === 'http:' && this.#options.allowPlainHttp !== true && !isLoopback(url.hostname)) {
      return refuse('plainHttp', 'The server address is plain http, which nobody agreed to.');
    }
    const prefetched = this.#prefetched;
    if (call.method === 'GET' && prefetched?.href === url.href) {
      this.#prefetched = undefined;
      return prefetched.take(options.signal);
    }
    const line = lineOf(call.method, url);
    const stop = anySignal([this.#disposed.signal, options.signal]);
    try {
      const { lane = 'urgent', giveUp, when } = options;
      if (when !== undefined) {
        await unlessAborted(when(), stop.signal, line);
      }
      const response = await this.#authorised({ call, url, line, lane, signal: stop.signal }, giveUp);
      if (response.status < 200 || response.status >= 300) {
        throw this.#errorOf(response, call, line);
      }
      return response;
    } finally {
      stop.release();
    }
  }

  async #authorised(sending: Sending, giveUp: AbortSignal | undefined): Promise<HttpResponse> {
    const { call, line, signal } = sending;
    const askToken = this.#options.token;
    if (askToken === undefined || call.anonymous === true) {
      return this.#persist(sending, undefined);
    }
    // Whoever gives up goes at once, also where the token is waited for.
    const tokenNow = () => unlessAborted(askToken(), signal, line);
    const token = await tokenNow();
    const response = token === undefined ? undefined : await this.#persist(sending, token);
    if (response !== undefined && response.status !== 401) {
      return response;
    }
    const error =
      response === undefined
        ? new WaldurError({ kind: 'unauthorized', status: 401, reason: 'missing' }, line)
        : this.#errorOf(response, call, line);
    // Whatever stands between us and the server may refuse too: that says nothing about the token.
    if (error.problem.kind !== 'unauthorized') {
      throw error;
    }
    // Another caller may have renewed the token since this request left with the old one.
    const current = await tokenNow();
    if ((current === undefined || current === token) && !(await this.#renew(error, line, signal, giveUp))) {
      throw error;
    }
    const renewed = await tokenNow();
    if (renewed === undefined) {
      throw error;
    }
    return this.#persist(sending, renewed);
  }

  /** Asks for a new token, once for all who need one. */
  async #renew(
    error: WaldurError,
    line: RequestLine,
    signal: AbortSignal,
    giveUp: AbortSignal | undefined,
  ): Promise<boolean> {
    const { onUnauthorized } = this.#options;
    if (onUnauthorized === undefined) {
      return false;
    }
    this.#renewal ??= onUnauthorized(error).finally(() => (this.#renewal = undefined));
    const renewed = unlessAborted(this.#renewal, signal, line);
    return giveUp === undefined ? renewed : unlessAborted(renewed, giveUp, line, error);
  }

  /** Repeats reads that met a passing fault. */
  async #persist(sending: Sending, token: string | undefined): Promise<HttpResponse> {
    const { call, signal } = sending;
    const { wait: pause = wait, random = Math.random, waitsOutFaults = true } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= mostRetries || !mayRepeat(call.method);
      let response: HttpResponse | undefined;
      try {
        response = await this.#follow(sending, token);
      } catch (error) {
        if (last || !(error instanceof WaldurError) || error.problem.kind !== 'network') {
          throw error;
        }
      }
      if (response !== undefined && (last || !waitsOutFaults || !isPassing(response, this.#now()))) {
        return response;
      }
      await pause(waitBefore(attempt, response, random(), this.#now()), signal);
    }
  }

  /** Follows redirects of reads below the base address; all others are left to be refused. */
  async #follow(sending: Sending, token: string | undefined): Promise<HttpResponse> {
    const { call, url } = sending;
    let response = await this.#exchange(sending, token);
    for (let hops = 0; hops < mostRedirects && mayRepeat(call.method); hops++) {
      const location = response.headers.location;
      if (response.status < 300 || response.status >= 400 || location === undefined) {
        return response;
      }
      const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
      if (next === undefined || !isBelow(this.#base, next)) {
        return response;
      }
      response = await this.#exchange({ ...sending, url: next, line: lineOf(call.method, next) }, token);
    }
    return response;
  }

  async #exchange(sending: Sending, token: string | undefined): Promise<HttpResponse> {
    const { call, url, line, lane, signal } = sending;
    const { userAgent, language, transport, log } = this.#options;
    this.#personalToken = token === undefined ? this.#personalToken : isPersonal(token);
    const request: HttpRequest = {
      method: call.method,
      url,
      headers: {
        accept: 'application/json',
        'user-agent': userAgent,
        ...(language === undefined ? {} : { 'accept-language': language }),
        ...(token === undefined ? {} : { authorization: `${schemeOf(token)} ${token}` }),
        ...(call.body === undefined ? {} : { 'content-type': call.body.contentType }),
      },
      ...(call.body === undefined ? {} : { body: call.body.content }),
      signal,
    };
    let started = this.#now();
    const attempt = this.#queue.run(lane, signal, () => {
      started = this.#now();
      return transport.send(request);
    });
    try {
      const response = await unlessAborted(attempt, signal, line);
      log?.debug(`${line.method} ${line.path} ${response.status} ${this.#now() - started} ms`);
      return response;
    } catch (thrown) {
      const error = signal.aborted ? cancelled(line) : new WaldurError(failureProblem(thrown), line);
      log?.warn(`${error.message} ${this.#now() - started} ms`);
      throw error;
    }
  }

  #errorOf(response: HttpResponse, call: ApiCall, line: RequestLine): WaldurError {
    return new WaldurError(problemOf(response, call, this.#base, this.#now()), line);
  }
}

function lineOf(method: HttpMethod, url: URL): RequestLine {
  return { method, path: (url.pathname + url.search).slice(0, longestLoggedPath) };
}
