import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { ChangePlan } from '../../../src/changes/changePlan';
import { planStep } from '../../../src/changes/planStep';
import type { FieldsTask } from '../../../src/edits/fieldsTask';
import type { InviteTask } from '../../../src/grants/invitationTasks';
import type { Change, RoleTask } from '../../../src/grants/roleTask';
import { task, swap, uuid } from './changes';
import { installPlanPick, type PlanPick } from './planPick';

const why = { kind: 'inactivePerson' } as const;
const remove: Change = { kind: 'remove', grant: uuid, from: null };

function planOf(tasks: ChangePlan['tasks'], more: Partial<ChangePlan> = {}): ChangePlan {
  return { tasks, warnings: [], ...more };
}

const several = (change: Change, count: number): readonly RoleTask[] =>
  Array.from({ length: count }, (_, index) => task(change, `Person ${index + 1}`));

describe('the step that shows a plan', () => {
  let pick: PlanPick;

  beforeEach(() => {
    pick = installPlanPick();
  });

  async function show(plan: ChangePlan, totalSteps = 1) {
    let kept: ChangePlan | undefined;
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

  it('says in a short plan who is meant below the sentence, whose names may fill its line', async () => {
    await show(planOf(several({ kind: 'add', expiry: null }, 1).map(withUserName)));
    const [, , row] = pick.items;
    assert.deepEqual([row?.description, row?.detail], [undefined, 'person.1 · permanently']);
  });

  const withUserName = (one: RoleTask): RoleTask => ({
    ...one,
    person: { ...one.person, username: 'person.1' },
  });

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

  const object = (name: string) => ({ kind: 'customer', uuid: name.padEnd(32, '0'), name }) as const;
  const fields = (name: string, to: string, more: Partial<FieldsTask> = {}): FieldsTask => ({
    kind: 'fields',
    id: name,
    object: object(name),
    way: 'patch',
    changes: [{ field: 'email', from: 'a@example.org', to }],
    beside: {},
    ...more,
  });

  it('shows what fields have and are to have, why not, and what stays', async () => {
    await show(
      planOf([
        fields('Kalev', 'b@example.org'),
        fields('Emajoe', 'b@example.org'),
        fields('Pikne', 'b@example.org', { changes: [] }),
        fields('Viru', 'b@example.org', {
          why: { kind: 'notWritable', field: 'email', why: { kind: 'staff' } },
        }),
      ]),
    );
    assert.deepEqual(
      pick.items.map(({ label, detail }) => (detail === undefined ? label : `${label} | ${detail}`)),
      [
        '$(play) Change 2 Organisations, 1 Not Possible',
        'Not possible',
        '$(error) Viru: E-mail | E-mail: Only server staff can change this field.',
        'Changes',
        '$(edit) Kalev | E-mail: “a@example.org” → “b@example.org”',
        '$(edit) Emajoe | E-mail: “a@example.org” → “b@example.org”',
        'No change',
        '$(check) Pikne',
      ],
    );
  });

  it('gives each of several fields of an object a row, which says whose it is among several objects', async () => {
    const changes = [
      { field: 'email', from: 'a@example.org', to: 'b@example.org' },
      { field: 'phone_number', from: '', to: '+372 5550 100' },
    ];
    const rows = () => pick.items.map(({ label, description: text }) => [label, text].join(' | '));
    await show(planOf([fields('Kalev', '', { changes })]));
    assert.deepEqual(rows().slice(2), [
      '$(edit) Kalev | ',
      '$(blank) E-mail | “a@example.org” → “b@example.org”',
      '$(blank) Phone number | not set → “+372 5550 100”',
    ]);
    await show(planOf([fields('Kalev', '', { changes }), fields('Emajoe', 'b@example.org')]));
    assert.deepEqual(rows().slice(2, 5), [
      '$(edit) Kalev | ',
      '$(blank) E-mail | “a@example.org” → “b@example.org” · Kalev',
      '$(blank) Phone number | not set → “+372 5550 100” · Kalev',
    ]);
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
    let give: (plan: ChangePlan) => void = () => undefined;
    let kept: ChangePlan | undefined;
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

  const goTo = (label: RegExp): void => {
    Object.assign(pick, { activeItems: pick.items.filter((row) => label.test(row.label)).slice(0, 1) });
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));

  it('leaves out a line that is selected, puts it back, and keeps what is left out with the plan', async () => {
    const { outcome, kept } = await show(planOf(several({ kind: 'add', expiry: null }, 3).map(asTwo)));
    goTo(/Person 2/);
    pick.accept();
    await turn();
    assert.equal(kept(), undefined);
    assert.deepEqual(labels().slice(0, 4), [
      '$(play) Grant 2 Roles',
      'Changes',
      '$(add) Person 1 will become Organisation owner of Kalev Institute',
      '$(circle-slash) Person 2 will become Organisation owner of Kalev Institute',
    ]);
    assert.equal(pick.items[3]?.description, 'left out');
    assert.deepEqual(pick.activeItems, [pick.items[3]], 'the focus stays');
    goTo(/Person 3/);
    pick.accept();
    await turn();
    goTo(/Person 2/);
    pick.accept();
    await turn();
    goTo(/play/);
    pick.accept();
    assert.equal(await outcome, 'next');
    assert.deepEqual(kept()?.leftOut, ['2']);
  });

  it('that opens unasked is run by whoever goes to its first row, and by nothing that is typed', async () => {
    const kept: ChangePlan[] = [];
    const outcome = planStep({
      title: '',
      position: { step: 1, totalSteps: 1, canGoBack: false },
      isUnasked: true,
      make: () => Promise.resolve(planOf(several({ kind: 'add', expiry: null }, 2).map(asTwo))),
      keep: (made) => kept.push(made),
    });
    await turn();
    assert.match(pick.placeholder, /^Proposed by an assistant\. Select the first row to run the plan/);
    assert.deepEqual(pick.activeItems, []);
    assert.equal(pick.items[0]?.alwaysShow, false);
    pick.accept();
    await turn();
    // What is typed in the chat finds the row that runs the plan.
    pick.value = 'grant';
    goTo(/play/);
    pick.accept();
    await turn();
    assert.deepEqual(kept, []);
    pick.value = '';
    goTo(/play/);
    pick.accept();
    assert.equal(await outcome, 'next');
    assert.equal(kept.length, 1);
  });

  it('runs nothing where every line is left out', async () => {
    const { outcome, kept } = await show(planOf(several({ kind: 'add', expiry: null }, 1)));
    goTo(/Person 1/);
    pick.accept();
    await turn();
    assert.equal(labels()[0], '$(circle-slash) Every Line Is Left Out');
    goTo(/Every Line/);
    pick.accept();
    await turn();
    pick.hide();
    assert.deepEqual([await outcome, kept()], ['cancelled', undefined]);
  });

  it('leaves out both parts of a change of role', async () => {
    const tasks = swap().map((result) => result.task);
    const { kept, outcome } = await show(planOf([...tasks, ...several({ kind: 'add', expiry: null }, 1)]));
    goTo(/Ann Lee/);
    pick.accept();
    await turn();
    goTo(/play/);
    pick.accept();
    await outcome;
    assert.deepEqual(
      kept()?.leftOut,
      tasks.map(({ id }) => id),
    );
  });

  it('says what many lines share once, and never cuts the user name', async () => {
    const long = 'Maximiliana Alexandrina Wilhelmina von und zu Hohenstein';
    const many = several({ kind: 'add', expiry: '2027-02-26T12:00:00Z' }, 55).map((one, index) => ({
      ...one,
      id: String(index),
      person: { uuid: String(index), name: long, username: `${'m'.repeat(90)}.${index}` },
    }));
    await show(
      planOf([
        ...many,
        {
          ...task({ kind: 'prolong', grant: uuid, from: null, to: '2027-02-26T12:00:00Z' }, 'Ann'),
          id: 'prolonged',
        },
        { ...task({ kind: 'impossible', wanted: 'grant', why }, 'Bob'), id: 'impossible' },
      ]),
    );
    const rows = pick.items;
    assert.equal(rows[1]?.label, '$(info) Organisation owner of Kalev Institute');
    const groups = rows.filter(({ kind }) => kind === vscode.QuickPickItemKind.Separator);
    assert.match(
      groups.map(({ label }) => label).join(' / '),
      /^Not possible, 1 \/ New, 55 · until Feb 26, 2027, .* \/ Expiry changed, 1$/,
    );
    const line = rows.find(({ description: text }) => text?.includes('.54'));
    assert.ok((line?.label.length ?? 99) < 50);
    assert.equal(line?.description, `${'m'.repeat(90)}.54`);
    assert.equal(rows.filter(({ label }) => label.includes('Kalev')).length, 1, 'the place is said once');
    assert.ok(
      rows.every(({ detail }) => detail === undefined),
      'a line each',
    );
  });

  it('gives many invitations a line each too, with the whole address, beside roles', async () => {
    const { scope, role } = task({ kind: 'add', expiry: null });
    const invite = (email: string): InviteTask => ({ kind: 'invite', id: email, email, scope, role });
    const address = `${'long.name.'.repeat(9)}postdoc@example.org`;
    await show(
      planOf([
        ...several({ kind: 'add', expiry: null }, 1),
        ...Array.from({ length: 10 }, (_, index) => invite(`guest${index}@example.org`)),
        { ...invite('again@example.org'), replaces: [uuid] },
        { ...invite(address), why: { kind: 'alreadyInvited', state: 'pending' } },
      ]),
    );
    const rows = pick.items;
    assert.deepEqual(
      rows.slice(0, 2).map(({ label }) => label),
      ['$(play) Run 12 Changes, 1 Not Possible', '$(info) Organisation owner of Kalev Institute'],
    );
    const groups = rows.filter(({ kind }) => kind === vscode.QuickPickItemKind.Separator);
    assert.deepEqual(
      groups.map(({ label }) => label),
      ['Not possible, 1', 'New, 1', 'Invited, 11'],
    );
    assert.equal(rows.find(({ label }) => label.includes('long'))?.label, `$(error) ${address}`);
    const again = rows.find(({ label }) => label === '$(mail) again@example.org');
    assert.match(again?.description ?? '', /expired/);
    assert.equal(rows.filter(({ label }) => label.includes('Kalev')).length, 1, 'the place is said once');
    assert.ok(rows.every(({ detail }) => detail === undefined));
  });

  it('gives way to the plan as a document, with what was left out', async () => {
    let opened: ChangePlan | undefined;
    const outcome = planStep({
      title: '',
      position: { step: 1, totalSteps: 1, canGoBack: false },
      make: () => Promise.resolve(planOf(several({ kind: 'add', expiry: null }, 2).map(asTwo))),
      keep: () => assert.fail('nothing is run'),
      openInEditor: (plan) => (opened = plan),
    });
    await turn();
    goTo(/Person 1/);
    pick.accept();
    await turn();
    pick.pressButton();
    assert.equal(await outcome, 'cancelled');
    assert.deepEqual(opened?.leftOut, ['0']);
  });

  it('is not shown where all of it was seen', async () => {
    const plan = planOf(several({ kind: 'add', expiry: null }, 1));
    let kept: ChangePlan | undefined;
    const outcome = planStep({
      title: '',
      position: { step: 1, totalSteps: 1, canGoBack: false },
      make: () => Promise.resolve(plan),
      isSeen: (made) => made === plan,
      keep: (made) => (kept = made),
    });
    assert.equal(await outcome, 'next');
    assert.equal(kept, plan);
  });

  it('counts no steps where it is the only one', async () => {
    await show(planOf([]));
    assert.equal(pick.step, undefined);
    await show(planOf([]), 2);
    assert.equal(pick.step, 2);
  });
});
