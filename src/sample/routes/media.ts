import { notFound } from '../http/errors';
import type { Answer, Exchange } from '../http/exchange';
import type { Endpoint } from '../http/router';

/** Pictures are public, and are sent whatever the client accepts. */
function download(exchange: Exchange): Answer {
  const image = exchange.app.images.get(exchange.param('key'));
  if (!image) {
    throw notFound('File');
  }
  return {
    status: 200,
    headers: { 'content-disposition': `attachment; filename="${image.fileName}"` },
    file: { bytes: image.bytes, contentType: image.contentType },
  };
}

export const mediaEndpoint: Endpoint = {
  path: '/api/media/:key{[0-9a-f]+}/',
  anonymous: true,
  plain: true,
  GET: download,
};
