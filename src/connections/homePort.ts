import { isLoopback } from '../waldur/baseUrl';

/** What Waldur is shipped with, which means: not configured. */
const notConfigured = 'example.com';
const tokenPage = 'profile/api-key/';

/** HomePort's address as the server gives it, if it is one a browser may be sent to; ends in '/'. */
export function homePortUrl(configured: string | null | undefined): string | undefined {
  if (configured === undefined || configured === null || !URL.canParse(configured)) {
    return undefined;
  }
  const url = new URL(configured);
  if (!isSafeToOpen(url) || url.hostname === notConfigured) {
    return undefined;
  }
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}

/** The page of HomePort that shows a person's token; undefined where a browser must not be sent. */
export function tokenPageUrl(baseUrl: string, homePort: string | undefined): string | undefined {
  const url = new URL(tokenPage, homePort ?? new URL(baseUrl).origin);
  return isSafeToOpen(url) ? url.href : undefined;
}

/** Only https, or this machine: an address of a server is its word, not ours. */
export function isSafeToOpen(url: URL): boolean {
  return (
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
  );
}
