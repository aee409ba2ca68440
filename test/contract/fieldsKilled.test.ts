import assert from 'node:assert/strict';
import type { FieldsTask } from '../../src/edits/fieldsTask';
import { fieldsTask } from '../../src/edits/fieldsTask';
import { fieldNamed } from '../../src/edits/writableFields';
import { endOf, Windows } from './windows';

describe('one field of 200 organisations, killed half-way', () => {
  let windows: Windows;
  before(async () => {
    windows = await Windows.with('PATCH', { scale: 260 });
  });
  after(() => windows.close());

  const customers = () =>
    windows.bench.server.world.customers
      .filter(({ blocked, archived }) => blocked !== true && archived !== true)
      .slice(0, 200);
  const pages = () => customers().map(({ homepage }) => homepage ?? '');
  const homepage = 'https://research.example.org/';

  function tasks(): readonly FieldsTask[] {
    const field = fieldNamed('customer', 'homepage');
    assert.ok(field !== undefined);
    return customers().map(({ uuid, name, homepage: server = '' }) =>
      fieldsTask(
        { kind: 'customer', uuid, name },
        'patch',
        [{ field, opened: server, server, mine: homepage }],
        new Map(),
      ),
    );
  }

  it('ends as planned when it is resumed, and is undone from another window', async () => {
    const before = pages();
    await windows.plan({ tasks: tasks() });
    await windows.killAt(100);
    const words = await endOf(windows.open());
    assert.deepEqual(
      words.filter((word) => word !== 'done' && word !== 'done found'),
      [],
    );
    assert.equal(words.length, 200);
    assert.deepEqual([...new Set(pages())], [homepage]);

    const recent = await windows.openRecent();
    const [run] = await recent.untilNothingRuns();
    assert.ok(run !== undefined);
    assert.deepEqual([run.title, run.left, run.isUndone], ['Edit', 0, false]);
    assert.equal(await recent.tell({ kind: 'undo', id: run.id }), '200 changes undone.');
    assert.deepEqual(pages(), before);
  }).timeout(60_000);
});
