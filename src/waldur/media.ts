import type { CallOptions, WaldurClient } from './client';
import { refuse } from './errors';

/** Files that people have uploaded: below 'api/media/', on older servers below 'media/'. */
const mediaPath = /^(api\/)?media\/[\w./-]+$/;

/**
 * The bytes of an image that an object names by its URL: whatever host it names, it is asked of the server itself, and
 * without a token, as images are public. One that is kept elsewhere is refused. An image that was replaced or cleared
 * goes on answering. Errors: notFound, refused.
 */
export async function readMedia(
  client: WaldurClient,
  url: string,
  options?: CallOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const base = new URL(client.baseUrl).pathname;
  const pathname = URL.canParse(url, client.baseUrl) ? new URL(url, client.baseUrl).pathname : '';
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : '';
  if (!mediaPath.test(path)) {
    return refuse('leavesServer', 'The image is not below the address of the server.');
  }
  const call = { name: 'read an image', method: 'GET', path, anonymous: true } as const;
  return Uint8Array.from((await client.send(call, options)).body);
}
