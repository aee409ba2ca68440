import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { searchPick } from '../../src/pickers/searchPick';
import { pickTeamFilter } from '../../src/pickers/teamFilter';
import type { Connection } from '../../src/connections/connection';
import type { ManyItem } from '../../src/pickers/checkedRows';
import { searchManyStep } from '../../src/pickers/searchManyStep';
import { waitUntil } from '../e2e/pages/waitUntil';
import { infoOf } from './connectionInfo';
import { QuickInputs } from './quickInputs';

type Pick = vscode.QuickPick<vscode.QuickPickItem>;

/** Presses Enter. */
const accept = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

const waitForActive = (pick: Pick, label: string | undefined) =>
  waitUntil(
    `${label ?? 'no row'} in focus`,
    () => Promise.resolve(pick.activeItems[0]?.label),
    (shown) => shown === label,
  );

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
      source: { kind: 'places', places: [{ name: '', search: (text) => Promise.resolve(found(text)) }] },
      initial: items,
      chosen,
      accept: (picked) => {
        answer = picked.map(({ key }) => key);
        return Promise.resolve(undefined);
      },
    });
    return outcome.then(() => answer);
  }

  const rowsOf = ({ items }: Pick) => items.filter(({ kind }) => kind === undefined);

  it('takes the row in focus when nothing is checked', async () => {
    const answer = ask();
    const pick = await inputs.nextPick();
    await waitForActive(pick, 'Ann');
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
    // Going on from the last row goes back to the field.
    await waitUntil(
      'no row in focus',
      async () => {
        await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
        return pick.activeItems;
      },
      (rows) => rows.length === 0,
    );
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
      (labels) => labels.endsWith('Carl,Results,Bob'),
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
    pick: Pick,
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

  const searchFor = async (pick: Pick, text: string, ...labels: string[]) => {
    inputs.edit(pick, text);
    await waitUntil(
      'the search',
      () => Promise.resolve(rowsOf(pick).map(({ label }) => label)),
      (shown) => shown.join() === labels.join(),
    );
  };

  const waitForChecked = (pick: Pick, ...labels: readonly string[]) =>
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
    let told: readonly vscode.QuickPickItem[] | undefined;
    pick.onDidChangeSelection((rows) => (told = rows));
    await searchFor(pick, 'b', 'Carl', 'Bob');
    await waitUntil(
      'VS Code to tell of this list',
      () => Promise.resolve(told?.[0]),
      (first) => first !== undefined && rowsOf(pick).includes(first),
    );
    pick.selectedItems = [];
    await waitUntil(
      'nobody checked',
      () => Promise.resolve(told),
      (rows) => rows?.length === 0,
    );
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

describe('a search for one thing', () => {
  let inputs: QuickInputs;

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(() => {
    inputs.dispose();
  });

  const names = ['Ann', 'Bob', 'Carl'];
  const connection = { info: infoOf('') } as unknown as Connection;
  const item = (label: string) => ({ label, connection });

  /** The answer to each text comes when it is called for. */
  function ask(recent: readonly string[] = []) {
    const answers = new Map<string, () => void>();
    const choice = searchPick({
      title: '',
      placeholder: '',
      connections: [connection],
      recent: recent.map(item),
      search: async (_connection, query) => {
        await new Promise<void>((resolve) => answers.set(query, resolve));
        return names.filter((label) => label.toLowerCase().includes(query)).map(item);
      },
    });
    const answer = async (query: string) => {
      const give = await waitUntil(
        `the search for '${query}'`,
        () => Promise.resolve(answers.get(query)),
        (found) => found !== undefined,
      );
      give();
    };
    return { choice: choice.then((chosen) => chosen?.label), answer };
  }

  it('takes what is found for what was typed, however soon Enter comes', async () => {
    const { choice, answer } = ask();
    const pick = await inputs.nextPick();
    inputs.edit(pick, 'a');
    await answer('a');
    await waitForActive(pick, 'Ann');
    inputs.edit(pick, 'b');
    await accept();
    await answer('b');
    assert.equal(await choice, 'Bob');
  });

  it('takes what was in focus, not what stands in that place meanwhile', async () => {
    const { choice, answer } = ask();
    const pick = await inputs.nextPick();
    inputs.edit(pick, 'b');
    await answer('b');
    await waitForActive(pick, 'Bob');
    const accepted = accept();
    inputs.edit(pick, '');
    await accepted;
    assert.equal(await choice, 'Bob');
  });

  it('takes a recent one at once, while the server is asked', async () => {
    const { choice } = ask(['Carl']);
    const pick = await inputs.nextPick();
    inputs.edit(pick, 'c');
    await waitForActive(pick, 'Carl');
    await accept();
    assert.equal(await choice, 'Carl');
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
    const answer = pickTeamFilter('Institute', {}, (came) => {
      came(new Map([['owner', 'Organization owner']]));
      return Promise.resolve();
    });
    const pick = await inputs.nextPick();
    // As on a slow machine: the row that says what was typed is still on its way to the workbench.
    Object.defineProperty(pick, 'activeItems', { get: () => [] });
    pick.value = 'liisa';
    await accept();
    assert.deepEqual(await answer, { text: 'liisa' });
  });
});
