import { isLoopback } from '../waldur/baseUrl';

export type ServerUrlProblem = 'empty' | 'invalid' | 'scheme' | 'credentials';

/** What a person typed or pasted as the server's address. */
export type ServerUrl =
  /** Base addresses to try in this order, each ending in '/'. All are of one host; never empty. */
  | { readonly kind: 'ok'; readonly candidates: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: ServerUrlProblem };

/** First segments of HomePort's pages: what comes before them is the prefix it is served under. */
const homePortPages = new Set(
  `administration admin call-management calls events invitation invitations keys login login_completed logout
   marketplace marketplace-category marketplace-offering marketplace-provider oauth_login_completed offerings
   organization organizations privacy profile projects proposals provider providers public-calls public-offerings
   reporting resource-details resources reviews saml2 service-provider support tos user user-management user_email_change
   users`.split(/\s+/),
);
const apiRoots = new Set(['api', 'api-auth', 'health-check']);
const mostCandidates = 4;
/** What a copy out of a sentence, a chat or a terminal leaves around an address. */
const wrapping = /^[\s"'`<(\u200b-\u200f\u2060\ufeff]+|[\s"'`>),;\u200b-\u200f\u2060\ufeff]+$/g;

/**
 * Reads a server's address forgivingly: with or without https, with `/api` and what follows, or of a HomePort page.
 * Query and fragment are dropped. Without a scheme it is https, save on this machine, where http comes first.
 */
export function parseServerUrl(typed: string): ServerUrl {
  const text = typed.replace(wrapping, '');
  if (text === '') {
    return { kind: 'problem', problem: 'empty' };
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase() ?? /^(https?):/i.exec(text)?.[1];
  if (scheme !== undefined && !/^https?$/i.test(scheme)) {
    return { kind: 'problem', problem: 'scheme' };
  }
  const rest = text.replace(/^(https?:)?[\\/]*/i, '');
  const url = toUrl(
    `${scheme ?? 'https'}://${/^[0-9a-f]*:[0-9a-f:]+$/i.test(rest) && isIpv6(rest) ? `[${rest}]` : rest}`,
  );
  if (url === undefined) {
    return { kind: 'problem', problem: 'invalid' };
  }
  if (url.username !== '' || url.password !== '') {
    return { kind: 'problem', problem: 'credentials' };
  }
  const origins =
    scheme === undefined && isLoopback(url.hostname)
      ? [`http://${url.host}`, `https://${url.host}`]
      : [url.origin];
  const candidates = prefixes(url.pathname).flatMap((prefix) => origins.map((origin) => origin + prefix));
  return { kind: 'ok', candidates: candidates.slice(0, mostCandidates) };
}

/** Whether a token sent there could be overheard, so that the person has to agree first. */
export function needsConsent(baseUrl: string): boolean {
  const url = new URL(baseUrl);
  return url.protocol === 'http:' && !isLoopback(url.hostname);
}

function toUrl(text: string): URL | undefined {
  if (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  const host = url.hostname.replace(/\.+$/, '');
  if (host === '' || host.includes('..') || !/^(\[[0-9a-f:.]+\]|[\w.-]+)$/i.test(host)) {
    return undefined;
  }
  url.hostname = host;
  return url;
}

function isIpv6(text: string): boolean {
  return text.split(':').length > 2 && URL.canParse(`http://[${text}]/`);
}

/** Paths under which the API may be, the likeliest first: each starts and ends in '/'. */
function prefixes(path: string): readonly string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  const end = segments.findIndex((segment) => apiRoots.has(segment.toLowerCase()));
  const page = segments.findIndex((segment) => homePortPages.has(segment.toLowerCase()));
  const base = segments.slice(0, end >= 0 ? end : page >= 0 ? page : undefined);
  const lengths =
    base.length < mostCandidates ? base.map((_, index) => base.length - index) : [base.length, 1];
  return [...lengths.map((length) => `/${base.slice(0, length).join('/')}/`), '/'];
}
