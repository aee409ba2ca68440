import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { pickTeamFilter } from '../../src/commands/filterTeam';
import { RunJournals } from '../../src/commands/roles/runJournals';
import type { RunRecord } from '../../src/grants/outcome';
import { type ManyItem, searchManyStep } from '../../src/ui/searchManyStep';
import { waitUntil } from '../e2e/pages/waitUntil';
import { QuickInputs } from './quickInputs';

const record: RunRecord = {
  version: 1,
  id: 'run',
  started: '2026-11-23T12:00:00Z',
  items: [],
  outcomes: {},
  sent: [],
};

describe('runs that are kept', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-journals-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const journals = () => new RunJournals(vscode.Uri.file(path.join(folder, 'runs')));

  it('are found by the next window, and not by the one that runs them', async () => {
    const own = journals();
    await own.open('connection', 'Grant role').journal.save(record);
    assert.deepEqual(await own.interrupted(), { runs: [], running: false });
    const { runs } = await journals().interrupted();
    assert.deepEqual(
      runs.map(({ connectionId, title, record: kept }) => [connectionId, title, kept.id]),
      [['connection', 'Grant role', 'run']],
    );
  });

  it('are gone once they are through, whatever is saved late', async () => {
    const { journal } = journals().open('connection', 'Grant role');
    await journal.save(record);
    await Promise.all([journal.save(record), journal.save(undefined), journal.save(record)]);
    assert.deepEqual(await readdir(path.join(folder, 'runs')), []);
  });

  it('are gone once their result was seen', async () => {
    const { journal, drop } = journals().open('connection', 'Grant role');
    await journal.save(record);
    await drop();
    await journal.save(record);
    assert.deepEqual(await readdir(path.join(folder, 'runs')), []);
  });

  it('are left to the process that carries them out', async () => {
    await journals().open('connection', 'Grant role').journal.save(record);
    const runs = path.join(folder, 'runs');
    const [file = ''] = await readdir(runs);
    await writeFile(
      path.join(runs, file),
      JSON.stringify({ connectionId: 'connection', title: '', pid: process.ppid, record }),
    );
    assert.deepEqual(await journals().interrupted(), { runs: [], running: true });
  });

  it('are thrown away when they cannot be read', async () => {
    await journals().open('connection', 'Grant role').journal.save(record);
    await writeFile(path.join(folder, 'runs', 'damaged.json'), '{"record":');
    assert.equal((await journals().interrupted()).runs.length, 1);
    assert.equal((await readdir(path.join(folder, 'runs'))).length, 1);
  });
});

describe('a step that takes several answers', () => {
  let inputs: QuickInputs;

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(() => {
    inputs.dispose();
  });

  const items = ['Ann', 'Bob', 'Carl'].map((label) => ({ key: label, label }));
  const found = (text: string): readonly ManyItem[] =>
    items.filter(({ label }) => label.toLowerCase().startsWith(text));

  function ask(chosen: readonly ManyItem[] = []) {
    let answer: readonly string[] = [];
    const outcome = searchManyStep<ManyItem>({
      title: '',
      position: { step: 1, totalSteps: 1, canGoBack: false },
      search: (text) => Promise.resolve(found(text)),
      initial: items,
      chosen,
      accept: (picked) => {
        answer = picked.map(({ key }) => key);
        return Promise.resolve(undefined);
      },
    });
    return outcome.then(() => answer);
  }

  const accept = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

  const rowsOf = ({ items }: vscode.QuickPick<vscode.QuickPickItem>) =>
    items.filter(({ kind }) => kind === undefined);

  it('takes the row in focus when nothing is checked', async () => {
    const answer = ask();
    const pick = await inputs.nextPick();
    await waitUntil(
      'a row in focus',
      () => Promise.resolve(pick.activeItems[0]?.label),
      (label) => label === 'Ann',
    );
    let taken: readonly string[] = [];
    void answer.then((keys) => (taken = keys));
    // The first Enter may come before VS Code shows the input.
    await waitUntil(
      'the answer',
      async () => {
        await accept();
        return taken;
      },
      (keys) => keys.length > 0,
    );
    assert.deepEqual(taken, ['Ann']);
  });

  it('takes the only row there is, whatever has the focus', async () => {
    const answer = ask();
    const pick = await inputs.nextPick();
    await searchFor(pick, 'b', 'Bob');
    const active = (label: string | undefined) =>
      waitUntil(
        `${label ?? 'no row'} in focus`,
        () => Promise.resolve(pick.activeItems[0]?.label),
        (shown) => shown === label,
      );
    await active('Bob');
    // Going on from the last row goes back to the field.
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await active(undefined);
    await accept();
    assert.deepEqual(await answer, ['Bob']);
  });

  it('keeps what was checked over searches', async () => {
    const answer = ask([{ key: 'Carl', label: 'Carl' }]);
    const pick = await inputs.nextPick();
    inputs.edit(pick, 'b');
    await waitUntil(
      'the search',
      () => Promise.resolve(pick.items.map(({ label }) => label).join()),
      (labels) => labels.endsWith('Carl,Found,Bob'),
    );
    assert.deepEqual(
      pick.selectedItems.map(({ label }) => label),
      ['Carl'],
    );
    await accept();
    assert.deepEqual(await answer, ['Carl']);
  });

  /** Checks as a person does whose list is replaced before VS Code has told of it. */
  async function checkLate(
    pick: vscode.QuickPick<vscode.QuickPickItem>,
    checked: (label: string) => boolean,
    replace: () => void,
  ): Promise<void> {
    const told = new Promise((resolve) => pick.onDidChangeSelection(resolve));
    pick.selectedItems = rowsOf(pick).filter(({ label }) => checked(label));
    // VS Code sends what is set once this turn is over.
    await new Promise((resolve) => setTimeout(resolve));
    replace();
    await told;
  }

  const searchFor = async (
    pick: vscode.QuickPick<vscode.QuickPickItem>,
    text: string,
    ...labels: string[]
  ) => {
    inputs.edit(pick, text);
    await waitUntil(
      'the search',
      () => Promise.resolve(rowsOf(pick).map(({ label }) => label)),
      (shown) => shown.join() === labels.join(),
    );
  };

  const waitForChecked = (pick: vscode.QuickPick<vscode.QuickPickItem>, ...labels: readonly string[]) =>
    waitUntil(
      `checked: ${labels.join()}`,
      () => Promise.resolve(pick.selectedItems.map(({ label }) => label).join()),
      (shown) => shown === labels.join(),
    );

  it('takes who was checked, not who stands in that place meanwhile', async () => {
    const answer = ask();
    const pick = await inputs.nextPick();
    await searchFor(pick, 'b', 'Bob');
    await checkLate(
      pick,
      (label) => label === 'Bob',
      () => inputs.edit(pick, ''),
    );
    await waitForChecked(pick, 'Bob');
    await accept();
    assert.deepEqual(await answer, ['Bob']);
  });

  it('adds who was checked in a list that is gone to those checked before', async () => {
    const answer = ask([{ key: 'Carl', label: 'Carl' }]);
    const pick = await inputs.nextPick();
    await searchFor(pick, 'b', 'Carl', 'Bob');
    await waitForChecked(pick, 'Carl');
    await checkLate(
      pick,
      () => true,
      () => inputs.edit(pick, ''),
    );
    await waitForChecked(pick, 'Carl', 'Bob');
    await accept();
    assert.deepEqual(await answer, ['Carl', 'Bob']);
  });

  it('lets go who was let go in a list that is gone', async () => {
    const answer = ask(['Carl', 'Ann'].map((label) => ({ key: label, label })));
    const pick = await inputs.nextPick();
    await searchFor(pick, 'b', 'Carl', 'Ann', 'Bob');
    await waitForChecked(pick, 'Carl', 'Ann');
    await checkLate(
      pick,
      (label) => label === 'Ann',
      () => inputs.edit(pick, ''),
    );
    await waitForChecked(pick, 'Ann');
    await accept();
    assert.deepEqual(await answer, ['Ann']);
  });

  it('lets everybody go, and stays so over searches', async () => {
    const answer = ask([{ key: 'Carl', label: 'Carl' }]);
    const pick = await inputs.nextPick();
    const told: number[] = [];
    pick.onDidChangeSelection((items) => told.push(items.length));
    const waitForTold = (count: number) =>
      waitUntil(
        `${count} checked`,
        () => Promise.resolve(told.at(-1)),
        (last) => last === count,
      );
    await searchFor(pick, 'b', 'Carl', 'Bob');
    await waitForTold(1);
    pick.selectedItems = [];
    await waitForTold(0);
    await searchFor(pick, 'a', 'Ann');
    assert.deepEqual(pick.selectedItems, []);
    await accept();
    assert.deepEqual(await answer, ['Ann']);
  });

  it('keeps what was checked however fast the list changes', async () => {
    const answer = ask([{ key: 'Carl', label: 'Carl' }]);
    const pick = await inputs.nextPick();
    // VS Code tells what is checked while the person types on.
    let changes = 0;
    const subscription = pick.onDidChangeSelection(() => inputs.edit(pick, ' '.repeat(++changes % 5)));
    inputs.edit(pick, ' ');
    await waitUntil(
      'several changes',
      () => Promise.resolve(changes),
      (count) => count > 5,
    );
    subscription.dispose();
    inputs.edit(pick, 'b');
    await waitUntil(
      'the search',
      () => Promise.resolve(pick.items.map(({ label }) => label).join()),
      (labels) => labels.endsWith('Bob'),
    );
    await accept();
    assert.deepEqual(await answer, ['Carl']);
  });

  it('waits for a search under way, and takes what it brings only when that is one', async () => {
    const answer = ask();
    const pick = await inputs.nextPick();
    pick.value = 'c';
    await waitUntil(
      'the search to begin',
      () => Promise.resolve(pick.busy),
      (busy) => busy,
    );
    await accept();
    assert.deepEqual(await answer, ['Carl']);
  });
});

describe('the filter of a team', () => {
  let inputs: QuickInputs;

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(() => {
    inputs.dispose();
  });

  it('takes what was typed, however soon Enter follows', async () => {
    const answer = pickTeamFilter('Institute', {}, new Map([['owner', 'Organization owner']]));
    const pick = await inputs.nextPick();
    // As on a slow machine: the row that says what was typed is still on its way to the workbench.
    Object.defineProperty(pick, 'activeItems', { get: () => [] });
    pick.value = 'liisa';
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    assert.deepEqual(await answer, { text: 'liisa' });
  });
});
