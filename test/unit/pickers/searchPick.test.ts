import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Connection } from '../../../src/connections/connection';
import { type FoundRow, searchPick } from '../../../src/pickers/searchPick';
import { connectionInfo } from '../connections/fakes';
import { settled } from '../settled';

interface Asked {
  readonly server: string;
  readonly query: string;
  readonly signal: AbortSignal;
  readonly find: (...labels: readonly string[]) => Promise<void>;
  readonly fail: () => Promise<void>;
}

describe('a search on two servers', () => {
  const connections = ['North', 'South'].map((serverName) => {
    const info = { ...connectionInfo(`https://${serverName}.example.org/`, 'ada', '1'), serverName };
    return { info } as unknown as Connection;
  });
  let asked: Asked[];
  let pick: FakeQuickPick;
  let choice: Promise<string | undefined>;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const last = FakeQuickPick.install();
    asked = [];
    choice = searchPick({
      title: '',
      placeholder: '',
      connections,
      recent: connections.slice(0, 1).map((connection) => ({ label: 'Before', connection })),
      search: (connection, query, signal) =>
        new Promise<readonly FoundRow[]>((resolve, reject) => {
          asked.push({
            server: connection.info.serverName,
            query,
            signal,
            find: (...labels) => {
              resolve(labels.map((label) => ({ label, connection })));
              return settled();
            },
            fail: () => {
              reject(new Error('no answer'));
              return settled();
            },
          });
        }),
    }).then((chosen) => chosen?.label);
    pick = last();
  });

  afterEach(async () => {
    pick.hide();
    await choice;
    mock.timers.reset();
  });

  /** All rows, the headings among them; those of earlier lists are empty. */
  const shown = () => pick.items.map(({ label }) => label).filter((label) => label !== '');

  /** Types and waits until the servers are asked. */
  async function lookFor(text: string): Promise<readonly [Asked, Asked]> {
    pick.type(text);
    mock.timers.tick(250);
    await settled();
    const [north, south] = asked.slice(-2);
    assert.ok(north?.query === text && south?.query === text);
    return [north, south];
  }

  it('asks once there is a pause, and for what was typed last', () => {
    pick.type('k');
    mock.timers.tick(249);
    pick.type(' ka ');
    mock.timers.tick(249);
    assert.deepEqual([asked.length, pick.busy, shown()], [0, true, ['Recent · North', 'Before']]);
    mock.timers.tick(1);
    assert.deepEqual(
      asked.map(({ server, query }) => [server, query]),
      [
        ['North', 'ka'],
        ['South', 'ka'],
      ],
    );
  });

  it('gives up what is stale, whose answer is never shown', async () => {
    const [stale] = await lookFor('k');
    const [north, south] = await lookFor('ka');
    assert.deepEqual([stale.signal.aborted, north.signal.aborted], [true, false]);
    await stale.find('Stale');
    await south.find('Kalev');
    assert.deepEqual(shown(), ['South', 'Kalev']);
    pick.type('');
    assert.deepEqual([shown(), pick.busy, north.signal.aborted], [['Recent · North', 'Before'], false, true]);
    await north.find('Late');
    assert.deepEqual(shown(), ['Recent · North', 'Before']);
  });

  it('shows a failure in the section of its server, and asks again when it is selected', async () => {
    const [north, south] = await lookFor('ka');
    await south.find('Kalev');
    await north.fail();
    const failure = '$(error) Search failed. Select to retry';
    assert.deepEqual([shown(), pick.busy], [['North', failure, 'South', 'Kalev'], false]);
    pick.accept(failure);
    assert.deepEqual([asked.length, pick.busy], [4, true], 'at once');
    await asked[2]?.find('Karelia');
    await asked[3]?.find('Kalev');
    assert.deepEqual([shown(), pick.busy], [['North', 'Karelia', 'South', 'Kalev'], false]);
  });

  it('says that nothing is found once all have answered', async () => {
    const [north, south] = await lookFor('ka');
    await north.find();
    assert.deepEqual([shown(), pick.busy], [[], true]);
    await south.find();
    assert.deepEqual([shown(), pick.busy], [['Nothing found for “ka”'], false]);
  });

  it('takes the first answer that comes after Enter, unless the person types on', async () => {
    const [first] = await lookFor('k');
    pick.accept();
    const [north, south] = await lookFor('ka');
    await first.find('Stale');
    await north.find('Kalev');
    assert.ok(pick.isShown);
    await south.find();
    pick.type('kal');
    pick.accept('Kalev');
    assert.ok(pick.isShown, 'what is shown is not for what was typed');
    mock.timers.tick(250);
    await asked.at(-1)?.find('Kalevipoeg');
    assert.equal(await choice, 'Kalevipoeg');
  });
});
