import {
  HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from '../../../src/waldur/http/transport';

/** A request as it went out, without its token. */
export interface Sent {
  readonly method: string;
  /** `/api/customers/{uuid}/` */
  readonly path: string;
  readonly query: readonly string[];
  /** Names of the fields of a JSON body, or of a form's one part. */
  readonly body: readonly string[];
}

/**
 * Requests after which the server keeps something for good: a deleted project stays as a removed one, and a revoked role
 * as a record, also when its organisation is deleted.
 */
const keptForGood = [/^\/api\/projects\/$/, /\/add_user\/$/];

/** A transport that remembers what it sent, and that can be shut for what has not been sent yet. */
export class Wire implements HttpTransport {
  readonly sent: Sent[] = [];
  /** How many requests were not sent because the server would keep a record of them. */
  withheld = 0;
  #shut = false;

  constructor(
    private readonly inner: HttpTransport,
    private readonly base: URL,
    /** Whether requests after which the server keeps something may be sent. */
    private readonly mayLeave: boolean,
  ) {}

  /** What is under way ends as it would: a write that was sent is known to be done or not. */
  shut(): void {
    this.#shut = true;
  }

  open(): void {
    this.#shut = false;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    if (this.#shut) {
      throw new HttpFailure('aborted', 'The run was stopped.');
    }
    const { method, url } = request;
    const path = `/${url.pathname.slice(this.base.pathname.length).replace(/\b[0-9a-f]{32}\b/g, '{uuid}')}`;
    // Without a token nothing is done.
    const isDone = method === 'POST' && 'authorization' in request.headers;
    if (!this.mayLeave && isDone && keptForGood.some((pattern) => pattern.test(path))) {
      this.withheld++;
      throw new HttpFailure('aborted', 'The server would keep a record of this for good.');
    }
    this.sent.push({
      method,
      path,
      query: [...url.searchParams.keys()],
      body: bodyKeys(request),
    });
    return this.inner.send(request);
  }

  dispose(): void {
    this.inner.dispose();
  }
}

function bodyKeys({ headers, body }: HttpRequest): readonly string[] {
  if (body === undefined) {
    return [];
  }
  if (typeof body !== 'string') {
    const name = /name="(\w+)"/.exec(Buffer.from(body.subarray(0, 400)).toString('latin1'))?.[1];
    return name === undefined ? [] : [name];
  }
  if (headers['content-type'] !== 'application/json') {
    return [];
  }
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null ? Object.keys(parsed) : [];
}
