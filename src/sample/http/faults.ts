import type { IncomingMessage, ServerResponse } from 'node:http';

export type Fault =
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection is reset before any answer. */
  | { readonly kind: 'reset' }
  /** The true answer, cut after so many bytes of the body. */
  | { readonly kind: 'truncate'; readonly after: number }
  /** It is done, and the connection is reset before any answer. */
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** 200, or another success, with this body and without doing anything. */
  | { readonly kind: 'body'; readonly body: string; readonly contentType?: string; readonly status?: number }
  /** Bytes that are no HTTP at all. */
  | { readonly kind: 'garbage' }
  /** The true answer, so many bytes at a time. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number };

export interface FaultRule {
  /** Any method where it is left out. */
  readonly method?: string;
  /** Found anywhere in path and query; a string must be contained. */
  readonly path: RegExp | string;
  /** How many requests it hits before it is used up; left out: all. */
  readonly times?: number;
  readonly fault: Fault;
}

/** The faults dialled in by tests; the oldest rule that matches a request is the one that hits it. */
export class Faults {
  #rules: { rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): { remove(): void } {
    const entry = { rule, left: rule.times ?? Infinity };
    this.#rules.push(entry);
    return {
      remove: () => {
        this.#rules = this.#rules.filter((other) => other !== entry);
      },
    };
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault for a request, and one time fewer left of its rule. */
  take(method: string, path: string): Fault | undefined {
    const hit = this.#rules.find(
      ({ rule, left }) =>
        left > 0 &&
        (rule.method === undefined || rule.method === method) &&
        (typeof rule.path === 'string' ? path.includes(rule.path) : path.search(rule.path) >= 0),
    );
    if (hit) {
      hit.left--;
      if (hit.left === 0) {
        this.#rules = this.#rules.filter((other) => other !== hit);
      }
    }
    return hit?.rule.fault;
  }
}

/** Holds back what is written to a response and hands it over when it ends. */
function intercept(response: ServerResponse, deliver: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const collect = (chunk: unknown): void => {
    if (typeof chunk === 'string') {
      chunks.push(Buffer.from(chunk));
    } else if (chunk instanceof Uint8Array) {
      chunks.push(Buffer.from(chunk));
    }
  };
  response.write = (chunk: unknown) => {
    collect(chunk);
    return true;
  };
  response.end = (chunk?: unknown) => {
    collect(chunk);
    // From here on the ordinary methods of the response again.
    Reflect.deleteProperty(response, 'write');
    Reflect.deleteProperty(response, 'end');
    deliver(Buffer.concat(chunks));
    return response;
  };
}

/**
 * Lets a fault happen to an exchange.
 * @param proceed answers the request as if nothing were wrong
 * @returns a number: the status the caller of the API got instead of the server's own; 0: none
 */
export function applyFault(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  proceed: () => void,
  timers: Set<NodeJS.Timeout>,
): number | undefined {
  const later = (ms: number, action: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, ms);
    timers.add(timer);
  };
  switch (fault.kind) {
    case 'delay':
      later(fault.ms, proceed);
      return undefined;
    case 'reset':
      request.socket.resetAndDestroy();
      return 0;
    case 'garbage':
      request.socket.end('\u0000\u0001 this is no HTTP \u0002\r\n\r\n');
      return 0;
    case 'status':
      request.resume();
      response.writeHead(fault.status, { 'content-type': 'text/html; charset=utf-8', ...fault.headers });
      response.end(fault.body ?? '');
      return fault.status;
    case 'body':
      request.resume();
      response.writeHead(fault.status ?? 200, { 'content-type': fault.contentType ?? 'application/json' });
      response.end(fault.body);
      return fault.status ?? 200;
    case 'truncate':
      intercept(response, (body) => {
        response.write(body.subarray(0, fault.after), () => request.socket.destroy());
      });
      proceed();
      return undefined;
    case 'lost':
      intercept(response, () => request.socket.resetAndDestroy());
      proceed();
      return 0;
    case 'drip':
      intercept(response, (body) => {
        const drip = (at: number): void => {
          if (at >= body.length) {
            response.end();
            return;
          }
          response.write(body.subarray(at, at + fault.bytes));
          later(fault.everyMs, () => drip(at + fault.bytes));
        };
        drip(0);
      });
      proceed();
      return undefined;
  }
}
