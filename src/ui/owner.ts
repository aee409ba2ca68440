import type * as vscode from 'vscode';

/** Makes things and disposes them: in the reverse of making, so that what is used outlives its users. */
export abstract class Owner implements vscode.Disposable {
  private readonly owned: vscode.Disposable[] = [];

  dispose(): void {
    for (const disposable of this.owned.reverse()) {
      disposable.dispose();
    }
  }

  protected own<T extends vscode.Disposable>(disposable: T): T {
    this.owned.push(disposable);
    return disposable;
  }
}
