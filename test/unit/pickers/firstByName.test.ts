import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Connection } from '../../../src/connections/connection';
import { searchPick } from '../../../src/pickers/searchPick';
import { connectionInfo } from '../connections/fakes';
import { settled } from '../settled';

describe('a search before anything is typed', () => {
  const connections = ['North', 'South'].map((serverName) => {
    const info = { ...connectionInfo(`https://${serverName}.example.org/`, 'ada', '1'), serverName };
    return { info } as unknown as Connection;
  });
  let asked: string[];
  let last: () => FakeQuickPick;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    last = FakeQuickPick.install();
    asked = [];
  });

  afterEach(() => mock.timers.reset());

  const open = (before: Partial<Parameters<typeof searchPick>[0]>) => {
    const done = searchPick({
      ...{ title: '', placeholder: '', connections, recent: [], ...before },
      search: (connection, query) => {
        const { serverName } = connection.info;
        asked.push(`${serverName}: ${query}`);
        return Promise.resolve([
          { label: `${query === '' ? 'First' : 'Found'} of ${serverName}`, connection },
        ]);
      },
    });
    return { done, pick: last() };
  };
  const labels = (pick: FakeQuickPick) =>
    pick.items.map(({ label }) => label).filter((label) => label !== '');
  const pause = async () => {
    mock.timers.tick(250);
    await settled();
  };

  it('shows the first by name of each server, where nothing is pinned or was chosen before', async () => {
    const { done, pick } = open({});
    assert.deepEqual([asked.length, pick.busy], [0, true], 'who types at once asks for nothing more');
    await pause();
    assert.deepEqual(labels(pick), ['North', 'First of North', 'South', 'First of South']);
    pick.type('ka');
    await pause();
    assert.deepEqual(labels(pick), ['North', 'Found of North', 'South', 'Found of South']);
    pick.type('');
    await pause();
    pick.accept('First of South');
    assert.equal((await done)?.label, 'First of South');
    assert.deepEqual(asked, ['North: ', 'South: ', 'North: ka', 'South: ka', 'North: ', 'South: ']);
  });

  it('takes nothing for Enter before there are rows', async () => {
    const { done, pick } = open({});
    pick.accept();
    await pause();
    assert.ok(pick.isShown);
    pick.hide();
    assert.equal(await done, undefined);
  });

  it('shows what is pinned, then what was chosen before and is not pinned, and asks no one', async () => {
    const row = (label: string, server = 0) => {
      const connection = connections[server];
      assert.ok(connection);
      return { label, named: { key: label, others: [] }, connection };
    };
    const { done, pick } = open({
      pinned: [row('Kalev', 1)],
      recent: [row('Tartu'), row('Kalev', 1), row('Turku', 1), row('Tampere')],
    });
    await pause();
    assert.deepEqual(asked, []);
    assert.deepEqual(labels(pick), [
      ...['Pinned · South', 'Kalev'],
      ...['Recent · North', 'Tartu', 'Tampere', 'Recent · South', 'Turku'],
    ]);
    pick.hide();
    await done;
  });
});
