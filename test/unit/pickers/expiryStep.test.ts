import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { expirySteps, noExpiryAnswer } from '../../../src/pickers/expiryStep';
import { runSteps } from '../../../src/ui/stepSequence';

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
