import '../../vscodeFake';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createFetchTransport } from '../../../../src/waldur/http/fetchTransport';
import { HttpFailure, type HttpFailureKind, type HttpTransport } from '../../../../src/waldur/http/transport';
import { createUndiciTransport } from '../../../../src/waldur/http/undiciTransport';
import { tlsMessage } from '../../../../src/ui/networkMessage';
import { authority } from './testCertificates';
import { closeAll, serveBytes, serveHttp, serveHttps, serveProxy } from './testServers';

const limits = { bodyBytes: 100_000 };

async function failureOf(sending: Promise<unknown>, kind: HttpFailureKind): Promise<HttpFailure> {
  const error: unknown = await sending.then(
    () => assert.fail('It was answered.'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof HttpFailure, String(error));
  assert.equal(error.kind, kind, `${error.code ?? ''} ${error.message}`);
  return error;
}

function get(transport: HttpTransport, url: string, signal?: AbortSignal) {
  return transport.send({
    method: 'GET',
    url: new URL(url),
    headers: {},
    ...(signal === undefined ? {} : { signal }),
  });
}

for (const [name, create] of [
  ['undici', createUndiciTransport],
  ['fetch', createFetchTransport],
] as const) {
  describe(`Transport on ${name}`, () => {
    const made: HttpTransport[] = [];
    const transportWith = (given: Partial<typeof limits> & { connectMs?: number; totalMs?: number } = {}) => {
      const transport = create({ limits: { ...limits, ...given } });
      made.push(transport);
      return transport;
    };

    afterEach(async () => {
      made.splice(0).forEach((transport) => transport.dispose());
      await closeAll();
    });

    it('sends what it is given and brings the answer', async () => {
      const { port } = await serveHttp((request, response) => {
        request.setEncoding('utf8');
        let body = '';
        request.on('data', (chunk: string) => (body += chunk));
        request.on('end', () => {
          const { authorization, 'content-type': type } = request.headers;
          response.writeHead(201, { 'X-Result-Count': '7', 'content-type': 'application/json' });
          response.end(JSON.stringify([request.method, request.url, authorization, type, body]));
        });
      });
      const response = await transportWith().send({
        method: 'PATCH',
        url: new URL(`http://127.0.0.1:${port}/api/x/?a=1&a=2`),
        headers: { authorization: 'Token t', 'content-type': 'application/json' },
        body: '{"name":"Õ"}',
      });
      assert.equal(response.status, 201);
      assert.equal(response.headers['x-result-count'], '7');
      assert.deepEqual(JSON.parse(Buffer.from(response.body).toString()), [
        'PATCH',
        '/api/x/?a=1&a=2',
        'Token t',
        'application/json',
        '{"name":"Õ"}',
      ]);
    });

    it('sends bytes, and takes an answer without a body', async () => {
      let length = 0;
      const { port } = await serveHttp((request, response) => {
        request.on('data', (chunk: Buffer) => (length += chunk.length));
        request.on('end', () => response.writeHead(204).end());
      });
      const url = new URL(`http://127.0.0.1:${port}/`);
      const transport = transportWith();
      const sent = await transport.send({ method: 'POST', url, headers: {}, body: new Uint8Array(70_000) });
      assert.deepEqual([sent.status, sent.body.length, length], [204, 0, 70_000]);
      assert.equal((await transport.send({ method: 'HEAD', url, headers: {} })).status, 204);
    });

    it('does not follow redirects', async () => {
      const { port } = await serveHttp((_, response) =>
        response.writeHead(302, { location: '/elsewhere' }).end(),
      );
      const response = await get(transportWith(), `http://127.0.0.1:${port}/`);
      assert.deepEqual([response.status, response.headers.location], [302, '/elsewhere']);
    });

    it('unpacks gzip, and refuses one that grows past the limit', async () => {
      const { port } = await serveHttp((request, response) => {
        const text = request.url === '/bomb' ? '0'.repeat(200_000) : 'hello';
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
      });
      const transport = transportWith();
      const { body } = await get(transport, `http://127.0.0.1:${port}/`);
      assert.equal(Buffer.from(body).toString(), 'hello');
      await failureOf(get(transport, `http://127.0.0.1:${port}/bomb`), 'tooLarge');
    });

    it('stops reading a body that is too large, said or not', async () => {
      let written = 0;
      const { port } = await serveHttp((request, response) => {
        if (request.url === '/said') {
          response.writeHead(200, { 'content-length': '1000000' });
        }
        const chunk = Buffer.alloc(10_000);
        const more = () => {
          if (!response.destroyed && written < 1_000_000) {
            written += chunk.length;
            response.write(chunk, () => setImmediate(more));
          }
        };
        more();
      });
      for (const path of ['/said', '/unsaid']) {
        written = 0;
        await failureOf(get(transportWith(), `http://127.0.0.1:${port}${path}`), 'tooLarge');
        assert.ok(written < 1_000_000, `${written} bytes`);
      }
    });

    it('gives up in time on a server that is silent or slow', async () => {
      const { port } = await serveHttp((request, response) => {
        if (request.url === '/slow') {
          response.writeHead(200);
          const drip = setInterval(() => response.write('.'), 10);
          response.on('close', () => clearInterval(drip));
        }
      });
      for (const path of ['/silent', '/slow']) {
        await failureOf(get(transportWith({ totalMs: 100 }), `http://127.0.0.1:${port}${path}`), 'timeout');
      }
    });

    it('names what kept it from an answer', async () => {
      const { port } = await serveHttp((request, response) => {
        if (request.url === '/cut') {
          response.writeHead(200, { 'content-length': '100' });
          response.write('half', () => response.destroy());
        } else {
          response.destroy();
        }
      });
      const transport = transportWith();
      await failureOf(get(transport, `http://127.0.0.1:${port}/reset`), 'network');
      await failureOf(get(transport, `http://127.0.0.1:${port}/cut`), 'network');
      await closeAll();
      const refused = await failureOf(get(transport, `http://127.0.0.1:${port}/`), 'network');
      assert.equal(refused.code, 'ECONNREFUSED');
    });

    it('takes answers that are no HTTP for a network fault', async () => {
      const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      await failureOf(get(transportWith(), `http://127.0.0.1:${address.port}/`), 'network');
      server.close();
    });

    it('does not accept a certificate nobody vouches for', async () => {
      const { port } = await serveHttps((_, response) => response.end('secret'));
      const failure = await failureOf(get(transportWith(), `https://127.0.0.1:${port}/`), 'tls');
      assert.equal(failure.code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    });

    it('tells a server that speaks plain http, or none at all, from a certificate', async () => {
      const { port } = await serveHttp((_, response) => response.end());
      const ssh = await serveBytes('SSH-2.0-OpenSSH_9.9\r\n');
      for (const wrong of [port, ssh.port]) {
        const failure = await failureOf(get(transportWith(), `https://127.0.0.1:${wrong}/`), 'tls');
        assert.match(tlsMessage(failure.code ?? ''), /does not use HTTPS/, failure.code);
      }
    });

    it('can be cancelled before, during and by disposing of it', async () => {
      let arrived: () => void = () => undefined;
      const { port } = await serveHttp(() => arrived());
      const url = `http://127.0.0.1:${port}/`;
      await failureOf(get(transportWith(), url, AbortSignal.abort()), 'aborted');
      const stop = new AbortController();
      arrived = () => stop.abort();
      await failureOf(get(transportWith(), url, stop.signal), 'aborted');
      const transport = transportWith();
      arrived = () => transport.dispose();
      await failureOf(get(transport, url), 'aborted');
    });

    it('keeps a connection where the server grants it', async () => {
      const server = await serveHttp((request, response) => {
        response.setHeader('connection', request.url === '/close' ? 'close' : 'keep-alive');
        response.end('x');
      });
      const transport = transportWith();
      for (let count = 0; count < 5; count++) {
        await get(transport, `http://127.0.0.1:${server.port}/`);
      }
      assert.ok(server.connections() <= 2, `${server.connections()} connections`);
      for (let count = 0; count < 5; count++) {
        await get(transport, `http://127.0.0.1:${server.port}/close`);
      }
      assert.ok(server.connections() >= 4, `${server.connections()} connections`);
    });
  });
}

describe('Transport on undici, through proxies and with certificates', () => {
  const made: HttpTransport[] = [];
  const transportWith = (...options: Parameters<typeof createUndiciTransport>) => {
    const transport = createUndiciTransport(...options);
    made.push(transport);
    return transport;
  };
  const trusted = () => [authority];
  const via = (port: number, user = '') => new URL(`http://${user}127.0.0.1:${port}`);

  afterEach(async () => {
    made.splice(0).forEach((transport) => transport.dispose());
    await closeAll();
  });

  it('leaves the process-wide dispatcher alone', () => {
    const filled = (module: string) =>
      execFileSync(
        process.execPath,
        [
          '--require',
          'tsx/cjs',
          '--eval',
          `require(${JSON.stringify(module)}); console.log(${dispatcherSlots})`,
        ],
        { encoding: 'utf8' },
      ).trim();
    const dispatcherSlots = `Object.getOwnPropertySymbols(globalThis).filter((slot) => /undici/.test(slot.description ?? '')).length`;
    assert.equal(filled(join(__dirname, '../../../../src/waldur/http/undiciModules.ts')), '0');
    assert.notEqual(filled('undici'), '0', 'The test would not notice.');
  });

  it('trusts the certificates it is given, and none when not strict', async () => {
    const { port } = await serveHttps((_, response) => response.end('fine'));
    const url = `https://127.0.0.1:${port}/`;
    assert.equal((await get(transportWith({ certificates: trusted }), url)).status, 200);
    assert.equal((await get(transportWith({ strictSsl: false }), url)).status, 200);
    await failureOf(get(transportWith({ certificates: () => [] }), url), 'tls');
  });

  it('tunnels https through a proxy, to a name only the proxy knows', async () => {
    const { port } = await serveHttps((request, response) => response.end(request.headers.host));
    const proxy = await serveProxy();
    const transport = transportWith({ certificates: trusted, proxy: () => ({ url: via(proxy.port) }) });
    const { body } = await get(transport, `https://waldur.test:${port}/api/`);
    assert.equal(Buffer.from(body).toString(), `waldur.test:${port}`);
    assert.deepEqual(
      proxy.asked.map(({ line }) => line),
      [`CONNECT waldur.test:${port}`],
    );
    const misnamed = await failureOf(get(transport, `https://other.test:${port}/`), 'tls');
    assert.match(misnamed.code ?? '', /ALTNAME|PRX_TLS/);
  });

  it('asks a proxy for the whole address of plain http', async () => {
    const { port } = await serveHttp((request, response) => response.end(request.headers.host));
    const proxy = await serveProxy();
    const transport = transportWith({ proxy: () => ({ url: via(proxy.port) }) });
    const { body } = await get(transport, `http://waldur.test:${port}/api/?a=1`);
    assert.equal(Buffer.from(body).toString(), `waldur.test:${port}`);
    assert.deepEqual(
      proxy.asked.map(({ line }) => line),
      [`GET http://waldur.test:${port}/api/?a=1`],
    );
  });

  it('signs in to the proxy, by header or by the name in its address, and to nobody else', async () => {
    const seen: unknown[] = [];
    const { port } = await serveHttps((request, response) => {
      seen.push(request.headers['proxy-authorization']);
      response.end();
    });
    const basic = `Basic ${Buffer.from('me:pass word').toString('base64')}`;
    const proxy = await serveProxy(basic);
    for (const given of [
      { url: via(proxy.port), authorization: basic },
      { url: via(proxy.port, 'me:pass%20word@') },
    ]) {
      const transport = transportWith({ certificates: trusted, proxy: () => given });
      assert.equal((await get(transport, `https://waldur.test:${port}/`)).status, 200);
    }
    assert.deepEqual(seen, [undefined, undefined]);
    const stranger = transportWith({ certificates: trusted, proxy: () => ({ url: via(proxy.port) }) });
    for (const scheme of ['https', 'http']) {
      const refused = await failureOf(get(stranger, `${scheme}://waldur.test:${port}/`), 'proxy');
      assert.equal(refused.code, '407');
    }
  });

  it('tells what a proxy says that refuses a tunnel', async () => {
    for (const [head, code, words] of [
      [
        '403 Forbidden\r\ncontent-type: text/html\r\ncontent-length: 16\r\n\r\n<h1>Blocked</h1>',
        '403',
        'Blocked',
      ],
      [
        '403 Forbidden\r\ncontent-type: text/html\r\n\r\n<title>Not on the list</title>',
        '403',
        'Not on the list',
      ],
      ['502 Bad Gateway\r\ncontent-length: 0\r\n\r\n', '502', ''],
      ['407 Who?\r\nproxy-authenticate: Negotiate\r\ncontent-length: 9\r\n\r\nSay hello', '407', 'Say hello'],
      ['302 Found\r\nlocation: https://login.test/\r\n\r\n', '302', ''],
    ] as const) {
      const { port } = await serveBytes(`HTTP/1.1 ${head}`);
      const transport = transportWith({ proxy: () => ({ url: via(port) }) });
      const failure = await failureOf(get(transport, 'https://waldur.test/'), 'proxy');
      assert.deepEqual([failure.code, failure.message], [code, words]);
    }
  });

  it('waits for a tunnel no longer than for any connection', async () => {
    const { port } = await serveBytes(undefined);
    const transport = transportWith({ proxy: () => ({ url: via(port) }), limits: { connectMs: 200 } });
    await failureOf(get(transport, 'https://waldur.test/'), 'timeout');
  });

  it('asks a proxy once that closes the connection without a word', async () => {
    const { port } = await serveBytes('');
    const transport = transportWith({ proxy: () => ({ url: via(port) }) });
    await failureOf(get(transport, 'https://waldur.test/'), 'network');
  });

  it('goes straight to the server where no proxy is named', async () => {
    const server = await serveHttps((_, response) => response.end());
    const proxy = await serveProxy();
    const transport = transportWith({
      certificates: trusted,
      proxy: ({ hostname }) => (hostname === 'waldur.test' ? { url: via(proxy.port) } : undefined),
    });
    await get(transport, `https://127.0.0.1:${server.port}/`);
    assert.equal(proxy.asked.length, 0);
    await get(transport, `https://waldur.test:${server.port}/`);
    assert.equal(proxy.asked.length, 1);
  });

  it('says so when the proxy cannot be reached', async () => {
    const proxy = await serveProxy();
    await closeAll();
    const transport = transportWith({ proxy: () => ({ url: via(proxy.port) }) });
    await failureOf(get(transport, 'https://waldur.test/'), 'network');
  });
});
