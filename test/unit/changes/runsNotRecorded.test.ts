import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { RecentChanges, type RecentChangesParts } from '../../../src/changes/recentChanges';
import { ChangeRuns, type ChangeRunsParts } from '../../../src/changes/changeRuns';
import type { KeptRun } from '../../../src/changes/keptRun';
import type { RecentRun } from '../../../src/changes/runJournals';
import type { Connection } from '../../../src/connections/connection';
import { newRecord } from '../../../src/runs/record';
import { FakeQuickPick } from '../ui/fakeQuickPick';
import { settled } from '../settled';
import { task } from './changes';

const full = new Error('ENOSPC: no space left on device, write');
const name = { kind: 'command', command: 'grantRole' } as const;
const impossible = task({ kind: 'impossible', wanted: 'grant', why: { kind: 'past' } });

describe('runs that cannot be recorded', () => {
  let told: string[] = [];
  let logged: unknown[] = [];
  let connection: Connection;

  beforeEach(() => {
    told = [];
    logged = [];
    connection = {
      info: {
        id: 'c#u',
        baseUrl: 'https://c.example/',
        serverName: 'C',
        user: { uuid: 'u', fullName: 'Ann' },
      },
      onDidChangeWaiting: () => ({ dispose: () => undefined }),
    } as unknown as Connection;
    const tell = (text: string): Promise<undefined> => {
      told.push(text);
      return Promise.resolve(undefined);
    };
    Object.assign(vscode.window, {
      showInformationMessage: tell,
      showWarningMessage: tell,
      showErrorMessage: tell,
    });
  });

  function runs(journals: object): ChangeRuns {
    return new ChangeRuns({
      connections: { connections: [connection], get: () => connection },
      stores: { invalidate: () => Promise.resolve() },
      journals,
      contextKeys: { set: () => undefined },
      log: { error: (_: string, error: unknown) => logged.push(error) },
    } as unknown as ChangeRunsParts);
  }

  function kept(changes: Partial<KeptRun> = {}): KeptRun {
    const well = () => Promise.resolve();
    return {
      id: 'run',
      head: { connectionId: 'c#u', name },
      begin: well,
      add: well,
      ask: well,
      settle: well,
      complete: well,
      beginUndo: well,
      settleUndone: well,
      ...changes,
    };
  }

  const refuse = () => Promise.reject(full);

  it('are not begun, and it is said why', async () => {
    await runs({ open: () => kept({ begin: refuse }) }).run({
      connection,
      name,
      plan: { tasks: [impossible] },
    });
    assert.deepEqual(told, [
      `Nothing was changed, because this run cannot be recorded on this machine. Unexpected error: ${full.message}`,
    ]);
  });

  it('are not undone, and it is said why', async () => {
    await runs({ take: refuse }).undo(connection, 'run');
    assert.match(told.join(), /^Nothing was changed, because .* ENOSPC/);
  });

  it('are told as they ended when the record cannot be let go', async () => {
    const stuck = kept({ settle: refuse, ask: refuse });
    await runs({ open: () => stuck }).run({ connection, name, plan: { tasks: [impossible] } });
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /Ann Lee/);
    assert.ok(logged.includes(full));
  });
});

describe('a run on the sample server of a window', () => {
  it('is told in that window only', async () => {
    const told: string[] = [];
    Object.assign(vscode.window, {
      showInformationMessage: (text: string) => Promise.resolve(void told.push(text)),
    });
    const author = { serverName: 'Sample', fullName: 'Ann', sample: true } as const;
    const facts = { id: 'run', connectionId: 's#u', name, author, started: new Date().toISOString() };
    const recent = new RecentChanges({
      connections: { loaded: Promise.resolve(), connections: [], get: () => undefined },
      journals: { recent: () => Promise.resolve({ runs: [facts], damaged: [], newer: [] }) },
      unreadable: { tell: () => undefined },
    } as unknown as RecentChangesParts);
    await recent.show();
    assert.match(told.join(), /^No changes have been made/);
  });
});

describe('a run that is chosen to be undone', () => {
  it('is left alone when its person has signed out meanwhile', async () => {
    const told: string[] = [];
    const add = task({ kind: 'add', expiry: null });
    const run: RecentRun = {
      id: 'run',
      connectionId: 'https://c.example/#u',
      name,
      record: { ...newRecord({ tasks: [add] }), outcomes: { [add.id]: { kind: 'done' } } },
      isRunning: false,
      isUndone: false,
    };
    const pick = FakeQuickPick.install();
    Object.assign(vscode.window, {
      showWarningMessage: (text: string) => Promise.resolve(void told.push(text)),
    });
    let signedIn = true;
    const info = { id: run.connectionId, baseUrl: 'https://c.example/', serverName: 'C', user: {} };
    const recent = new RecentChanges({
      connections: {
        loaded: Promise.resolve(),
        connections: [],
        get: () => (signedIn ? { info: { ...info, user: { fullName: 'Ann' } } } : undefined),
      },
      journals: {
        recent: (tell: (run: RecentRun) => unknown) =>
          Promise.resolve({ runs: [tell(run)], damaged: [], newer: [] }),
        find: () => Promise.resolve(run),
      },
      runs: { undo: () => assert.fail('It is undone.'), retry: () => assert.fail('It is retried.') },
      unreadable: { tell: () => undefined },
    } as unknown as RecentChangesParts);
    const through = recent.show();
    await settled();
    const list = pick();
    list.selectedItems = [...list.items];
    list.accept();
    await settled();
    signedIn = false;
    const choices = pick();
    choices.selectedItems = choices.items.filter(({ label }) => label.endsWith('Undo'));
    choices.accept();
    await through;
    assert.deepEqual(told, ['You are signed out of c.example. Sign in to it again, then retry.']);
  });
});
