import * as vscode from 'vscode';
import type { Log } from '../log/log';

/** A part of the extension whose code is loaded with its first use, and which is disposed with it. */
export class LatePart<T extends vscode.Disposable> implements vscode.Disposable {
  private loading: Promise<T | undefined> | undefined;
  private loaded: T | undefined;
  private isDisposed = false;

  /** @param load gives undefined where another part, which tells of it, cannot be loaded */
  constructor(
    private readonly load: () => Promise<T | undefined>,
    private readonly log: Pick<Log, 'error'>,
  ) {}

  /** Undefined where the code cannot be loaded: the person is told so, and the next use tries again. */
  get(): Promise<T | undefined> {
    this.loading ??= this.attempt();
    return this.loading;
  }

  /** Undefined before its first use. */
  get now(): T | undefined {
    return this.loaded;
  }

  dispose(): void {
    this.isDisposed = true;
    this.loaded?.dispose();
  }

  private async attempt(): Promise<T | undefined> {
    try {
      this.loaded = await this.load();
    } catch (error) {
      this.loading = undefined;
      this.log.error('A part could not be loaded', error);
      void tellFailure();
      return undefined;
    }
    if (this.loaded === undefined) {
      this.loading = undefined;
    } else if (this.isDisposed) {
      this.loaded.dispose();
    }
    return this.loaded;
  }
}

/** Its files are gone or others: as a rule a newer version took their place while the window was open. */
async function tellFailure(): Promise<void> {
  const reload = vscode.l10n.t('Reload Window');
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'A part of Organisations for Waldur could not be loaded, perhaps because the extension was updated. Reload the window.',
    ),
    reload,
  );
  if (answer === reload) {
    await vscode.commands.executeCommand('workbench.action.reloadWindow');
  }
}
