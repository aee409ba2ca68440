import assert from 'node:assert/strict';
import '../vscodeFake';
import {
  factsOf,
  factsToKeep,
  personText,
  readFacts,
  rowsOf,
  serverOf,
} from '../../../src/changes/recentRow';
import type { RecentRun } from '../../../src/changes/runJournals';
import type { Connection } from '../../../src/connections/connection';
import { newRecord } from '../../../src/runs/record';
import { task, uuid } from './changes';

const noon = new Date();
noon.setHours(12, 0, 0, 0);

function connectionTo(baseUrl: string, serverName: string, fullName: string): Connection {
  const user = { uuid: 'u', username: 'astrid.lund', fullName };
  return { info: { id: `${baseUrl}#u`, baseUrl, serverName, user } } as unknown as Connection;
}

const nordic = connectionTo('https://nordic.example/', 'Nordic Cloud', 'Astrid Lund');

function run(changes: Partial<RecentRun> = {}): RecentRun {
  const add = task({ kind: 'add', expiry: null });
  return {
    id: 'run',
    connectionId: nordic.info.id,
    name: { kind: 'command', command: 'grantRole' },
    author: { serverName: 'Nordic Cloud', fullName: 'Astrid Lund' },
    record: { ...newRecord({ tasks: [add] }, noon), outcomes: { [add.id]: { kind: 'done' } } },
    isRunning: false,
    isUndone: false,
    ...changes,
  };
}

function among(...connections: readonly Connection[]) {
  return { connections, get: (id: string) => connections.find(({ info }) => info.id === id) };
}

function rowOf(one: RecentRun, connections = among(nordic)) {
  const [row] = rowsOf([factsOf(one)], connections);
  assert.ok(row !== undefined);
  return row;
}

describe('a row of recent changes', () => {
  it('says what was done, where, when and by whom, and how it ended', () => {
    const { label, description, detail } = rowOf(run());
    assert.equal(label, '$(check) Grant Role');
    assert.equal(description, 'Kalev Institute · 12:00 PM · Astrid Lund');
    assert.equal(detail, 'Ann Lee is now Organisation owner of Kalev Institute permanently.');
  });

  it('counts the other places, and tells the day that is not today', () => {
    const add = task({ kind: 'add', expiry: null });
    const other = { ...add, id: 'other', scope: { ...add.scope, uuid: '1'.repeat(32), name: 'Siljan' } };
    const same = { ...add, id: 'same' };
    const record = newRecord({ tasks: [add, same, other] }, new Date('2026-01-02T12:00:00'));
    assert.equal(
      rowOf(run({ record })).description,
      'Kalev Institute and 1 more · Jan 2, 2026, 12:00 PM · Astrid Lund',
    );
  });

  it('tells the server where there are several', () => {
    const baltic = connectionTo('https://baltic.example/', 'Baltic Cloud', 'Astrid Lund');
    assert.match(rowOf(run(), among(nordic, baltic)).description ?? '', / · Astrid Lund · Nordic Cloud$/);
    assert.match(
      rowOf(run(), among(baltic)).description ?? '',
      / · Astrid Lund \(signed out\) · Nordic Cloud$/,
    );
  });

  it('tells that its connection is signed out, also without a name', () => {
    const none = among();
    assert.match(rowOf(run(), none).description ?? '', / · Astrid Lund \(signed out\)$/);
    const old = run({ author: undefined });
    assert.match(rowOf(old, none).description ?? '', / · signed out$/);
    assert.deepEqual(serverOf(old), { serverName: 'nordic.example', baseUrl: 'https://nordic.example/' });
    assert.equal(personText(old, among(nordic)), 'Astrid Lund');
  });

  it('tells what is in progress, was undone, or is left to do', () => {
    const labelled = (changes: Partial<RecentRun>) => {
      const { label, detail } = rowOf(run(changes));
      return [label, detail];
    };
    assert.deepEqual(labelled({ isRunning: true }), ['$(sync) Grant Role', 'In progress.']);
    const done = 'Ann Lee is now Organisation owner of Kalev Institute permanently.';
    assert.deepEqual(labelled({ isUndone: true }), ['$(discard) Grant Role', `Undone later. ${done}`]);
    const left = newRecord({ tasks: [task({ kind: 'remove', grant: uuid, from: null })] });
    assert.equal(labelled({ record: left })[0], '$(warning) Grant Role');
  });

  it('is the same from the facts that were kept, in the language they were kept in', () => {
    const kept: unknown = JSON.parse(JSON.stringify(factsToKeep(run())));
    assert.deepEqual(rowsOf([readFacts(kept) ?? assert.fail()], among(nordic)), [
      { ...rowOf(run()), facts: readFacts(kept) },
    ]);
    assert.equal(readFacts({ ...(kept as object), language: 'et' }), undefined);
    assert.equal(readFacts({ ...(kept as object), started: 'x' }), undefined);
    assert.equal(readFacts(undefined), undefined);
  });
});
