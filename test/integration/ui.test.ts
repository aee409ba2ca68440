import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { withCancellableProgress } from '../../src/ui/progress';
import { inputStep, pickStep } from '../../src/ui/steps';
import { waitUntil } from '../e2e/pages/waitUntil';
import { QuickInputs } from './quickInputs';

const position = { step: 2, totalSteps: 3, canGoBack: true };

describe('quick-input steps', () => {
  let inputs: QuickInputs;

  beforeEach(() => {
    inputs = new QuickInputs();
  });

  afterEach(() => {
    inputs.dispose();
  });

  it('show where they stand and end as the person ends them', async () => {
    const options = { title: 'Title', position, prompt: 'Prompt', accept: () => Promise.resolve(undefined) };
    const back = inputStep(options);
    const box = await inputs.nextBox();
    assert.deepEqual([box.title, box.step, box.totalSteps, box.buttons.length], ['Title', 2, 3, 1]);
    await vscode.commands.executeCommand('workbench.action.quickInputBack');
    assert.equal(await back, 'back');
    const cancelled = inputStep(options);
    await inputs.next();
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal(await cancelled, 'cancelled');
  });

  it('stop what they check when the person gives up', async () => {
    let stopped = false;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const outcome = inputStep({
      title: '',
      position,
      prompt: '',
      value: 'x',
      accept: (_, signal) => {
        begin();
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            stopped = true;
            resolve(undefined);
          });
        });
      },
    });
    await inputs.type(await inputs.nextBox(), 'x');
    await begun;
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal(await outcome, 'cancelled');
    assert.ok(stopped);
  });

  it('show above the items what was wrong with a choice', async () => {
    let tries = 0;
    const outcome = pickStep({
      title: '',
      position,
      items: [{ label: 'one' }, { label: 'two' }],
      accept: () => Promise.resolve(++tries === 1 ? 'Not this one.' : undefined),
    });
    const pick = await inputs.nextPick();
    await inputs.pick(pick, 'two');
    await waitUntil(
      'the problem',
      () => Promise.resolve(pick.items[0]?.detail),
      (detail) => detail === 'Not this one.',
    );
    await inputs.pick(pick, 'one');
    assert.equal(await outcome, 'next');
  });

  it('make no links of what a server says', async () => {
    const outcome = inputStep({
      title: '',
      position,
      prompt: '[a](command:b)',
      value: 'x',
      accept: () => Promise.resolve('[c](command:d)'),
    });
    const box = await inputs.nextBox();
    await inputs.type(box, 'x');
    await waitUntil(
      'the problem',
      () => Promise.resolve(box.validationMessage),
      (message) => message !== undefined,
    );
    assert.deepEqual([box.prompt, box.validationMessage], ['[a] (command:b)', '[c] (command:d)']);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await outcome;
  });
});

describe('progress', () => {
  it('gives the outcome as data', async () => {
    assert.deepEqual(await withCancellableProgress('Working', () => Promise.resolve(1)), {
      kind: 'ok',
      value: 1,
    });
    const error = new Error('boom');
    assert.deepEqual(await withCancellableProgress('Working', () => Promise.reject(error)), {
      kind: 'error',
      error,
    });
  });
});
