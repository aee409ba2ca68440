import assert from 'node:assert/strict';
import { requestUrl } from '../../../src/waldur/baseUrl';
import { WaldurClient } from '../../../src/waldur/client';
import { listCustomers } from '../../../src/waldur/customers';
import { createFetchTransport } from '../../../src/waldur/http/fetchTransport';
import { createUndiciTransport } from '../../../src/waldur/http/undiciTransport';
import { closeAll, serveHttp } from './http/testServers';
import { assertProblem } from './problems';

const token = 'canary0123456789canary';

/** Where a gateway that gives Waldur the path `/waldur/` may send a request, so that the token leaves that path. */
const ways = [
  '/other/',
  '/',
  '/waldur',
  '/waldurx/api/customers/',
  '/waldur/../other/',
  '/waldur/%2e%2e/other/',
  '/waldur/.%2E/other/',
  '/waldur/..%2fother/',
  '/waldur/..%5cother/',
  '/waldur/%2e%2e%2fother/',
  '/waldur/%252e%252e/other/',
  '/waldur/%c0%ae%c0%ae/other/',
  '/waldur/..;/other/',
  '/waldur\\..\\other\\',
  '/waldur//other.test/api/',
  '/Waldur/api/customers/',
  '../../../other/',
  '../../..',
  '..\\..\\..\\other\\',
  '//PLACE/other/',
  '\\\\PLACE\\other\\',
  'http://PLACE/other/',
  'http:/other/',
  'http:\\\\PLACE\\other',
  'http://me:secret@PLACE/waldur/api/customers/',
  'http://me@PLACE/waldur/api/customers/',
  'https://PLACE/waldur/api/customers/',
  'HTTP://PLACE.evil.test/waldur/api/customers/',
  'http://localhost/waldur/api/customers/',
  '//evil.test/waldur/api/customers/',
  'ftp://PLACE/waldur/api/customers/',
  'data:application/json,[]',
] as const;

describe('Requests below the base path', () => {
  afterEach(closeAll);

  for (const [name, create] of [
    ['undici', createUndiciTransport],
    ['fetch', createFetchTransport],
  ] as const) {
    /** A gateway whose Waldur answers `/waldur/api/customers/` with a redirect; everybody else there gives a list. */
    const behindGateway = async (location: (place: string) => string) => {
      const asked: { readonly url: string; readonly authorization: string | undefined }[] = [];
      const { port } = await serveHttp((request, response) => {
        const url = request.url ?? '';
        asked.push({ url, authorization: request.headers.authorization });
        if (url === '/waldur/api/customers/') {
          response.writeHead(302, { location: location(`127.0.0.1:${port}`) }).end();
        } else {
          response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
        }
      });
      const client = new WaldurClient({
        baseUrl: `http://127.0.0.1:${port}/waldur/`,
        transport: create(),
        token: () => Promise.resolve(token),
        userAgent: 'test/1',
      });
      return { asked, client };
    };

    it(`sends the token along no redirect that leads out of it, by ${name}`, async () => {
      for (const way of ways) {
        const { asked, client } = await behindGateway((place) => way.replace('PLACE', place));
        await assertProblem(listCustomers(client), 'redirect');
        assert.deepEqual(
          asked.map(({ url }) => url),
          ['/waldur/api/customers/'],
          way,
        );
        client.dispose();
      }
    });

    it(`follows the redirects that stay there, by ${name}`, async () => {
      for (const way of [
        '/waldur/api/v2/customers/?page=1',
        '../v2/',
        './?a=/../..',
        '?again=%2e%2e%2f',
        'http://PLACE/waldur/api/v2/',
      ]) {
        const { asked, client } = await behindGateway((place) => way.replace('PLACE', place));
        await listCustomers(client);
        assert.equal(asked.length, 2, way);
        assert.equal(asked[1]?.authorization, `Token ${token}`);
        client.dispose();
      }
    });
  }

  it('names another server the redirect leads to, and not the own one', async () => {
    for (const [way, named] of [
      ['//evil.test/waldur/?token=1', 'http://evil.test'],
      ['https://evil.test:8443/a/b', 'https://evil.test:8443'],
      ['/other/', undefined],
      ['http://PLACE/other/', undefined],
    ] as const) {
      const { port } = await serveHttp((_, response) =>
        response.writeHead(302, { location: way.replace('PLACE', `127.0.0.1:${port}`) }).end(),
      );
      const client = new WaldurClient({
        baseUrl: `http://127.0.0.1:${port}/waldur/`,
        transport: createUndiciTransport(),
        token: () => Promise.resolve(token),
        userAgent: 'test/1',
      });
      assert.equal((await assertProblem(listCustomers(client), 'redirect')).location, named);
      client.dispose();
    }
  });

  it('builds no request that leads out of it', () => {
    const base = new URL('https://host.test/waldur/');
    for (const path of [
      '../other/',
      '/other/',
      '/waldurx/',
      '//host.test/other/',
      '//evil.test/waldur/',
      'https://evil.test/waldur/',
      'http://host.test/waldur/',
      'https://host.test:8443/waldur/',
      'https://a:b@host.test/waldur/',
      'api/..%2f..%2fother/',
      'api/%2e%2e/%2e%2e/other/',
      'api/..;/..;/other/',
      'api\\..\\..\\other',
    ]) {
      assert.throws(() => requestUrl(base, path, []), /leads out of the address/, path);
    }
    assert.equal(requestUrl(base, 'api/customers/', []).href, 'https://host.test/waldur/api/customers/');
  });
});
