import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { Choice } from '../../../src/edits/documentSchema';
import type { EditableObject, WritableField } from '../../../src/edits/writableFields';
import { fieldValueStep } from '../../../src/pickers/fieldValueStep';
import { fieldNamed, itsProject, organisation, projectManager } from '../edits/objects';

describe('asking for the value of a field', () => {
  let accepted = new vscode.EventEmitter<void>();
  let changed = new vscode.EventEmitter<string>();
  const input = {
    items: [] as readonly vscode.QuickPickItem[],
    selectedItems: [] as readonly vscode.QuickPickItem[],
    activeItems: [] as readonly vscode.QuickPickItem[],
    value: '',
    prompt: '',
    placeholder: '',
    validationMessage: undefined as vscode.InputBoxValidationMessage | string | undefined,
    onDidAccept: accepted.event,
    onDidChangeValue: changed.event,
    onDidHide: new vscode.EventEmitter<void>().event,
    onDidTriggerButton: new vscode.EventEmitter<void>().event,
    show: () => undefined,
    dispose: () => undefined,
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  let answers: unknown[] = [];
  let refusal: string | undefined;

  beforeEach(() => {
    Object.assign(vscode.window, { createQuickPick: () => input, createInputBox: () => input });
    [answers, refusal] = [[], undefined];
    input.validationMessage = undefined;
  });

  async function ask(
    name: string,
    current: unknown,
    more: { object?: EditableObject; choices?: readonly Choice[]; field?: WritableField } = {},
  ): Promise<void> {
    const { object = organisation, choices, field = fieldNamed(object, name) } = more;
    // What was asked before no longer listens.
    [accepted, changed] = [new vscode.EventEmitter(), new vscode.EventEmitter()];
    Object.assign(input, { onDidAccept: accepted.event, onDidChangeValue: changed.event });
    void fieldValueStep({
      ...{ title: '', position: { step: 2, totalSteps: 2, canGoBack: true } },
      ...{ kind: object.kind, field, current, choices, chosen: undefined },
      accept: (value) => {
        answers.push(value);
        return Promise.resolve(refusal);
      },
    });
    await turn();
  }

  async function enter(text: string): Promise<void> {
    input.value = text;
    accepted.fire();
    await turn();
  }

  async function choose(label: string): Promise<void> {
    input.selectedItems = input.items.filter((item) => item.label === label);
    accepted.fire();
    await turn();
  }

  const shown = () => {
    const { validationMessage: message } = input;
    return typeof message === 'object' ? message.message : (message ?? '');
  };
  const labels = () =>
    input.items.map(({ label, description }) => (description ? `${label} ${description}` : label));

  it('keeps a value that one line cannot hold, until something else is typed', async () => {
    await ask('description', 'one\r\ntwo');
    assert.equal(input.value, 'one⏎two');
    await enter(input.value);
    assert.deepEqual(answers, ['one\r\ntwo']);
    await ask('description', 'one\r\ntwo');
    await enter('one⏎three');
    assert.deepEqual(answers.slice(1), ['one\nthree']);
  });

  it('stays with what is wrong in words, and takes no value that the schema does not', async () => {
    await ask('email', 'a@example.org');
    assert.match(input.prompt, /Leave it empty to clear the field\.$/);
    await enter('no address');
    assert.match(shown(), /^Enter an e-mail address/);
    await enter('');
    assert.deepEqual(answers, ['']);
    await ask('name', 'Kalev');
    assert.doesNotMatch(input.prompt, /empty/);
    await enter(' ');
    assert.equal(shown(), 'This field cannot be empty.');
    await ask('grace_period_days', null);
    await enter('soon');
    assert.equal(shown(), 'Enter a whole number.');
    assert.equal(answers.length, 1);
  });

  it('stays with what the server says, and what was typed', async () => {
    refusal = 'Not this one.';
    await ask('vat_code', '');
    await enter('EE1');
    assert.deepEqual([shown(), input.value], ['Not this one.', 'EE1']);
  });

  it('says what a number of days comes to, and what is cleared', async () => {
    await ask('end_date', null, { object: itsProject });
    changed.fire('2099-01-31');
    assert.equal(shown(), 'Jan 31, 2099');
    changed.fire('');
    assert.equal(shown(), 'The field will be cleared.');
  });

  it('offers few values as choices, the current one marked', async () => {
    await ask('blocked', false);
    assert.deepEqual(labels(), ['Yes', 'No current']);
    await choose('Yes');
    await ask('kind', 'course', { object: itsProject });
    assert.ok(labels().some((label) => label.endsWith('current')));
    await ask('country', 'XX', { choices: [{ value: 'EE', label: 'Estonia' }] });
    assert.deepEqual(labels(), ['Not set', 'XX current', 'Estonia EE']);
    await choose('Not set');
    await ask('type', null, { object: itsProject, choices: [{ value: 'a'.repeat(32), label: 'Course' }] });
    assert.deepEqual(labels(), ['Not set current', 'Course']);
    await choose('Course');
    assert.deepEqual(answers, [true, '', 'a'.repeat(32)]);
  });

  it('is typed where the server does not list the values', async () => {
    await ask('country', 'EE');
    assert.equal(input.value, 'EE');
    await enter('Estonia');
    assert.match(shown(), /country code of two capital letters/);
  });

  it('offers to clear, and nothing else, to who may do no more', async () => {
    const field = fieldNamed(itsProject, 'end_date', projectManager);
    await ask('end_date', '2030-01-31', { object: itsProject, field });
    assert.deepEqual(labels(), ['Not set']);
    assert.match(input.placeholder, /allow clearing this field but not setting it/);
    await choose('Not set');
    assert.deepEqual(answers, [null]);
  });
});
