import assert from 'node:assert/strict';
import '../vscodeFake';
import { settled } from '../settled';
import { ObjectsOfKind } from '../../../src/organisations/objectsOfKind';
import type { RowList } from '../../../src/organisations/rowList';
import { WaldurError } from '../../../src/waldur/errors';

interface Thing {
  readonly uuid: string;
  readonly name?: string;
  readonly email?: string;
  readonly projects?: number;
}
type Field = 'uuid' | 'name' | 'email' | 'projects';

const gone = new WaldurError({ kind: 'notFound', status: 404 });

/** Objects of a server that answers when it is told to. */
class Server {
  things = new Map<string, Thing>([['a', { uuid: 'a', name: 'Ash', email: 'ash@example.org', projects: 2 }]]);
  readonly asked: string[] = [];
  readonly stopped: string[] = [];
  readonly changed: string[] = [];
  clock = 0;
  private waiting: (() => void)[] = [];

  readonly objects = new ObjectsOfKind<Thing, Field>({
    read: (uuid, fields, signal) => {
      this.asked.push(`${uuid} ${fields?.join() ?? 'all'}`);
      // What the server says is decided when it is asked.
      const thing = this.things.get(uuid);
      return new Promise((resolve, reject) => {
        const stop = () => {
          this.stopped.push(uuid);
          reject(new WaldurError({ kind: 'cancelled' }));
        };
        signal.addEventListener('abort', stop);
        if (signal.aborted) {
          stop();
        }
        this.waiting.push(() => (thing === undefined ? reject(gone) : resolve(only(thing, fields))));
      });
    },
    changed: (uuid) => this.changed.push(uuid),
    now: () => this.clock,
  });

  async answer(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach((give) => give());
    await settled();
  }

  async read(fields?: readonly Field[], anew = false): Promise<Thing> {
    const [thing] = await Promise.all([this.objects.get('a', { fields, anew }), this.answer()]);
    return thing;
  }

  set(changes: Partial<Thing>): void {
    this.things.set('a', { uuid: 'a', ...this.things.get('a'), ...changes });
  }

  /** A list of names that someone shows. */
  async list(): Promise<RowList<Thing>> {
    const list = this.objects.list(
      'all',
      ({ page }) =>
        Promise.resolve({
          rows: [...this.things.values()].map((thing) => only(thing, ['uuid', 'name'])),
          page,
          hasNext: false,
          dropped: 0,
        }),
      { fields: ['uuid', 'name'] },
    );
    list.show({ changed: () => undefined, isInSight: () => true });
    await list.ensure();
    return list;
  }
}

function only(thing: Thing, fields: readonly Field[] | undefined): Thing {
  const entries = Object.entries(thing).filter(([field]) => fields?.some((each) => each === field) ?? true);
  return { uuid: thing.uuid, ...Object.fromEntries(entries) };
}

describe('objects of one kind', () => {
  let server: Server;
  beforeEach(() => {
    server = new Server();
  });

  it('are read once for all who ask at once, also where some need less', async () => {
    const reads = [
      server.objects.get('a'),
      server.objects.get('a', { fields: ['name'] }),
      server.objects.get('a', { anew: true }),
    ];
    await server.answer();
    assert.deepEqual(
      (await Promise.all(reads)).map(({ name }) => name),
      ['Ash', 'Ash', 'Ash'],
    );
    assert.deepEqual(server.asked, ['a all']);
  });

  it('are not read again while they are fresh, unless someone wants that', async () => {
    await server.read();
    assert.equal((await server.objects.get('a', { fields: ['email'] })).email, 'ash@example.org');
    assert.deepEqual(server.asked, ['a all']);
    await server.read(undefined, true);
    server.clock = 59_999;
    await server.objects.get('a');
    assert.equal(server.asked.length, 2);
    server.clock = 60_000;
    await server.read();
    assert.equal(server.asked.length, 3);
  });

  it('are asked for fields that are not known, and hold those of both reads then', async () => {
    await server.read(['name']);
    assert.deepEqual(await server.read(['email']), { uuid: 'a', name: 'Ash', email: 'ash@example.org' });
    await server.objects.get('a', { fields: ['name', 'email'] });
    assert.deepEqual(server.asked, ['a name', 'a email']);
    await server.read();
    assert.deepEqual(server.asked.at(-1), 'a all');
  });

  it('are asked for anew as a whole once someone wanted a part of them anew', async () => {
    await server.read();
    await server.read(['name'], true);
    await server.objects.get('a', { fields: ['name'] });
    await server.read();
    assert.deepEqual(server.asked, ['a all', 'a name', 'a all']);
  });

  it('stay whole when a list brings rows of a few fields, which make them newer', async () => {
    await server.read();
    server.set({ name: 'Oak', projects: 3 });
    await server.list();
    assert.deepEqual(server.changed, ['a']);
    const known = await server.objects.get('a', { fields: ['name'] });
    assert.deepEqual(known, { uuid: 'a', name: 'Oak', email: 'ash@example.org', projects: 2 });
    // The list did not say how many projects there are now.
    assert.equal(server.asked.length, 1);
    assert.equal((await server.read()).projects, 3);
  });

  it('make rows of lists newer, with the fields that these have', async () => {
    const list = await server.list();
    server.set({ name: 'Oak' });
    await server.read();
    assert.deepEqual(list.rows, [{ uuid: 'a', name: 'Oak' }]);
  });

  it('tell of a value that is another than was known, and of none that is the same', async () => {
    await server.read();
    await server.read(undefined, true);
    assert.deepEqual(server.changed, []);
    server.set({ projects: 5 });
    await server.read(['projects'], true);
    assert.deepEqual(server.changed, ['a']);
  });

  it('take what was written, in the rows too, and tell of it', async () => {
    const list = await server.list();
    await server.read();
    server.objects.apply({ uuid: 'a', name: 'Elm' });
    assert.deepEqual(server.changed, ['a']);
    assert.deepEqual(list.rows, [{ uuid: 'a', name: 'Elm' }]);
    assert.deepEqual(await server.objects.get('a'), {
      uuid: 'a',
      name: 'Elm',
      email: 'ash@example.org',
      projects: 2,
    });
    assert.deepEqual(server.asked, ['a all']);
  });

  it('keep what was written when an older answer comes, of a read or a list', async () => {
    const reading = server.objects.get('a');
    const listing = server.list();
    server.objects.apply({ uuid: 'a', name: 'Elm' });
    await server.answer();
    assert.equal((await reading).name, 'Elm');
    assert.deepEqual((await listing).rows, [{ uuid: 'a', name: 'Elm' }]);
  });

  it('are read again after they were changed, and what was being read then is kept by no one', async () => {
    await server.read();
    server.objects.drop('a');
    const before = server.objects.get('a');
    server.objects.drop('a');
    server.set({ name: 'Oak' });
    const after = server.objects.get('a');
    await server.answer();
    assert.equal((await before).name, 'Ash');
    assert.equal((await after).name, 'Oak');
    assert.equal((await server.objects.get('a')).name, 'Oak');
    assert.equal(server.asked.length, 3);
  });

  it('leave the lists when the server no longer has them, and tell of it', async () => {
    const list = await server.list();
    await server.read();
    server.things.delete('a');
    await assert.rejects(server.read(undefined, true), gone);
    assert.deepEqual([list.rows, list.find('a')], [[], undefined]);
    assert.deepEqual(server.changed, ['a']);
    await assert.rejects(server.read(), gone);
    assert.deepEqual(server.changed, ['a'], 'once: whoever reads it again then would go on without end');
  });

  it('are told of when a list that is read again no longer has them', async () => {
    const list = await server.list();
    server.things.delete('a');
    await Promise.all([list.reload(), server.answer()]);
    assert.deepEqual([list.rows, server.changed], [[], ['a']]);
  });

  it('let each who gives up go, and the request with the last of them', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const reads = [first, second].map(({ signal }) => server.objects.get('a', { signal }));
    const refused = reads.map((read) => assert.rejects(read, WaldurError));
    first.abort();
    await refused[0];
    assert.deepEqual(server.stopped, []);
    second.abort();
    await Promise.all(refused);
    assert.deepEqual(server.stopped, ['a']);
    await server.read();
    assert.equal(server.asked.length, 2);
  });

  it('end their reads with the connection, and tell of nothing after', async () => {
    const reading = assert.rejects(server.objects.get('a'), WaldurError);
    server.objects.dispose();
    await reading;
    await server.answer();
    assert.deepEqual([server.stopped, server.changed], [['a'], []]);
    await assert.rejects(server.objects.get('a'), WaldurError);
  });
});
