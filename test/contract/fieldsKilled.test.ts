import assert from 'node:assert/strict';
import { planEdits } from '../../src/documents/planEdits';
import type { FieldsTask } from '../../src/edits/fieldsTask';
import { DocumentSaves } from './documentSaves';
import { endOf, Windows } from './windows';

describe('one field of 200 organisations, killed half-way', () => {
  let windows: Windows;
  let saves: DocumentSaves;
  before(async () => {
    windows = await Windows.with('PATCH', { scale: 260 });
    saves = await DocumentSaves.open(windows.bench);
  });
  after(async () => {
    await saves.close();
    await windows.close();
  });

  const customers = () =>
    windows.bench.server.world.customers
      .filter(({ blocked, archived }) => blocked !== true && archived !== true)
      .slice(0, 200);
  const pages = () => customers().map(({ homepage }) => homepage ?? '');
  const homepage = 'https://research.example.org/';

  /** As Edit Field… plans it. */
  async function planned(): Promise<readonly FieldsTask[]> {
    const { connection, store } = saves.fieldParts;
    const scopes = customers().map(({ uuid, name }) => ({ kind: 'customer', uuid, name }) as const);
    const { requests } = windows.bench.server;
    requests.clear();
    const { tasks, warnings } = await planEdits(
      connection,
      store,
      scopes,
      new Map([['homepage', homepage]]),
      new AbortController().signal,
    );
    assert.deepEqual([tasks.length, warnings], [200, []]);
    assert.ok(requests.list().length <= 210, `${requests.list().length} requests for a plan`);
    return tasks;
  }

  it('ends as planned when it is resumed, and is undone from another window', async () => {
    const before = pages();
    await windows.plan({ tasks: await planned() });
    await windows.killAt(100);
    const words = await endOf(windows.open());
    assert.deepEqual(
      words.filter((word) => word !== 'done' && word !== 'done found'),
      [],
    );
    assert.equal(words.length, 200);
    assert.deepEqual([...new Set(pages())], [homepage]);
    // What was under way as it was killed is looked at, and sent again only where it was not done.
    const { count } = windows.writes;
    assert.ok(count >= 200 && count <= 204, `${count} PATCHes`);

    const recent = await windows.openRecent();
    const [run] = await recent.untilNothingRuns();
    assert.ok(run !== undefined);
    assert.deepEqual([run.title, run.left, run.isUndone], ['Edit', 0, false]);
    assert.equal(await recent.tell({ kind: 'undo', id: run.id }), '200 changes undone.');
    assert.deepEqual(pages(), before);
    assert.equal(windows.writes.count, count + 200);
  }).timeout(60_000);
});
