import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { inputStep, type StepWarning } from '../../../src/ui/steps';
import { settled } from '../settled';

describe('asking for a line of text', () => {
  it('warns of what is taken when it is entered again, refuses what is wrong, and gives a button what is typed', async () => {
    const accepted = new vscode.EventEmitter<void>();
    const pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
    const none = new vscode.EventEmitter<never>().event;
    const input = {
      ...{ value: '', buttons: [] as readonly vscode.QuickInputButton[] },
      validationMessage: undefined as string | vscode.InputBoxValidationMessage | undefined,
      ...{ onDidAccept: accepted.event, onDidTriggerButton: pressed.event },
      ...{ onDidChangeValue: none, onDidHide: none },
      ...{ show: () => undefined, dispose: () => undefined },
    };
    Object.assign(vscode.window, { createInputBox: () => input });
    const answers: (string | StepWarning | undefined)[] = [
      'Too long.',
      { warning: 'There is one.' },
      undefined,
    ];
    const typed: string[] = [];
    const outcome = inputStep({
      ...{ title: '', prompt: '', value: 'Bells', position: { step: 1, totalSteps: 1, canGoBack: false } },
      buttons: [{ iconPath: new vscode.ThemeIcon('go-to-file'), run: (text) => typed.push(text) }],
      accept: () => Promise.resolve(answers.shift()),
    });
    const enter = async () => {
      accepted.fire();
      await settled();
      return input.validationMessage;
    };
    assert.equal(await enter(), 'Too long.');
    assert.deepEqual(await enter(), {
      message: 'There is one.',
      severity: vscode.InputBoxValidationSeverity.Warning,
    });
    const [button] = input.buttons;
    assert.ok(button !== undefined);
    pressed.fire(button);
    assert.deepEqual(typed, ['Bells']);
    await enter();
    assert.equal(await outcome, 'next');
  });
});
