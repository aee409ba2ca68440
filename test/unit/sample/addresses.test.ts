import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const host = 'https://waldur.example.com';
const institute = `/api/customers/${known.institute}/`;

describe('Sample server: addresses in filters and bodies', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  after(() => server.close());

  const filtered: readonly (readonly [path: string, filter: string])[] = [
    ['call-managing-organisations', 'customer'],
    ['proposal-protected-calls', 'customer'],
    ['proposal-public-calls', 'customer'],
    ['access-subnets', 'customer'],
    ['payment-profiles', 'organization'],
  ];
  for (const [path, filter] of filtered) {
    it(`answers 404 to ${path} of an organisation at a path that leads nowhere`, async () => {
      const nowhere = `api/customer/${known.board}/`;
      const reply = await ask('admin', 'GET', `api/${path}/?${filter}=${host}/${nowhere}`);
      assert.deepEqual([reply.status, (reply.body as { path: string }).path], [404, nowhere]);
      for (const value of [
        'nonsense',
        host,
        `${host}/api/projects/${known.genome}/`,
        `/api/customers/${known.board}/users/`,
        '/api/customers/x/',
        '/api/marketplace-orders/',
      ]) {
        const other = await ask('admin', 'GET', `api/${path}/?${filter}=${value}`);
        assert.deepEqual([value, other.status, other.body], [value, 200, []]);
      }
    });
  }

  const links: readonly (readonly [value: string, words: string])[] = [
    [`${host}/api/nothing/${known.institute}/`, 'No URL match.'],
    [`${institute}?a=1`, 'No URL match.'],
    [`ftp://waldur.example.com${institute}`, 'No URL match.'],
    [institute.slice(0, -1), 'No URL match.'],
    ['/api/customers/', 'Incorrect URL match.'],
    ['/api/customers/countries/', 'Incorrect URL match.'],
    [`${host}${institute}users/`, 'Incorrect URL match.'],
    [`/api/proposal-public-calls/${known.institute}/`, 'Incorrect URL match.'],
    [`/api/marketplace-orders/${known.institute}/`, 'Incorrect URL match.'],
    ['/api/customers/x/', 'Object does not exist.'],
  ];
  for (const [value, words] of links) {
    it(`says of the address ${value} as an input: ${words}`, async () => {
      const reply = await ask('admin', 'POST', 'api/projects/', { name: 'x', customer: value });
      assert.deepEqual([reply.status, reply.body], [400, { customer: [`Invalid hyperlink - ${words}`] }]);
    });
  }

  it('takes an address of any host, with a query, and a path alone', async () => {
    for (const customer of [`http://elsewhere.example${institute}?a=1`, institute]) {
      assert.equal((await ask('admin', 'POST', 'api/projects/', { name: 'x', customer })).status, 201);
    }
  });
});
