import * as vscode from 'vscode';
import type { RowList } from '../organisations/rowList';
import { clockText, numberText } from '../ui/datesAndNumbers';
import { errorAction, errorMessage } from '../ui/errorMessage';
import type { Staleness } from './freshness';
import type { TreeContext } from './treeContext';
import { TreeNode } from './treeNode';

interface Message {
  readonly label: string;
  readonly description?: string;
  readonly icon: vscode.ThemeIcon;
  readonly tooltip?: string;
  readonly command?: vscode.Command;
  readonly contextValue?: string;
}

/** A row that tells something: why there is nothing, what was left out. */
export class MessageNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    name: string,
    private readonly message: Message,
  ) {
    super(parent);
    this.id = `${parent.id}/${name}`;
  }

  treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.message.label, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = this.message.icon;
    if (this.message.description !== undefined) {
      item.description = this.message.description;
    }
    item.tooltip = this.message.tooltip ?? this.message.label;
    item.contextValue = this.message.contextValue ?? 'message';
    if (this.message.command !== undefined) {
      item.command = this.message.command;
    }
    return item;
  }
}

/** Above rows that could not be read anew: reads what is below `parent` again. */
export class RetryNode extends MessageNode {
  constructor(parent: TreeNode, { since, error }: Staleness) {
    super(parent, 'retry', {
      label: vscode.l10n.t('Retry'),
      icon: new vscode.ThemeIcon('refresh'),
      tooltip: vscode.l10n.t(
        'These rows are as they were at {0}. {1}',
        clockText(since, new Date()),
        errorMessage(error),
      ),
      contextValue: 'message+retry',
      command: { command: 'waldur.refresh', title: '', arguments: [parent] },
    });
  }
}

/**
 * A failed read, where its rows would be: what a click does about it, first so that no narrow side bar cuts it off, and
 * one sentence, or the text that says what was to be read.
 */
export class ErrorNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    name: string,
    private readonly error: unknown,
    private readonly context: Pick<TreeContext, 'connection'>,
    private readonly what?: string,
  ) {
    super(parent);
    this.id = `${parent.id}/${name}/error`;
  }

  treeItem(): vscode.TreeItem {
    const message = errorMessage(this.error);
    const action = errorAction(this.error);
    const text = this.what ?? message;
    const item = new vscode.TreeItem(actionLabel(action) ?? text, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    if (item.label !== text) {
      item.description = text;
    }
    item.tooltip = message;
    switch (action) {
      case 'signIn':
        item.iconPath = new vscode.ThemeIcon('key');
        item.contextValue = 'error+signIn';
        item.command = { command: 'waldur.signIn', title: '', arguments: [this.context.connection.info.id] };
        break;
      case 'retry':
      case 'showLog':
        item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
        item.contextValue = 'error+retry';
        item.command = { command: 'waldur.refresh', title: '', arguments: [this] };
        break;
      case 'none':
        item.iconPath = new vscode.ThemeIcon('info');
        item.contextValue = 'error';
        break;
    }
    return item;
  }
}

function actionLabel(action: ReturnType<typeof errorAction>): string | undefined {
  switch (action) {
    case 'signIn':
      return vscode.l10n.t('Sign in again…');
    case 'retry':
    case 'showLog':
      return vscode.l10n.t('Retry');
    case 'none':
      return undefined;
  }
}

/** The row after the last one read. */
export class LoadMoreNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    name: string,
    readonly list: Pick<
      RowList<{ readonly uuid: string }>,
      'rows' | 'total' | 'ensure' | 'loadMore' | 'loadAll' | 'error' | 'failedToGrow'
    >,
  ) {
    super(parent);
    this.id = `${parent.id}/${name}/more`;
  }

  treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Load more'), vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('ellipsis');
    item.description =
      this.list.total === undefined
        ? vscode.l10n.t('{0} so far', numberText(this.list.rows.length))
        : vscode.l10n.t('{0} of {1}', numberText(this.list.rows.length), numberText(this.list.total));
    if (this.list.error !== undefined && this.list.failedToGrow) {
      item.label = vscode.l10n.t('Retry loading more');
      item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
      item.tooltip = errorMessage(this.list.error);
    }
    item.contextValue = 'loadMore';
    item.command = { command: 'waldur.loadMore', title: '', arguments: [this] };
    return item;
  }
}
