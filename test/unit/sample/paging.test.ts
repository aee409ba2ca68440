import assert from 'node:assert/strict';
import { paginate, pythonInt } from '../../../src/sample/http/paging';
import { Query } from '../../../src/sample/http/query';
import { startSampleServer, type SampleServer } from '../../../src/sample/server';
import { startRecorded, type Ask } from './sampleClient';

const rows = Array.from({ length: 25 }, (_, index) => index);
const pageOf = (query: string) => paginate(rows, new Query(query), 'https://w.example/api/x/');

describe('Sample server: paging', () => {
  it('cuts pages and links them, with the other parameters sorted and kept', () => {
    const page = pageOf('page_size=10&name=%C3%A9+b&page=2&field=uuid&field=name');
    const link = (extra: string) => `<https://w.example/api/x/?field=uuid&field=name&name=%C3%A9+b${extra}>`;
    assert.deepEqual(page.rows, rows.slice(10, 20));
    assert.equal(page.headers['x-result-count'], '25');
    assert.equal(
      page.headers.link,
      [
        `${link('&page_size=10')}; rel="first"`,
        `${link('&page_size=10')}; rel="prev"`,
        `${link('&page=3&page_size=10')}; rel="next"`,
        `${link('&page=3&page_size=10')}; rel="last"`,
      ].join(', '),
    );
  });

  for (const size of ['0', '-1', 'abc', '', '1.5']) {
    it(`takes the page size ${JSON.stringify(size)} for ten`, () => {
      assert.equal(pageOf(`page_size=${size}`).rows.length, 10);
    });
  }

  it('gives at most 300', () => {
    const many = Array.from({ length: 400 }, (_, index) => index);
    assert.equal(paginate(many, new Query('page_size=1000'), '').rows.length, 300);
  });

  it('knows the last page by name, and refuses those that are not there', () => {
    assert.deepEqual(pageOf('page=last').rows, [20, 21, 22, 23, 24]);
    for (const page of ['0', '4', 'abc', '-1']) {
      assert.throws(() => pageOf(`page=${page}`), { status: 404, body: { detail: 'Invalid page.' } });
    }
    assert.deepEqual(paginate([], new Query(''), '').rows, []);
    assert.throws(() => paginate([], new Query('page=2'), ''), { status: 404 });
  });

  it('reads numbers as Python does', () => {
    assert.deepEqual([' 7 ', '+7', '1_0', '7.0', 'x'].map(pythonInt), [7, 7, 10, undefined, undefined]);
  });

  it('reads queries as Django does', () => {
    const query = new Query('a=1&a=2&b&c=%zz%41+');
    assert.deepEqual(
      [query.get('a'), query.all('a'), query.get('b'), query.get('c'), query.get('d')],
      ['2', ['1', '2'], '', '%zzA ', undefined],
    );
  });
});

describe('Sample server: lists', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded()));
  after(() => server.close());

  it('can be paged through by the links alone, without a row lost or repeated', async () => {
    const seen = new Set<string>();
    let next: string | undefined = 'api/customers/?page_size=100&field=uuid';
    while (next !== undefined) {
      const reply = await ask('admin', 'GET', next);
      (reply.body as { uuid: string }[]).forEach((row) => seen.add(row.uuid));
      next = /<([^>]*)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1];
    }
    assert.equal(seen.size, 312);
  });

  it('answers HEAD with the headers of GET', async () => {
    const reply = await ask('admin', 'HEAD', 'api/customers/?archived=true');
    assert.deepEqual([reply.status, reply.headers.get('x-result-count'), reply.text], [200, '8', '']);
  });

  it('gives the fields asked for, and all where none is known', async () => {
    const keys = async (query: string): Promise<string[]> =>
      Object.keys(
        ((await ask('admin', 'GET', `api/customers/?page_size=1&${query}`)).body as object[])[0] ?? {},
      );
    assert.deepEqual(await keys('field=name&field=uuid&field=nope'), ['uuid', 'name']);
    assert.ok((await keys('field=nope')).length > 40);
    assert.ok((await keys('field=uuid,name')).length > 40);
  });
});

describe('Sample server: ten thousand organisations', () => {
  it('are all there, 34 pages of them', async () => {
    const server = await startSampleServer({ scale: 10_000 });
    try {
      const response = await fetch(new URL('api/customers/?page_size=300&page=34&field=uuid', server.url), {
        headers: { authorization: `Token ${server.tokens['astrid.lund'] ?? ''}` },
      });
      assert.equal(response.headers.get('x-result-count'), '10000');
      assert.equal(((await response.json()) as unknown[]).length, 100);
    } finally {
      await server.close();
    }
  });
});
