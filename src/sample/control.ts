import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { FaultRule } from './http/faults';
import type { SampleServer } from './server';

const faultRule = z.object({
  method: z.exactOptional(z.string()),
  /** A piece of path and query. */
  path: z._default(z.string(), ''),
  /** Instead of `path`: the source of a regular expression. */
  pattern: z.exactOptional(z.string()),
  times: z.exactOptional(z.number()),
  fault: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('delay'), ms: z.number() }),
    z.object({ kind: z.literal('reset') }),
    z.object({ kind: z.literal('truncate'), after: z.number() }),
    z.object({ kind: z.literal('lost') }),
    z.object({
      kind: z.literal('status'),
      status: z.number(),
      headers: z.exactOptional(z.record(z.string(), z.string())),
      body: z.exactOptional(z.string()),
    }),
    z.object({ kind: z.literal('body'), body: z.string(), contentType: z.exactOptional(z.string()) }),
    z.object({ kind: z.literal('garbage') }),
    z.object({ kind: z.literal('drip'), bytes: z.number(), everyMs: z.number() }),
  ]),
});
const account = z.object({ username: z.string() });

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** The request was wrong; the message says how. */
class ControlError extends Error {}

function read<T extends z.core.$ZodType>(schema: T, json: unknown): z.output<T> {
  const result = z.safeParse(schema, json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ControlError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`);
  }
  return result.data;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ControlError('The body is not JSON.');
  }
}

/**
 * Lets tests in another process steer a sample server over HTTP:
 *
 * - `GET /sample/requests` the request log, an array; `DELETE` empties it
 * - `POST /sample/faults` adds a fault rule; a regular expression goes into `pattern`. `DELETE` removes all
 * - `POST /sample/down` cuts every connection from now on, unanswered; `POST /sample/up` ends that
 * - `POST /sample/expire-token` `{"username"}`: the token answers 401 "Token has expired."; answers `{"token"}`, the next one
 *
 * Answers 204 where there is nothing to say, 400 and 404 with `{"detail"}`. None of it is logged as a request.
 */
export class Control {
  #server: SampleServer | undefined;
  #down = false;

  /** Hands over the server to steer, once it has started. */
  attach(server: SampleServer): void {
    this.#server = server;
  }

  /** @returns whether the request has been dealt with and the server must not answer it */
  readonly intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const server = this.#server;
    if (path.startsWith('/sample/') && server !== undefined) {
      void this.#answer(`${request.method ?? ''} ${path.slice('/sample/'.length)}`, request, server)
        .catch((error: unknown): Reply => {
          const detail = error instanceof Error ? error.message : 'unknown';
          return { status: error instanceof ControlError ? 400 : 500, body: { detail } };
        })
        .then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(body === undefined ? undefined : JSON.stringify(body));
        });
      return true;
    }
    if (this.#down) {
      request.socket.destroy();
    }
    return this.#down;
  };

  async #answer(action: string, request: IncomingMessage, server: SampleServer): Promise<Reply> {
    switch (action) {
      case 'GET requests':
        return { status: 200, body: server.requests.list() };
      case 'DELETE requests':
        server.requests.clear();
        return { status: 204 };
      case 'POST faults':
        server.faults.add(toRule(read(faultRule, await readJson(request))));
        return { status: 204 };
      case 'DELETE faults':
        server.faults.clear();
        return { status: 204 };
      case 'POST down':
        this.#down = true;
        return { status: 204 };
      case 'POST up':
        this.#down = false;
        return { status: 204 };
      case 'POST expire-token': {
        const { username } = read(account, await readJson(request));
        if (!(username in server.tokens)) {
          return { status: 404, body: { detail: `There is no account ${username}.` } };
        }
        return { status: 200, body: { token: server.expireToken(username) } };
      }
      default:
        return { status: 404, body: { detail: `There is no ${action}.` } };
    }
  }
}

function toRule({ pattern, ...rule }: z.output<typeof faultRule>): FaultRule {
  if (pattern === undefined) {
    return rule;
  }
  try {
    return { ...rule, path: new RegExp(pattern) };
  } catch {
    throw new ControlError('pattern: is no regular expression');
  }
}
