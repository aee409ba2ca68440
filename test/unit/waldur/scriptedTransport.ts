import type { HttpRequest, HttpResponse, HttpTransport } from '../../../src/waldur/http/transport';
import { WaldurClient, type ClientOptions } from '../../../src/waldur/client';

export type Answer = HttpResponse | Error;

/** Answers from a function, and remembers what was asked. */
export class ScriptedTransport implements HttpTransport {
  readonly requests: HttpRequest[] = [];
  disposed = false;

  constructor(private readonly answer: (request: HttpRequest, index: number) => Answer | Promise<Answer>) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const answer = await this.answer(request, this.requests.length - 1);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  }

  dispose(): void {
    this.disposed = true;
  }

  /** The request sent last. */
  get last(): HttpRequest {
    const request = this.requests.at(-1);
    if (request === undefined) {
      throw new Error('Nothing was sent.');
    }
    return request;
  }
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: new TextEncoder().encode(JSON.stringify(value)),
  };
}

export function raw(text: string, status = 200, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: new TextEncoder().encode(text) };
}

export function html(text: string, status: number): HttpResponse {
  return raw(text, status, { 'content-type': 'text/html; charset=utf-8' });
}

/** What Waldur says to an address that it does not have. */
export function noSuchRoute(): HttpResponse {
  return html('<h1>Not Found</h1><p>The requested resource was not found on this server.</p>', 404);
}

/** An answer of Waldur that says nothing but its status. */
export function empty(status: number): HttpResponse {
  return raw('', status, { 'content-language': 'en', vary: 'Accept-Language, Cookie' });
}

/** A client on a script, which never waits. */
export function clientOn(
  answer: (request: HttpRequest, index: number) => Answer | Promise<Answer>,
  options: Partial<ClientOptions> = {},
): { client: WaldurClient; transport: ScriptedTransport } {
  const transport = new ScriptedTransport(answer);
  const client = new WaldurClient({
    baseUrl: 'https://waldur.test/',
    transport,
    token: () => Promise.resolve('0123456789abcdef'),
    userAgent: 'test/1',
    wait: () => Promise.resolve(),
    random: () => 0,
    ...options,
  });
  return { client, transport };
}
