import { type ErrorBody, readErrorBody } from './errorBody';
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
/** As much of a page is looked at. */
const longestPage = 20_000;
/** Seconds; who asks for more than a day does not mean it. */
const longestRetryAfter = 86_400;

/**
 * Turns an answer other than 2xx into the problem it stands for. Gateways, proxies and sign-in pages of a network
 * answer with the same statuses: what is not in Waldur's own form tells nothing about a token, a permission or an object.
 */
export function problemOf(response: HttpResponse, operation: Operation, base: URL, now: number): Problem {
  const { status, headers } = response;
  const error = readErrorBody(response.body, headers['content-type']);
  const { messages, fields } = error;
  const words = [...messages, ...Object.values(fields).flat()].join(' ').slice(0, longestDetail);
  const detail = words === '' ? {} : { detail: words };
  if (status >= 300 && status < 400) {
    return { kind: 'redirect', status, ...target(headers.location, base) };
  }
  const isOwn = isWaldurs(response, error);
  const foreign = { kind: 'notWaldur', status, what: 'not in the form of Waldur' } as const;
  switch (status) {
    case 400:
      return isOwn || error.isJson ? { kind: 'invalid', status, messages, fields } : foreign;
    case 401:
      return isOwn && asksForToken(headers['www-authenticate'])
        ? { kind: 'unauthorized', status, reason: reasonOf(words), ...detail }
        : foreign;
    case 403:
      return isOwn ? { kind: 'forbidden', status, ...detail } : foreign;
    case 404:
      return isOwn
        ? { kind: 'notFound', status, ...detail }
        : isDjangosNotFound(response)
          ? lacking(status, operation)
          : foreign;
    case 405:
      return isOwn ? lacking(status, operation) : foreign;
    case 407:
      return { kind: 'proxy', status, ...detail };
    case 409:
      return isOwn ? { kind: 'conflict', status, ...detail } : foreign;
    case 429:
      return { kind: 'throttled', status, ...detail, ...askedToWait(response, now) };
    // A request may be too large for whatever is on the way.
    case 413:
    case 414:
      return { kind: 'unexpected', status, ...detail };
    // A network that wants its own sign-in first.
    case 511:
      return foreign;
    default:
      return status >= 500
        ? { kind: 'server', status, ...detail, ...askedToWait(response, now) }
        : isOwn
          ? { kind: 'unexpected', status, ...detail }
          : foreign;
  }
}

/** Waldur's own errors are JSON with a `detail` or bare texts; some, and all answers to HEAD, have no body. */
function isWaldurs({ headers, body }: HttpResponse, error: ErrorBody): boolean {
  return body.length === 0 ? isDjangos(headers) : error.isJson && error.messages.length > 0;
}

/** Waldur's Django says with all its answers that they vary by language and session. */
function isDjangos(headers: HttpResponse['headers']): boolean {
  const vary = headers.vary?.toLowerCase() ?? '';
  return vary.includes('accept-language') && vary.includes('cookie');
}

/** The page for an address that a server does not have, in production and in debug mode; its words are never translated. */
function isDjangosNotFound({ headers, body }: HttpResponse): boolean {
  return (
    isDjangos(headers) ||
    /The requested resource was not found on this server|Using the URLconf defined in/.test(
      new TextDecoder().decode(body.subarray(0, longestPage)),
    )
  );
}

/** Whether a 401 asks for what we have to give. Sign-in with a password is refused without naming a scheme. */
function asksForToken(schemes: string | undefined): boolean {
  return schemes === undefined || /(^|,)\s*(token|bearer)\b(?!\s*=)/i.test(schemes.replace(/"[^"]*"/g, ''));
}

function askedToWait(response: HttpResponse, now: number): { retryAfter?: number } {
  const asked = retryAfterSeconds(response, now);
  return asked === undefined || asked > longestRetryAfter ? {} : { retryAfter: asked };
}

/** A route that a server does not have. */
function lacking(status: number, operation: Operation): Problem {
  if (operation.core === true) {
    return { kind: 'notWaldur', status, what: 'it has none of the addresses of a Waldur server' };
  }
  const since = operation.since === undefined ? {} : { since: operation.since };
  return { kind: 'tooOld', status, operation: operation.name, ...since };
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
