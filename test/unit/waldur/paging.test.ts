import assert from 'node:assert/strict';
import { setImmediate as tick } from 'node:timers/promises';
import { countCustomers, listCustomers } from '../../../src/waldur/customers';
import { WaldurError } from '../../../src/waldur/errors';
import { type Page, readAllPages, type ReadPage } from '../../../src/waldur/paging';
import { assertProblem } from './problems';
import { clientOn, json, raw } from './scriptedTransport';

interface Row {
  readonly uuid: string;
}

const size = 10;

/** A list that can change between requests. */
class Shifting {
  readonly asked: number[] = [];
  underWay = 0;
  most = 0;
  onAsk: (page: number) => void = () => undefined;

  constructor(
    public rows: string[],
    private readonly withTotal = true,
  ) {}

  readonly read: ReadPage<Row> = async (page, { signal }) => {
    this.asked.push(page);
    this.most = Math.max(this.most, ++this.underWay);
    this.onAsk(page);
    await tick();
    this.underWay--;
    signal.throwIfAborted();
    const rows = this.rows.slice((page - 1) * size, page * size).map((uuid) => ({ uuid }));
    if (page > 1 && rows.length === 0) {
      throw new WaldurError({ kind: 'notFound', status: 404, detail: 'Invalid page.' });
    }
    const total = this.withTotal ? { total: this.rows.length } : {};
    return { rows, page, hasNext: page * size < this.rows.length, dropped: 0, ...total };
  };
}

const named = (count: number, prefix = 'r') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

async function collect(pages: AsyncIterable<Page<Row>>): Promise<string[]> {
  const found: string[] = [];
  for await (const page of pages) {
    found.push(...page.rows.map(({ uuid }) => uuid));
  }
  return found;
}

describe('Reading all pages', () => {
  it('gives every row in order, with as many requests as there are pages', async () => {
    const list = new Shifting(named(95));
    assert.deepEqual(await collect(readAllPages(list.read)), list.rows);
    assert.deepEqual(list.asked, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('asks for the first page alone, then for several at once', async () => {
    const list = new Shifting(named(200));
    let whenSecond = 0;
    list.onAsk = (page) => (whenSecond = page === 2 ? list.asked.length : whenSecond);
    await collect(readAllPages(list.read));
    assert.equal(whenSecond, 2);
    assert.equal(list.most, 6);
    const one = new Shifting(named(200));
    await collect(readAllPages(one.read, { readAhead: 1 }));
    assert.equal(one.most, 1);
  });

  it('sends the next requests before it reads answers that are there', async () => {
    const sentWhenRead: number[] = [];
    const { client, transport } = clientOn(async ({ url }) => {
      await tick();
      const page = Number(url.searchParams.get('page'));
      const uuid = String(page).padStart(32, '0');
      const answer = json([{ uuid, name: uuid }], 200, { 'x-result-count': '20' });
      const { body } = answer;
      return Object.defineProperty(answer, 'body', {
        get: () => {
          sentWhenRead[page] ??= transport.requests.length;
          return body;
        },
      });
    });
    const pages = readAllPages((page, call) => listCustomers(client, { page, page_size: 1 }, call));
    assert.equal((await collect(pages)).length, 20);
    // The first page and four more, and what follows the first of these.
    assert.ok((sentWhenRead[2] ?? 0) > 5, `${sentWhenRead[2]} sent`);
  });

  it('begins with several at once where their number is known from before', async () => {
    const list = new Shifting(named(95));
    const pages = readAllPages(list.read, { expectedPages: 10 });
    await pages.next();
    assert.deepEqual(list.asked, [1, 2, 3, 4, 5, 6]);
    assert.equal((await collect(pages)).length, 85);
    const fewer = new Shifting(named(5));
    assert.deepEqual(await collect(readAllPages(fewer.read, { expectedPages: 10 })), fewer.rows);
  });

  it('gives each page as soon as it and those before it are there', async () => {
    const list = new Shifting(named(30));
    const pages = readAllPages(list.read);
    const first = await pages.next();
    assert.equal(first.value?.page, 1);
    assert.deepEqual(list.asked, [1]);
    await pages.return();
  });

  it('needs one request for an empty list', async () => {
    const list = new Shifting([]);
    assert.deepEqual(await collect(readAllPages(list.read)), []);
    assert.deepEqual(list.asked, [1]);
  });

  it('goes page by page where the server does not say how many there are', async () => {
    const list = new Shifting(named(35), false);
    assert.deepEqual(await collect(readAllPages(list.read)), list.rows);
    assert.equal(list.most, 1);
  });

  it('ends cleanly when the list shrinks', async () => {
    const list = new Shifting(named(100));
    list.onAsk = (page) => {
      if (page === 3) {
        list.rows = list.rows.slice(0, 15);
      }
    };
    const found = await collect(readAllPages(list.read));
    assert.deepEqual(found, named(15).slice(0, found.length));
  });

  it('goes on when the list grows', async () => {
    const list = new Shifting(named(25));
    list.onAsk = (page) => {
      if (page === 3) {
        list.rows = named(48);
      }
    };
    assert.deepEqual(await collect(readAllPages(list.read)), named(48));
  });

  it('gives a row once although it shifts to the next page', async () => {
    const list = new Shifting(named(40));
    list.onAsk = (page) => {
      if (page === 2) {
        list.rows = ['new0', 'new1', ...list.rows];
      }
    };
    const found = await collect(readAllPages(list.read));
    assert.equal(new Set(found).size, found.length);
    assert.deepEqual(found, named(40));
  });

  it('gives a row once that stands in a page twice, and each new one beside it', async () => {
    const pages = [['a', 'b', 'a'], ['b', 'c', 'c', 'd'], ['e']];
    const found = await collect(
      readAllPages((page) =>
        Promise.resolve({
          rows: (pages[page - 1] ?? []).map((uuid) => ({ uuid })),
          page,
          hasNext: page < pages.length,
          dropped: 0,
        }),
      ),
    );
    assert.deepEqual(found, ['a', 'b', 'c', 'd', 'e']);
  });

  for (const [how, count, dropped, total] of [
    ['', 1, 0, 1e15],
    [', with rows that cannot be read', 1, 1, 1e15],
    [', with nothing that can be read', 0, 2, 20],
    [', with nothing that can be read, nor said how many', 0, 2, undefined],
  ] as const) {
    it(`does not follow a server that goes in circles${how}`, async () => {
      let asked = 0;
      const found = await collect(
        readAllPages((page) => {
          assert.ok(++asked < 20, 'There is no end to it.');
          const rows = named(count).map((uuid) => ({ uuid }));
          return Promise.resolve({ rows, page, hasNext: true, dropped, ...(total && { total }) });
        }),
      );
      assert.deepEqual(found, named(count));
    });
  }

  it('ends three pages after as many rows as the server counted, whatever more it gives', async () => {
    let asked = 0;
    const found = await collect(
      readAllPages((page) => {
        assert.ok(++asked < 20, 'There is no end to it.');
        const rows = named(10, `p${page}.`).map((uuid) => ({ uuid }));
        return Promise.resolve({ rows, page, hasNext: true, dropped: 0, total: 20 });
      }),
    );
    assert.deepEqual([asked, found.length], [5, 50]);
  });

  it('gives up where there is no end to new rows', async () => {
    for (const total of [1e15, undefined]) {
      const endless = readAllPages((page) =>
        Promise.resolve({
          rows: [{ uuid: `r${page}` }],
          page,
          hasNext: true,
          dropped: 0,
          ...(total && { total }),
        }),
      );
      await assertProblem(collect(endless), 'tooLarge');
    }
  });

  it('gives and counts what comes after pages of which nothing can be read', async () => {
    const found: string[] = [];
    let dropped = 0;
    for await (const page of readAllPages<Row>((page) =>
      Promise.resolve({
        rows: page < 10 ? [] : [{ uuid: 'last' }],
        page,
        hasNext: page < 10,
        dropped: page < 10 ? 2 : 1,
        total: 20,
      }),
    )) {
      found.push(...page.rows.map(({ uuid }) => uuid));
      dropped += page.dropped;
    }
    assert.deepEqual([found, dropped], [['last'], 19]);
  });

  it('throws other errors, also on later pages, and cancels the rest', async () => {
    const list = new Shifting(named(100));
    const signals: AbortSignal[] = [];
    const pages = readAllPages<Row>((page, call) => {
      signals.push(call.signal);
      return page === 3
        ? Promise.reject(new WaldurError({ kind: 'server', status: 500 }))
        : list.read(page, call);
    });
    await assertProblem(collect(pages), 'server');
    assert.ok(signals.every((signal) => signal.aborted));
    const gone = readAllPages<Row>(() => Promise.reject(new WaldurError({ kind: 'notFound', status: 404 })));
    await assertProblem(collect(gone), 'notFound');
  });

  it('stops reading when the loop is left or the caller gives up', async () => {
    const list = new Shifting(named(500));
    for await (const page of readAllPages(list.read)) {
      if (page.page === 2) {
        break;
      }
    }
    await tick();
    await tick();
    assert.ok(list.asked.length <= 7, `${list.asked.length} requests`);
    const stop = new AbortController();
    const given = collect(readAllPages(new Shifting(named(500)).read, { signal: stop.signal }));
    stop.abort();
    await assert.rejects(given);
  });
});

describe('A page', () => {
  const rows = (count: number) => named(count).map((uuid) => ({ uuid, name: uuid }));
  const links =
    '<https://other.test/api/customers/?page=1>; rel="first", <https://other.test/?page=3>; rel="next"';

  it('counts the rows it had to drop', async () => {
    const { client } = clientOn(() => json([...rows(2), { name: 'no uuid' }, null, 7, { uuid: 'x' }]));
    const page = await listCustomers(client);
    assert.deepEqual([page.rows.length, page.dropped], [2, 4]);
  });

  it('is not given to who gave up before it was read', async () => {
    const stop = new AbortController();
    const { client } = clientOn(() =>
      Object.defineProperty(json(rows(2)), 'status', {
        get: () => {
          process.nextTick(() => stop.abort());
          return 200;
        },
      }),
    );
    await assertProblem(listCustomers(client, {}, { signal: stop.signal }), 'cancelled');
  });

  it('has a next one by Link, else by the count, else by being full', async () => {
    const read = (headers: Record<string, string>, count: number, params = {}) =>
      listCustomers(clientOn(() => json(rows(count), 200, headers)).client, params);
    assert.equal((await read({ link: links }, 10)).hasNext, true);
    assert.equal((await read({ link: links.replace('next', 'last') }, 10)).hasNext, false);
    assert.equal((await read({ 'x-result-count': '11' }, 10)).hasNext, true);
    assert.equal((await read({ 'x-result-count': '11' }, 1, { page: 2 })).hasNext, false);
    assert.equal((await read({}, 50, { page_size: 50 })).hasNext, true);
    assert.equal((await read({}, 49, { page_size: 50 })).hasNext, false);
    assert.equal((await read({ link: links }, 0)).hasNext, false);
    assert.equal((await read({ 'x-result-count': 'many' }, 3)).total, undefined);
  });

  it('is counted by HEAD with the smallest page', async () => {
    const { client, transport } = clientOn(() => raw('', 200, { 'x-result-count': '312' }));
    assert.equal(await countCustomers(client, { archived: false }), 312);
    assert.equal(transport.last.method, 'HEAD');
    assert.equal(transport.last.url.search, '?archived=false&page_size=1&field=uuid');
    await assertProblem(countCustomers(clientOn(() => raw('')).client), 'notWaldur');
  });
});

describe('A page of more rows than were asked for', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    uuid: index.toString(16).padStart(32, '0'),
    name: `Organisation ${index}`,
  }));

  /** Gives all, with the headers of a page or without. */
  const generous = (headers: Record<string, string>, told: () => void = () => undefined) =>
    clientOn(() => json(rows, 200, headers), { onPageSizeIgnored: told }).client;

  it('is cut to those that were asked for, and the server told about once', async () => {
    let told = 0;
    const client = generous({ link: '</>; rel="next"', 'x-result-count': '1000' }, () => told++);
    for (let time = 0; time < 2; time++) {
      const page = await listCustomers(client, { page_size: 50 });
      assert.deepEqual([page.rows.length, page.dropped, page.total, page.hasNext], [50, 0, 1000, true]);
    }
    assert.equal(told, 1);
  });

  it('holds as many as the largest page has where none were asked for', async () => {
    let told = 0;
    const page = await listCustomers(generous({ 'x-result-count': '1000' }, () => told++));
    assert.deepEqual([page.rows.length, told], [300, 1]);
  });

  it('is cut out of the whole where the server does not say that there are pages', async () => {
    const client = generous({});
    const found: string[] = [];
    for await (const page of readAllPages((number, call) =>
      listCustomers(client, { page: number, page_size: 300 }, call),
    )) {
      assert.ok(page.rows.length <= 300);
      found.push(...page.rows.map(({ uuid }) => uuid));
    }
    assert.deepEqual(
      found,
      rows.map(({ uuid }) => uuid),
    );
  });

  it('is not told of where no page is larger than asked', async () => {
    let told = 0;
    const { client } = clientOn(() => json(rows.slice(0, 50)), { onPageSizeIgnored: () => told++ });
    const page = await listCustomers(client, { page_size: 50 });
    assert.deepEqual([page.rows.length, page.hasNext, told], [50, true, 0]);
  });
});
