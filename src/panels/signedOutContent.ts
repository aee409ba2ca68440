import * as vscode from 'vscode';
import { Actions, type PanelContent, type Shown } from './panelContent';
import { panelWords } from './panelWords';

/** In place of a panel whose server the person is signed out of. */
export class SignedOutContent implements PanelContent {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly name: string,
    private readonly heading: string | undefined,
  ) {}

  show(): Shown {
    const actions = new Actions();
    return {
      view: {
        ...panelWords(),
        title: this.name,
        ...(this.heading === undefined ? {} : { heading: this.heading }),
        ...{ context: [], read: '', subtitle: [], figures: [], main: [], side: [] },
        notice: {
          kind: 'notice',
          title: vscode.l10n.t('You are signed out'),
          text: vscode.l10n.t('Sign in to the server again to see this.'),
          buttons: [
            actions.button('signIn', vscode.l10n.t('Sign In…'), () =>
              vscode.commands.executeCommand('waldur.signIn'),
            ),
          ],
        },
      },
      actions: actions.all,
    };
  }

  setVisible(): void {
    // There is nothing to read.
  }

  dispose(): void {
    this.changed.dispose();
  }
}
