import { isLoopback } from '../waldur/baseUrl';
import { needsConsent } from './serverUrl';

/** What Waldur is shipped with, which means: not configured. */
const notConfigured = 'example.com';

/** The page of HomePort that shows a person's token. */
export const tokenPage = 'profile/api-key/';

/**
 * HomePort's address as the server gives it, if it is one a browser may be sent to; ends in '/'.
 * @param baseUrl of the server that gives it
 */
export function homePortUrl(configured: string | null | undefined, baseUrl: string): string | undefined {
  if (configured === undefined || configured === null || !URL.canParse(configured)) {
    return undefined;
  }
  const url = new URL(configured);
  if (!isSafeToOpen(url, baseUrl) || url.hostname === notConfigured) {
    return undefined;
  }
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}

/**
 * The address of a page of HomePort. Where the server does not say where HomePort is, it is where the API's path begins:
 * the usual server hands on only `/api/` of HomePort's address, and a page of HomePort that is given as the server's
 * address leads to the API below the same prefix.
 * @param path relative to HomePort's address
 */
export function homePortPage(
  server: { readonly baseUrl: string; readonly homePortUrl?: string | undefined },
  path: string,
): string {
  return new URL(path, server.homePortUrl ?? server.baseUrl).href;
}

/**
 * Only https, or this machine: an address of a server is its word, not ours. Plain http too where the person agreed to
 * it for the server, which is not talked to by it before.
 */
function isSafeToOpen(url: URL, baseUrl: string): boolean {
  return (
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' ||
      (url.protocol === 'http:' && (isLoopback(url.hostname) || needsConsent(baseUrl))))
  );
}
