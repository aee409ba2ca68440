import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { withCancellableProgress } from '../../../src/ui/progress';

describe('progress in a notification', () => {
  it('makes no link of what the title and the steps say', async () => {
    const shown: string[] = [];
    const note = ({ message = '' }: { readonly message?: string }) => shown.push(message);
    const withProgress = (
      { title = '' }: vscode.ProgressOptions,
      task: (...given: unknown[]) => Promise<unknown>,
    ) => {
      shown.push(title);
      return task({ report: note }, { onCancellationRequested: () => ({ dispose: () => undefined }) });
    };
    Object.assign(vscode.window, { withProgress });
    const result = await withCancellableProgress('Team of [a](command:x)', (_, progress) => {
      progress.report({ message: '[b](command:y)' });
      progress.report({ increment: 1 });
      return Promise.resolve('done');
    });
    assert.deepEqual(result, { kind: 'ok', value: 'done' });
    assert.deepEqual(shown, ['Team of [a] (command:x)', '[b] (command:y)', '']);
  });
});
