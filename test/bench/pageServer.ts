import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod/mini';

// A process of its own that gives ready pages of a list, so that nothing but the client is measured.

const work = z.object({ pages: z.array(z.string()), total: z.number(), latency: z.number() });

process.once('message', (message) => {
  const { pages, total, latency } = z.parse(work, message);
  const bodies = pages.map((page) => Buffer.from(page));
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('page'));
    const body = bodies[page - 1] ?? Buffer.from('[]');
    setTimeout(() => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-result-count': total,
        link: `</>; rel="first"${page < bodies.length ? ', </>; rel="next"' : ''}`,
      });
      response.end(body);
    }, latency);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit());
