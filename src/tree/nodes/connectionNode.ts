import * as vscode from 'vscode';
import { fullNameOfUser, nameOfUser } from '../../connections/nameOfUser';
import type { Connection } from '../../connections/connection';
import { waitingForKeyring } from '../../ui/errorMessage';
import { factsOf } from '../../connections/connectionNames';
import { sampleText } from '../../connections/sampleText';
import type { Named } from '../../ui/tellApart';
import { rowLabel } from '../appearance';
import { description } from '../../ui/description';
import { MessageNode } from '../messageNodes';
import { objectRef } from '../../organisations/objectRef';
import type { Resource } from '../../organisations/resource';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';

/** One user on one server. With a single connection its level is left out of the view. */
export abstract class ConnectionNode extends TreeNode {
  readonly id: string;
  readonly connection: Connection;
  private readonly stateSubscription: vscode.Disposable;
  private readonly callerSubscription: vscode.Disposable;

  constructor(
    parent: TreeNode,
    protected readonly context: TreeContext,
    private readonly isOnlyOne: () => boolean,
  ) {
    super(parent);
    this.connection = context.connection;
    this.id = this.connection.info.id;
    this.stateSubscription = this.connection.onDidChangeState((state) => {
      if (state.kind === 'ready') {
        void context.tree.refresh(this);
      } else {
        context.tree.changed(this);
      }
    });
    // Rows tell the menus what the caller may do with them.
    this.callerSubscription = context.store.onDidChangeCaller(() => context.tree.redraw(this));
  }

  /** Rows below a connection that can be used. */
  protected abstract readChildren(): Promise<readonly TreeNode[]>;

  /** Rows that were read, which stay in sight while nothing can be asked for. */
  protected abstract keptChildren(): Promise<readonly TreeNode[]>;

  /** Flags for the menus, beside the ones every connection has. */
  protected flags(): readonly string[] {
    return [];
  }

  protected itemDescription(): string {
    return '';
  }

  override get isHidden(): boolean {
    return this.isOnlyOne();
  }

  override get named(): Named {
    const { info } = this.connection;
    return { key: info.id, name: info.serverName, others: factsOf(info) };
  }

  override get resource(): Resource {
    const { connection } = this;
    const { serverName: name, user } = connection.info;
    const details = objectRef(connection, { kind: 'user', uuid: user.uuid });
    return { connection, name, homePortPath: '', details };
  }

  override treeItem(): vscode.TreeItem {
    const { info, state } = this.connection;
    const item = new vscode.TreeItem(rowLabel(info.serverName), vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = description(nameOfUser(info), sampleText(info), this.itemDescription());
    item.iconPath = new vscode.ThemeIcon(
      state.kind === 'ready' ? 'server' : 'warning',
      state.kind === 'ready' ? undefined : new vscode.ThemeColor('list.warningForeground'),
    );
    item.tooltip = vscode.l10n.t('{0} on {1}', fullNameOfUser(info), info.baseUrl);
    item.contextValue = ['connection', 'name', 'link', 'details', 'refresh', ...this.flags()].join('+');
    item.accessibilityInformation = {
      label: description(
        vscode.l10n.t('Connection to {0} as {1}', info.serverName, nameOfUser(info)),
        sampleText(info),
        state.kind === 'signInNeeded' ? vscode.l10n.t('sign-in needed') : undefined,
        this.itemDescription(),
      ),
    };
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const { state, info } = this.connection;
    switch (state.kind) {
      case 'ready':
        return this.readChildren();
      case 'signInNeeded':
        return [
          new MessageNode(this, 'signIn', {
            label: vscode.l10n.t('Sign in again…'),
            description: signInReason(state.reason),
            icon: new vscode.ThemeIcon('key'),
            tooltip: vscode.l10n.t(
              '{0} on {1}. Everything you have open stays open.',
              fullNameOfUser(info),
              info.baseUrl,
            ),
            contextValue: 'message+signIn',
            command: { command: 'waldur.signIn', title: '', arguments: [info.id] },
          }),
          ...(await this.keptChildren()),
        ];
      case 'secretsUnavailable':
        return [
          new MessageNode(this, 'secrets', {
            label: vscode.l10n.t('Retry'),
            description:
              state.waiting === true
                ? vscode.l10n.t('Waiting for the system keyring')
                : vscode.l10n.t('The token cannot be read from secret storage'),
            icon: new vscode.ThemeIcon('lock'),
            tooltip: state.waiting === true ? waitingForKeyring() : state.message,
            contextValue: 'message+retry',
            command: { command: 'waldur.refresh', title: '', arguments: [this] },
          }),
        ];
    }
  }

  override dispose(): void {
    this.stateSubscription.dispose();
    this.callerSubscription.dispose();
  }
}

function signInReason(reason: 'expired' | 'revoked' | 'missing'): string {
  switch (reason) {
    case 'expired':
      return vscode.l10n.t('The token has expired');
    case 'revoked':
      return vscode.l10n.t('The server no longer accepts the token');
    case 'missing':
      return vscode.l10n.t('The token is missing from secret storage');
  }
}
