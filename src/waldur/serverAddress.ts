/**
 * The address of a server that somebody wrote, as connections have it: ending in "/", without query and fragment.
 * Undefined where it is no web address.
 */
export function serverAddress(text: string | undefined): string | undefined {
  const url = text === undefined || !URL.canParse(text) ? undefined : new URL(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return undefined;
  }
  const { origin, pathname } = url;
  return `${origin}${pathname.replace(/\/*$/, '/')}`;
}
