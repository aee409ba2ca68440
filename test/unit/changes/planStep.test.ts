import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { planStep, type GrantsPlan } from '../../../src/changes/planStep';
import type { Change, RoleTask } from '../../../src/grants/roleTask';
import { task, swap, uuid } from './changes';

const why = { kind: 'inactivePerson' } as const;
const remove: Change = { kind: 'remove', grant: uuid, from: null };

function planOf(tasks: readonly RoleTask[], more: Partial<GrantsPlan> = {}): GrantsPlan {
  return { tasks, warnings: [], ...more };
}

const several = (change: Change, count: number): readonly RoleTask[] =>
  Array.from({ length: count }, (_, index) => task(change, `Person ${index + 1}`));

interface FakePick {
  readonly items: readonly vscode.QuickPickItem[];
  readonly placeholder: string;
  readonly step: number | undefined;
  /** What VS Code holds in focus: the first row, unless it is told otherwise. */
  readonly activeItems: readonly vscode.QuickPickItem[];
  accept: () => void;
  hide: () => void;
}

describe('the step that shows a plan', () => {
  let pick: FakePick;

  beforeEach(() => {
    const accepted = new vscode.EventEmitter<void>();
    const hidden = new vscode.EventEmitter<void>();
    const button = new vscode.EventEmitter<void>();
    let items: readonly vscode.QuickPickItem[] = [];
    const fake = {
      get items() {
        return items;
      },
      set items(rows) {
        items = rows;
        this.activeItems = rows.slice(0, 1);
      },
      activeItems: [] as readonly vscode.QuickPickItem[],
      placeholder: '',
      step: undefined,
      onDidAccept: accepted.event,
      onDidHide: hidden.event,
      onDidTriggerButton: button.event,
      show: () => undefined,
      dispose: () => undefined,
      accept: () => accepted.fire(),
      hide: () => hidden.fire(),
    };
    pick = fake;
    Object.assign(vscode.window, { createQuickPick: () => fake });
  });

  async function show(plan: GrantsPlan, totalSteps = 1) {
    let kept: GrantsPlan | undefined;
    const outcome = planStep({
      title: '',
      position: { step: totalSteps, totalSteps, canGoBack: false },
      make: () => Promise.resolve(plan),
      keep: (made) => (kept = made),
    });
    await new Promise((resolve) => setTimeout(resolve));
    return { outcome, kept: () => kept };
  }

  const labels = () => pick.items.map(({ label }) => label);

  it('says on Run what it does, and how much is not possible', async () => {
    await show(
      planOf([
        ...several(remove, 7),
        task({ kind: 'impossible', wanted: 'revoke', why }, 'Ann'),
        task({ kind: 'impossible', wanted: 'revoke', why }, 'Bob'),
      ]),
    );
    assert.equal(labels()[0], '$(play) Revoke 7 Roles, 2 Not Possible');
    await show(planOf(several({ kind: 'add', expiry: null }, 1)));
    assert.equal(labels()[0], '$(play) Grant 1 Role');
    await show(planOf([...several(remove, 1), ...several({ kind: 'add', expiry: null }, 1)].map(asTwo)));
    assert.equal(labels()[0], '$(play) Run 2 Changes');
  });

  const asTwo = (one: RoleTask, index: number): RoleTask => ({ ...one, id: String(index) });

  it('shows what is not possible before what is', async () => {
    await show(
      planOf([
        task({ kind: 'add', expiry: null }, 'Ann'),
        task({ kind: 'unchanged', expiry: null }, 'Carl'),
        task({ kind: 'impossible', wanted: 'grant', why }, 'Bob'),
      ]),
    );
    assert.deepEqual(labels().slice(1), [
      'Not possible',
      '$(error) Bob as Organisation owner of Kalev Institute',
      'Changes',
      '$(add) Ann will become Organisation owner of Kalev Institute',
      'No change',
      '$(check) Carl is already Organisation owner of Kalev Institute',
    ]);
  });

  it('counts and shows a change of role as one', async () => {
    const { outcome, kept } = await show(planOf(swap().map((result) => result.task)));
    assert.deepEqual(labels(), [
      '$(play) Run 1 Change',
      'Changes',
      '$(arrow-swap) Ann Lee: Reader → Organisation owner in Kalev Institute',
    ]);
    pick.accept();
    assert.equal(await outcome, 'next');
    assert.ok(kept() !== undefined);
  });

  it('never has Run in focus where access is taken away, and Enter does nothing then', async () => {
    const { outcome, kept } = await show(planOf(several(remove, 2)));
    assert.deepEqual(pick.activeItems, []);
    assert.equal(pick.items[0]?.alwaysShow, false, 'nor does typing bring it into focus');
    pick.accept();
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(kept(), undefined);
    pick.hide();
    assert.equal(await outcome, 'cancelled');
  });

  it('does not run what was not seen yet, however soon Enter comes', async () => {
    let give: (plan: GrantsPlan) => void = () => undefined;
    let kept: GrantsPlan | undefined;
    const outcome = planStep({
      title: '',
      position: { step: 1, totalSteps: 1, canGoBack: false },
      make: () => new Promise((resolve) => (give = resolve)),
      keep: (made) => (kept = made),
    });
    pick.accept();
    give(planOf(several({ kind: 'add', expiry: null }, 1)));
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(kept, undefined);
    pick.accept();
    assert.equal(await outcome, 'next');
  });

  it('counts no steps where it is the only one', async () => {
    await show(planOf([]));
    assert.equal(pick.step, undefined);
    await show(planOf([]), 2);
    assert.equal(pick.step, 2);
  });
});
