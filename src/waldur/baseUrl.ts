import { refuse } from './errors';

/** The longest request line a stock server takes is 4094 bytes. */
const longestUrl = 4000;

/**
 * The address of a server as requests are built from it: http or https, no credentials, query or fragment,
 * ending in a slash.
 */
export function parseBaseUrl(baseUrl: string): URL {
  if (!URL.canParse(baseUrl)) {
    return refuse('address', 'The server address is not a web address.');
  }
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('scheme', 'The server address must start with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('credentials', 'The server address must not contain a user name or password.');
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) {
    url.pathname += '/';
  }
  return url;
}

/** Whether a host is this machine itself, where plain http cannot be overheard. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/**
 * Whether an address is of this server: below its base address, without user name or password. A gateway may give
 * other paths of a host to others, and decode what is escaped before it looks, so what follows the base has to be as
 * plain as all addresses of the API are.
 */
export function isBelow(base: URL, url: URL): boolean {
  return (
    url.origin === base.origin &&
    url.username === '' &&
    url.password === '' &&
    url.pathname.startsWith(base.pathname) &&
    /^(?!\/)(?!.*\/\/)[\w./~-]*$/.test(url.pathname.slice(base.pathname.length))
  );
}

/** Adds a path of the API and a query to the base; nothing but the base decides where a request goes. */
export function requestUrl(base: URL, path: string, query: readonly (readonly [string, string])[]): URL {
  const url = new URL(path, base);
  if (!isBelow(base, url)) {
    return refuse('leavesServer', 'The request leads out of the address of the server.');
  }
  if (query.length > 0) {
    // At once: the address is read anew with each parameter appended to it.
    url.search = new URLSearchParams(
      query.map(([name, value]): [string, string] => [name, value]),
    ).toString();
  }
  if (url.pathname.length + url.search.length > longestUrl) {
    return refuse('tooLong', 'The request is too long for the server.');
  }
  return url;
}
