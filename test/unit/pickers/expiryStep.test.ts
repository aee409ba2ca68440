import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { endOfDayIn } from '../../../src/grants/endText';
import { expiryRows } from '../../../src/pickers/expiryRows';
import { expirySteps, noExpiryAnswer } from '../../../src/pickers/expiryStep';
import { runSteps } from '../../../src/ui/stepSequence';
import { settled } from '../settled';

const now = '2026-12-15T12:00:00Z';

describe('asking until when', () => {
  const accepted = new vscode.EventEmitter<void>();
  const changed = new vscode.EventEmitter<string>();
  const input = {
    items: [] as readonly vscode.QuickPickItem[],
    selectedItems: [] as readonly vscode.QuickPickItem[],
    activeItems: [],
    value: '',
    validationMessage: undefined as vscode.InputBoxValidationMessage | string | undefined,
    onDidAccept: accepted.event,
    onDidChangeValue: changed.event,
    onDidHide: new vscode.EventEmitter<void>().event,
    onDidTriggerButton: new vscode.EventEmitter<void>().event,
    show: () => undefined,
    dispose: () => undefined,
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    Object.assign(vscode.window, { createQuickPick: () => input, createInputBox: () => input });
  });

  it('shows the new and the old end of a role with each choice', async () => {
    void runSteps(expirySteps(() => '', noExpiryAnswer(), { now: () => now }));
    await turn();
    const texts = input.items.map(({ description }) => description ?? '');
    assert.match(texts[0] ?? '', /^permanently instead of until Dec 15, 2026/);
    assert.match(texts[1] ?? '', /^until .* instead of until Dec 15, 2026/);
  });

  it('shows what is typed as a date, before Enter', async () => {
    void runSteps(expirySteps(() => '', noExpiryAnswer(), { now: () => null }));
    await turn();
    input.selectedItems = input.items.slice(-1);
    accepted.fire();
    await turn();
    await turn();
    changed.fire('2099-01-31');
    const { validationMessage: shown } = input;
    assert.ok(typeof shown === 'object');
    assert.match(shown.message, /^until Jan 31, 2099, .*11:59.* instead of permanently$/);
    assert.equal(shown.severity, vscode.InputBoxValidationSeverity.Info);
    changed.fire('30');
    assert.ok(typeof input.validationMessage === 'object', 'also what a number of days comes to');
    changed.fire('20');
    changed.fire('soon');
    assert.equal(input.validationMessage, undefined);
  });
});

describe('what is typed where an end is selected', () => {
  const today = new Date(2026, 10, 28, 12, 0);
  const label = (text: string, end?: string): string =>
    expiryRows(text, today, undefined, end)
      .rows.map((row) => row.label)
      .join(' / ');

  it('becomes the one row, with what it comes to', () => {
    assert.equal(label('45'), '45 days, until Jan 12, 2027');
    assert.equal(label('+6m'), '6 months, until May 28, 2027');
    assert.equal(label('2 weeks'), '2 weeks, until Dec 12, 2026');
    assert.equal(label('1y'), '1 year, until Nov 28, 2027');
    assert.match(label('2027-03-01'), /^until Mar 1, 2027, 11:59/);
    assert.equal(label('9'), '9 days, until Dec 7, 2026', 'not the 90 days it begins');
  });

  it('says in the row why it is none', () => {
    assert.equal(label('soon'), '$(error) “soon” is not a date.');
    const [row] = expiryRows('soon', today, undefined, undefined).rows;
    assert.match(row?.detail ?? '', /^Enter it as YYYY-MM-DD, .* 12:00\.$/, 'what to do is not cut');
    assert.match(label('1/2/2027'), /two different days/);
    assert.match(label('2001-01-01'), /must be in the future/);
    assert.match(label('900m'), /up to 3,650/);
  });

  it('leaves the ends where it is the name of one of them', () => {
    for (const text of ['', '30', '90 days', 'perm', '1 year', 'another']) {
      assert.match(label(text), /^Permanent \/ 30 days/, text);
    }
    assert.match(label('', '2027-05-01T00:00:00Z'), /1 year \/ Until the project ends \/ Another date…$/);
  });

  it('is what Enter takes, also where the rows of a moment ago still stand', async () => {
    const pick = FakeQuickPick.install();
    const answer = noExpiryAnswer();
    const done = runSteps(expirySteps(() => '', answer));
    pick().selectedItems = pick().items.slice(2, 3);
    pick().value = '9';
    pick().accept();
    assert.equal(await done, true);
    assert.equal(answer.expiry, endOfDayIn(9, new Date()));
  });

  it('is what Enter takes where it names one of the ends and the row for half of it still stands', async () => {
    const pick = FakeQuickPick.install();
    const answer = noExpiryAnswer();
    const done = runSteps(expirySteps(() => '', answer));
    pick().type('3');
    const half = pick().items.slice(-1);
    pick().type('30');
    pick().selectedItems = half;
    pick().accept();
    assert.equal(await done, true);
    assert.equal(answer.expiry, endOfDayIn(30, new Date()));
  });

  it('does not go on with what is none', async () => {
    const pick = FakeQuickPick.install();
    const done = runSteps(expirySteps(() => '', noExpiryAnswer()));
    pick().type('soon');
    pick().selectedItems = pick().items.slice(-1);
    pick().accept();
    await settled();
    assert.equal(pick().isShown, true);
    pick().hide();
    assert.equal(await done, false);
  });

  it('offers the end of the projects once it is read, and keeps the row in focus', async () => {
    const pick = FakeQuickPick.install();
    const answer = noExpiryAnswer();
    const end = '2099-05-01T00:00:00Z';
    const done = runSteps(expirySteps(() => '', answer, { projectEnd: () => Promise.resolve(end) }));
    pick().activeItems = pick().items.slice(1, 2);
    await settled();
    assert.deepEqual(
      pick().activeItems.map((row) => row.label),
      ['30 days'],
    );
    pick().selectedItems = pick().items.filter((row) => row.label === 'Until the project ends');
    pick().accept();
    assert.equal(await done, true);
    assert.equal(answer.expiry, end);
  });
});
