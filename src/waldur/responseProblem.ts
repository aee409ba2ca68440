import { readErrorBody } from './errorBody';
import type { Problem, UnauthorizedReason } from './errors';
import type { HttpResponse } from './http/transport';
import { retryAfterSeconds } from './retry';

/** What the caller was trying to do, to tell a missing operation from a missing object. */
export interface Operation {
  /** Follows "this server cannot": "list compliance details". */
  readonly name: string;
  /** First server version that has it, where known. */
  readonly since?: string;
  /** Every Waldur has it: where it is missing, this is no Waldur. */
  readonly core?: boolean;
}

const longestDetail = 2000;
/** Seconds; who asks for more than a day does not mean it. */
const longestRetryAfter = 86_400;

/** Turns an answer other than 2xx into the problem it stands for. */
export function problemOf(response: HttpResponse, operation: Operation, base: URL, now: number): Problem {
  const { status, headers } = response;
  const contentType = headers['content-type'];
  const { messages, fields } = readErrorBody(response.body, contentType);
  const words = [...messages, ...Object.values(fields).flat()].join(' ').slice(0, longestDetail);
  const detail = words === '' ? {} : { detail: words };
  if (status >= 300 && status < 400) {
    return { kind: 'redirect', status, ...target(headers.location, base) };
  }
  switch (status) {
    case 400:
      return { kind: 'invalid', status, messages, fields };
    case 401:
      return { kind: 'unauthorized', status, reason: reasonOf(words), ...detail };
    case 403:
      return { kind: 'forbidden', status, ...detail };
    case 404:
      return isJson(contentType) ? { kind: 'notFound', status, ...detail } : lacking(status, operation);
    case 405:
      return lacking(status, operation);
    case 409:
      return { kind: 'conflict', status, ...detail };
    case 429:
      return { kind: 'throttled', status, ...detail, ...askedToWait(response, now) };
    default:
      return status >= 500
        ? { kind: 'server', status, ...detail, ...askedToWait(response, now) }
        : { kind: 'unexpected', status, ...detail };
  }
}

function askedToWait(response: HttpResponse, now: number): { retryAfter?: number } {
  const asked = retryAfterSeconds(response, now);
  return asked === undefined || asked > longestRetryAfter ? {} : { retryAfter: asked };
}

/** Waldur's own 404 is JSON; a route it does not have answers HTML. */
function lacking(status: number, operation: Operation): Problem {
  if (operation.core === true) {
    return { kind: 'notWaldur', status, what: 'it has none of the addresses of a Waldur server' };
  }
  const since = operation.since === undefined ? {} : { since: operation.since };
  return { kind: 'tooOld', status, operation: operation.name, ...since };
}

export function isJson(contentType: string | undefined): boolean {
  return /^application\/([a-z.-]+\+)?json\b/i.test(contentType ?? '');
}

/** These words are the server's own and come untranslated or not at all; otherwise the reason stays open. */
function reasonOf(words: string): UnauthorizedReason {
  if (/has expired/i.test(words)) {
    return 'expired';
  }
  if (/inactive or deleted|account is disabled/i.test(words)) {
    return 'inactive';
  }
  if (/credentials were not provided/i.test(words)) {
    return 'missing';
  }
  return /invalid token|invalid jwt/i.test(words) ? 'invalid' : 'other';
}

/** Another server that a redirect leads to, by its origin only: the rest of the address may carry anything. */
function target(location: string | undefined, base: URL): { location?: string } {
  if (location === undefined || !URL.canParse(location, base.href)) {
    return {};
  }
  const { protocol, origin } = new URL(location, base);
  return /^https?:$/.test(protocol) && origin !== base.origin ? { location: origin } : {};
}
