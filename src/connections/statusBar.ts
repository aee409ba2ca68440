import * as vscode from 'vscode';
import { connectionName, serverNameAmong } from './connectionNames';
import { numberText } from '../ui/datesAndNumbers';
import { nameOfUserAmong } from './nameOfUser';
import { description } from '../ui/description';
import { sampleText } from './sampleText';
import { withoutIcons } from '../ui/serverText';
import type { ConnectionStore } from './connectionStore';

/** One item while signed in: to whom, or that something needs attention. */
export class ConnectionStatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'waldur.connections',
    vscode.StatusBarAlignment.Left,
  );
  private attention: vscode.ViewBadge | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly store: ConnectionStore) {
    this.item.name = 'Waldur';
    this.subscription = vscode.Disposable.from(
      store.onDidChange(() => this.update()),
      store.onDidChangeWaiting(() => this.update()),
    );
    this.update();
  }

  /** Shows the badge of the view Attention; it is told, and never asks. */
  showAttention(badge: vscode.ViewBadge | undefined): void {
    this.attention = badge;
    this.update();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private update(): void {
    const { connections } = this.store;
    const [first] = connections;
    if (first === undefined) {
      this.item.hide();
      return;
    }
    const waiting = connections.find(({ isWaitingForSignIn }) => isWaitingForSignIn);
    const failing = waiting ?? connections.find(({ state }) => state.kind !== 'ready');
    this.item.text =
      connections.length === 1
        ? `$(organization) ${description(withoutIcons(first.info.serverName), sampleText(first.info))}`
        : vscode.l10n.t('$(organization) Waldur: {0} connections', numberText(connections.length));
    const infos = connections.map(({ info }) => info);
    this.item.tooltip = connections
      .map(({ info }) =>
        vscode.l10n.t('{0} on {1}', nameOfUserAmong(info, infos), serverNameAmong(info, connections)),
      )
      .join('\n');
    if (this.attention !== undefined) {
      this.item.text += ` $(bell) ${numberText(this.attention.value)}`;
      this.item.tooltip += `\n${this.attention.tooltip}`;
    }
    this.item.backgroundColor = undefined;
    this.item.command = 'waldur.connectionMenu';
    if (failing !== undefined) {
      const { info, state } = failing;
      const server = connectionName(info, connections);
      this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
      if (waiting === undefined && state.kind === 'secretsUnavailable') {
        this.item.tooltip =
          state.waiting === true
            ? vscode.l10n.t('Waiting for the system keyring, which holds the token for {0}', server)
            : vscode.l10n.t('The token for {0} cannot be read from secret storage', server);
        // No one was signed out: the keyring may be unlocked by now.
        this.item.command = { command: 'waldur.refresh', title: vscode.l10n.t('Retry') };
      } else {
        if (waiting !== undefined) {
          this.item.text = vscode.l10n.t('$(key) Waiting for you to sign in to {0}', withoutIcons(server));
        }
        this.item.tooltip = vscode.l10n.t('Sign in again to {0}', server);
        this.item.command = {
          command: 'waldur.signIn',
          title: vscode.l10n.t('Sign In'),
          arguments: [info.id],
        };
      }
    }
    this.item.accessibilityInformation = { label: vscode.l10n.t('Waldur. {0}', this.item.tooltip) };
    this.item.show();
  }
}
