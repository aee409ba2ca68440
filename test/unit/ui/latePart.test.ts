import '../vscodeFake';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LatePart } from '../../../src/ui/latePart';

describe('LatePart', () => {
  const errors: unknown[] = [];
  const shown: string[] = [];
  const log = { error: (_: string, error: unknown) => void errors.push(error) };

  beforeEach(() => {
    errors.length = 0;
    shown.length = 0;
    Object.assign(vscode.window, {
      showErrorMessage: (message: string) => {
        shown.push(message);
        return Promise.resolve(undefined);
      },
    });
  });

  it('is loaded once for all who ask, and disposed with its owner', async () => {
    let made = 0;
    let disposed = 0;
    const part = new LatePart(() => {
      made++;
      return Promise.resolve({ dispose: () => disposed++ });
    }, log);
    const [first, second] = await Promise.all([part.get(), part.get()]);
    assert.equal(first, second);
    assert.equal(await part.get(), first);
    assert.deepEqual([made, disposed], [1, 0]);
    part.dispose();
    assert.deepEqual([made, disposed], [1, 1]);
  });

  it('tells one person once of a failure, and tries again with the next use', async () => {
    const failure = new Error('Cannot find module');
    const working = { dispose: () => undefined };
    let tries = 0;
    const part = new LatePart(
      () => (++tries === 1 ? Promise.reject(failure) : Promise.resolve(working)),
      log,
    );
    assert.deepEqual(await Promise.all([part.get(), part.get()]), [undefined, undefined]);
    assert.deepEqual([errors, shown.length], [[failure], 1]);
    assert.equal(await part.get(), working);
    assert.equal(shown.length, 1);
  });

  it('that arrives after the end is disposed at once', async () => {
    let disposed = false;
    const part = new LatePart(() => Promise.resolve({ dispose: () => (disposed = true) }), log);
    const asked = part.get();
    part.dispose();
    await asked;
    assert.ok(disposed);
  });
});
