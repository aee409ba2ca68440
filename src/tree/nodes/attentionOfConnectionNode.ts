import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { attentionKinds, AttentionList } from '../attentionList';
import { LoadMoreNode, MessageNode } from '../messageNodes';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { AttentionGroupNode } from './attentionNodes';
import { ConnectionNode } from './connectionNode';

/** A connection in the Attention view: what ends, closes or waits there. */
export class AttentionOfConnectionNode extends ConnectionNode {
  readonly list: AttentionList;

  /** @param read told when there is something else to count */
  constructor(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
    private readonly days: () => number,
    private readonly read: () => void,
  ) {
    super(parent, context, isOnlyOne);
    this.list = new AttentionList(context, days, () => {
      context.tree.changed(this);
      read();
    });
  }

  /** How many rows there are. */
  get total(): number {
    return attentionKinds.reduce((sum, kind) => sum + this.list.now[kind].length, 0);
  }

  protected override async readChildren(): Promise<readonly TreeNode[]> {
    await this.list.ensure();
    this.read();
    return this.keptChildren();
  }

  protected override keptChildren(): Promise<readonly TreeNode[]> {
    const { list } = this;
    const groups = attentionKinds
      .filter((kind) => list.now[kind].length > 0 || list.problem(kind) !== undefined)
      .map((kind) => new AttentionGroupNode(this, this.context, list, kind));
    const { sweep } = list;
    return Promise.resolve([
      ...(groups.length === 0 && list.readAt !== undefined ? [this.emptyNode()] : groups),
      ...(sweep === undefined || sweep.lookedAt.length === sweep.scopes.length
        ? []
        : [new LoadMoreNode(this, 'teams', teamsOf(list, sweep))]),
    ]);
  }

  override reload(): Promise<void> {
    this.list.forget();
    this.context.tree.changed(this);
    return Promise.resolve();
  }

  override forget(): void {
    this.list.forget();
  }

  override dispose(): void {
    super.dispose();
    this.list.dispose();
  }

  private emptyNode(): TreeNode {
    return new MessageNode(this, 'empty', {
      label: vscode.l10n.t('Nothing needs your attention'),
      description: count(
        this.days(),
        vscode.l10n.t('for 1 day'),
        vscode.l10n.t('for {0} days', numberText(this.days())),
      ),
      icon: new vscode.ThemeIcon('pass'),
      tooltip: vscode.l10n.t(
        'Roles and projects that end, calls that close and invitations that wait stand here.',
      ),
    });
  }
}

/** The teams as a list to page: those that were looked at are its rows. */
function teamsOf(list: AttentionList, sweep: NonNullable<AttentionList['sweep']>): LoadMoreNode['list'] {
  return {
    rows: sweep.lookedAt,
    total: sweep.scopes.length,
    error: undefined,
    failedToGrow: false,
    ensure: () => list.ensure(),
    loadMore: () => list.goOn(),
    loadAll: async (signal, onProgress) => {
      while (!signal.aborted && sweep.lookedAt.length < sweep.scopes.length) {
        await list.goOn();
        onProgress(sweep.lookedAt.length, sweep.scopes.length);
      }
    },
  };
}
