import type { Resource } from '../tree/resource';

/** The address of a thing's page in HomePort, the web UI; undefined when it has none. */
export function homePortLink({ connection, homePortPath }: Resource): string | undefined {
  if (homePortPath === undefined) {
    return undefined;
  }
  const { homePortUrl, baseUrl } = connection.info;
  const base = homePortUrl ?? baseUrl;
  return new URL(homePortPath, base.endsWith('/') ? base : `${base}/`).href;
}
