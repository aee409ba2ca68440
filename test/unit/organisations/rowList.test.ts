import assert from 'node:assert/strict';
import '../vscodeFake';
import { RowList } from '../../../src/organisations/rowList';
import { WaldurError } from '../../../src/waldur/errors';
import type { Page } from '../../../src/waldur/paging';

interface Row {
  readonly uuid: string;
  readonly group?: boolean;
}

/** A server's list that can be changed, fail and be counted. */
class Server {
  rows: Row[];
  failure: Error | undefined;
  readonly asked: { readonly page: number; readonly page_size: number }[] = [];

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, index) => ({ uuid: `r${index}` }));
  }

  readonly read = (
    { page, page_size: size }: { readonly page: number; readonly page_size: number },
    signal: AbortSignal,
  ): Promise<Page<Row>> => {
    this.asked.push({ page, page_size: size });
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        if (signal.aborted) {
          reject(new WaldurError({ kind: 'cancelled' }));
        } else if (this.failure !== undefined) {
          reject(this.failure);
        } else {
          const rows = this.rows.slice((page - 1) * size, page * size);
          resolve({
            rows,
            total: this.rows.length,
            page,
            hasNext: page * size < this.rows.length,
            dropped: 0,
          });
        }
      });
    });
  };
}

/** Undefined, as far as the compiler knows, after each assertion that it is. */
const sinceOf = (list: RowList<Row>): Date | undefined => list.staleSince;

const down = new WaldurError({ kind: 'network', cause: 'refused' });

describe('RowList', () => {
  it('reads the first page once for all who ask at once', async () => {
    const server = new Server(120);
    const list = new RowList(server.read);
    await Promise.all([list.ensure(), list.ensure(), list.ensure()]);
    assert.deepEqual(server.asked, [{ page: 1, page_size: 50 }]);
    assert.equal(list.rows.length, 50);
    assert.equal(list.total, 120);
    assert.equal(list.hasMore, true);
  });

  it('grows by pages until there are no more', async () => {
    const server = new Server(120);
    const list = new RowList(server.read);
    await list.ensure();
    await list.loadMore();
    await list.loadMore();
    assert.equal(list.rows.length, 120);
    assert.equal(list.hasMore, false);
    assert.deepEqual(
      server.asked.map(({ page }) => page),
      [1, 2, 3],
    );
  });

  it('loads ten thousand rows in 34 requests, in order', async () => {
    const server = new Server(10_000);
    const list = new RowList(server.read);
    await list.ensure();
    server.asked.length = 0;
    await list.loadAll(new AbortController().signal, () => undefined);
    assert.equal(server.asked.length, 34);
    assert.deepEqual(
      list.rows.map(({ uuid }) => uuid),
      server.rows.map(({ uuid }) => uuid),
    );
    assert.equal(list.hasMore, false);
  });

  it('keeps what has come when loading all is cancelled, and goes on from there', async () => {
    const server = new Server(1000);
    const list = new RowList(server.read);
    await list.ensure();
    const stop = new AbortController();
    await assert.rejects(
      list.loadAll(stop.signal, (rows) => {
        if (rows >= 600) {
          stop.abort();
        }
      }),
    );
    assert.equal(list.rows.length, 600);
    assert.equal(list.error, undefined);
    assert.equal(list.hasMore, true);
    await list.loadMore();
    assert.deepEqual(server.asked.at(-1), { page: 13, page_size: 50 });
    assert.equal(list.rows.length, 650);
  });

  it('loads all also where a page is just being read', async () => {
    const server = new Server(1000);
    const list = new RowList(server.read);
    await list.ensure();
    const more = list.loadMore();
    await list.loadAll(new AbortController().signal, () => undefined);
    await more;
    assert.deepEqual([list.rows.length, list.hasMore], [1000, false]);
  });

  it('loads all also where the page that is just being read fails', async () => {
    const server = new Server(1000);
    const list = new RowList(server.read);
    await list.ensure();
    server.failure = down;
    const more = assert.rejects(list.loadMore());
    const all = list.loadAll(new AbortController().signal, () => undefined);
    await more;
    server.failure = undefined;
    await all;
    assert.deepEqual([list.rows.length, list.error], [1000, undefined]);
  });

  it('goes on loading all, from what is there by then, where the list is read anew meanwhile', async () => {
    const server = new Server(1000);
    const list = new RowList(server.read);
    await list.ensure();
    const all = list.loadAll(new AbortController().signal, () => undefined);
    server.rows.splice(0, 1);
    await Promise.all([all, list.reload()]);
    assert.deepEqual([list.rows[0]?.uuid, list.rows.length, list.hasMore], ['r1', 999, false]);
  });

  it('ends loading all, and keeps nothing, where the list is let go meanwhile', async () => {
    const list = new RowList(new Server(3000).read);
    await list.ensure();
    await assert.rejects(list.loadAll(new AbortController().signal, () => list.forget()));
    assert.deepEqual([list.rows.length, list.loaded], [0, false]);
  });

  it('reloads as many rows as there were, while they stay in sight', async () => {
    const server = new Server(1000);
    const list = new RowList(server.read);
    await list.ensure();
    for (let page = 2; page <= 8; page++) {
      await list.loadMore();
    }
    server.rows.splice(0, 1);
    const reloading = list.reload();
    assert.equal(list.rows.length, 400);
    await reloading;
    assert.equal(list.rows[0]?.uuid, 'r1');
    assert.equal(list.rows.length, 600);
    assert.equal(list.hasMore, true);
  });

  it('keeps rows and remembers why when a later read fails, until one succeeds', async () => {
    const server = new Server(120);
    const list = new RowList(server.read);
    await list.ensure();
    server.failure = down;
    await assert.rejects(list.loadMore());
    assert.equal(list.rows.length, 50);
    assert.equal(list.error, down);
    server.failure = undefined;
    await list.loadMore();
    assert.equal(list.rows.length, 100);
    assert.equal(list.error, undefined);
  });

  it('is not loaded after a first read that failed, and reads again when asked to', async () => {
    const server = new Server(3);
    server.failure = down;
    const list = new RowList(server.read);
    await assert.rejects(list.ensure());
    assert.equal(list.loaded, false);
    assert.equal(list.error, down);
    server.failure = undefined;
    await list.reload();
    assert.equal(list.rows.length, 3);
  });

  it('keeps what was found apart from the rows, the latest first, and reads it anew with them', async () => {
    const server = new Server(60);
    const gone = new Set<string>();
    const asked: string[] = [];
    const list = new RowList<Row>(server.read, {
      readRow: ({ uuid }) => {
        asked.push(uuid);
        return Promise.resolve(gone.has(uuid) ? undefined : { uuid, group: true });
      },
    });
    const found = () => list.found.map(({ uuid }) => uuid);
    await list.ensure();
    list.keepFound({ uuid: 'r55' });
    list.keepFound({ uuid: 'r57' });
    list.keepFound({ uuid: 'r3' });
    list.keepFound({ uuid: 'r57' });
    assert.deepEqual([list.rows.length, ...found()], [50, 'r57', 'r3', 'r55']);
    gone.add('r55');
    await list.reload();
    assert.deepEqual(asked, ['r57', 'r55'], 'not what a page brings');
    assert.deepEqual(list.found, [{ uuid: 'r57', group: true }, { uuid: 'r3' }]);
    await list.loadMore();
    assert.deepEqual([list.rows.length, list.rows[57]?.uuid], [60, 'r57']);
    for (const { uuid } of server.rows) {
      list.keepFound({ uuid });
    }
    assert.deepEqual(found(), ['r59', 'r58', 'r57', 'r56', 'r55']);
    list.forget();
    assert.deepEqual(found(), []);
  });

  it('keeps a row that is found while the list is read anew', async () => {
    const list = new RowList<Row>(new Server(60).read, { readRow: (row) => Promise.resolve(row) });
    await list.ensure();
    list.keepFound({ uuid: 'r55' });
    const reading = list.reload();
    list.keepFound({ uuid: 'r56' });
    await reading;
    assert.deepEqual(list.found, [{ uuid: 'r56' }, { uuid: 'r55' }]);
  });

  it('knows since when its rows could not be read anew', async () => {
    const server = new Server(120);
    const list = new RowList(server.read);
    server.failure = down;
    await assert.rejects(list.ensure());
    assert.equal(list.staleSince, undefined, 'there are none');
    server.failure = undefined;
    const before = new Date();
    await list.ensure();
    assert.equal(list.staleSince, undefined);
    server.failure = down;
    await assert.rejects(list.loadMore());
    assert.equal(list.staleSince, undefined, 'those there are are as new as they were');
    await assert.rejects(list.reload());
    const since = sinceOf(list);
    assert.ok(since !== undefined && since >= before);
    server.failure = undefined;
    await list.loadMore();
    assert.equal(sinceOf(list), since, 'a page more makes the others no newer');
    await list.reload();
    assert.equal(sinceOf(list), undefined);
  });

  it('sifts whole pages until it has a page of what is accepted', async () => {
    const server = new Server(900);
    server.rows = server.rows.map((row, index) => ({ ...row, group: index % 10 !== 0 }));
    const list = new RowList<Row>(server.read, { pageSize: 300, accept: ({ group }) => group === false });
    await list.ensure();
    assert.equal(list.rows.length, 60);
    assert.deepEqual(
      server.asked.map(({ page }) => page),
      [1, 2],
    );
    assert.equal(list.hasMore, true);
  });

  describe('where rows are turned away', () => {
    const accept = ({ group }: Row): boolean => group === true;
    /** Without end, and never the same row twice. */
    const endless = (asked: number[], groups: (page: number) => number = () => 0) =>
      new RowList<Row>(
        ({ page, page_size: size }) => {
          asked.push(page);
          assert.ok(asked.length < 100, 'There is no end to it.');
          const rows = Array.from({ length: size }, (_, index) => ({
            uuid: `r${page}.${index}`,
            group: index < groups(page),
          }));
          return Promise.resolve({ rows, page, hasNext: true, dropped: 0, total: 1e15 });
        },
        { accept },
      );

    it('asks for three pages in vain, and for three more when a person wants more', async () => {
      const asked: number[] = [];
      const list = endless(asked);
      await list.ensure();
      assert.deepEqual([asked, list.loaded, list.hasMore], [[1, 2, 3], true, true]);
      await list.loadMore();
      assert.deepEqual(asked, [1, 2, 3, 4, 5, 6]);
    });

    it('reads on where a page brings some, and as far as before when it is read again', async () => {
      const asked: number[] = [];
      const list = endless(asked, (page) => (page === 3 || page === 5 ? 1 : 0));
      await list.ensure();
      assert.deepEqual(asked.splice(0), [1, 2, 3, 4, 5, 6, 7, 8]);
      await list.reload();
      assert.deepEqual([asked.splice(0), list.rows.length], [[1, 2, 3, 4, 5, 6, 7, 8], 2]);
    });

    it('reads many rows again as far as before, also where none of them is left', async () => {
      const asked: number[] = [];
      let left = 30;
      const list = endless(asked, () => left);
      await list.ensure();
      await list.loadMore();
      assert.deepEqual([asked.splice(0), list.rows.length], [[1, 2, 3, 4], 120]);
      left = 0;
      await list.reload();
      assert.deepEqual([asked, list.rows.length, list.hasMore], [[1], 0, true]);
    });

    it('reads on only while somebody looks', async () => {
      const asked: number[] = [];
      const list = endless(asked, () => 1);
      let isInSight = true;
      list.show({ changed: () => undefined, isInSight: () => isInSight && asked.length < 4 });
      await list.ensure();
      assert.deepEqual([asked.splice(0), list.rows.length, list.hasMore], [[1, 2, 3, 4], 4, true]);
      isInSight = false;
      await list.loadMore();
      assert.deepEqual([asked, list.rows.length], [[5], 5]);
    });

    it('ends loading all three pages after as many rows as the server counted', async () => {
      let asked = 0;
      const list = new RowList<Row>(({ page, page_size: size }) => {
        assert.ok(++asked < 20, 'There is no end to it.');
        const rows = Array.from({ length: size }, (_, index) => ({ uuid: `r${page}.${index}` }));
        return Promise.resolve({ rows, page, hasNext: true, dropped: 0, total: 600 });
      });
      await list.loadAll(new AbortController().signal, () => undefined);
      assert.deepEqual([asked, list.rows.length, list.hasMore], [5, 1500, false]);
    });
  });

  it('tells of every change, and of nothing after it was disposed', async () => {
    const server = new Server(10);
    const list = new RowList(server.read);
    let changes = 0;
    list.onDidChange(() => changes++);
    await list.ensure();
    assert.equal(changes, 1);
    const reading = list.reload();
    list.dispose();
    await assert.rejects(reading);
    assert.equal(changes, 1);
  });

  it('does not follow a server that gives the same page for ever', async () => {
    for (const [rows, dropped] of [
      [[], 1],
      [[{ uuid: 'same' }], 0],
      [[{ uuid: 'same' }], 1],
    ] as const) {
      let asked = 0;
      const list = new RowList<Row>(({ page }) => {
        assert.ok(++asked < 20, 'There is no end to it.');
        return Promise.resolve({ rows, page, hasNext: true, dropped });
      });
      await list.ensure();
      assert.equal(list.rows.length, rows.length);
      await list.loadMore();
      assert.equal(list.hasMore, false);
    }
  });

  it('ends where the list has become shorter than what was read', async () => {
    const server = new Server(120);
    const gone = new WaldurError({ kind: 'notFound', status: 404, detail: 'Invalid page.' });
    const list = new RowList<Row>((page, signal) =>
      page.page > 1 ? Promise.reject(gone) : server.read(page, signal),
    );
    await list.ensure();
    await list.loadMore();
    assert.deepEqual([list.rows.length, list.hasMore, list.error], [50, false, undefined]);
    const none = new RowList<Row>(() => Promise.reject(gone));
    await assert.rejects(none.ensure());
  });

  it('goes on from the page a view starts at when it is read again or as a whole', async () => {
    const server = new Server(1000);
    const list = new RowList(server.read, { startPage: 3 });
    await list.ensure();
    await list.loadMore();
    await list.reload();
    assert.deepEqual([list.rows[0]?.uuid, list.rows.length], ['r100', 100]);
    await list.loadMore();
    assert.deepEqual([list.rows.at(-1)?.uuid, list.rows.length], ['r249', 150]);
    await list.loadAll(new AbortController().signal, () => undefined);
    assert.deepEqual([list.rows[0]?.uuid, list.rows.length, list.hasMore], ['r100', 900, false]);
  });
});
