import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { AttentionList, type AttentionListParts } from '../attentionList';
import { type AttentionKind, attentionKinds, type AttentionRow } from '../attentionRow';
import { ErrorNode, LoadMoreNode, MessageNode } from '../messageNodes';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { AttentionGroupNode } from './attentionNodes';
import { ConnectionNode } from './connectionNode';

export type AttentionParts = Pick<AttentionListParts, 'settings' | 'days' | 'attended'>;

/** A connection in the Attention view: what ends, closes or waits there. */
export class AttentionOfConnectionNode extends ConnectionNode {
  readonly list: AttentionList;
  private readonly groups: ReadonlyMap<AttentionKind, AttentionGroupNode>;

  /** @param read told when there is something else to count */
  constructor(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
    private readonly parts: AttentionParts,
    read: () => void,
  ) {
    super(parent, context, isOnlyOne);
    this.list = new AttentionList({
      ...parts,
      context,
      changed: () => {
        context.tree.changed(this);
        read();
      },
      looked: read,
    });
    this.groups = new Map(
      attentionKinds.map((kind) => [kind, new AttentionGroupNode(this, context, this.list, kind)]),
    );
  }

  /** All rows, in the order in which they stand. */
  get shown(): readonly AttentionRow[] {
    return attentionKinds.flatMap((kind) => this.list.shown(kind));
  }

  protected override async readChildren(): Promise<readonly TreeNode[]> {
    await this.list.ensureFirst();
    void this.list.ensure();
    return this.keptChildren();
  }

  protected override keptChildren(): Promise<readonly TreeNode[]> {
    const { list, context } = this;
    const { kinds } = this.parts.settings;
    const { sweep } = list;
    const failed = kinds.filter((kind) => list.problem(kind) !== undefined);
    const shown = [...this.groups.values()].filter(
      ({ kind }) => list.shown(kind).length > 0 || failed.includes(kind),
    );
    const isEmpty = shown.length === 0 && list.readAt !== undefined;
    // Where the server cannot be reached, that is said once.
    const isNothing =
      failed.length === kinds.length && shown.every(({ kind }) => list.shown(kind).length === 0);
    return Promise.resolve([
      ...(isNothing && failed[0] !== undefined
        ? [new ErrorNode(this, 'all', list.problem(failed[0]), context)]
        : isEmpty
          ? [this.emptyNode()]
          : shown),
      ...(sweep === undefined || sweep.lookedAt.length === sweep.scopes.length
        ? []
        : [new LoadMoreNode(this, 'teams', teamsOf(list, sweep))]),
    ]);
  }

  override async reload(): Promise<void> {
    this.list.forget();
    if (this.connection.state.kind === 'ready') {
      await this.list.ensure();
    }
  }

  override forget(): void {
    this.list.forget();
  }

  override dispose(): void {
    super.dispose();
    this.list.dispose();
    this.groups.forEach((group) => group.dispose());
  }

  private emptyNode(): TreeNode {
    return new MessageNode(this, 'empty', {
      label: vscode.l10n.t('Nothing needs your attention'),
      description: count(
        this.parts.days(),
        vscode.l10n.t('for 1 day'),
        vscode.l10n.t('for {0} days', numberText(this.parts.days())),
      ),
      icon: new vscode.ThemeIcon('pass'),
      tooltip: vscode.l10n.t(
        'Roles and projects that end, projects behind on compliance, calls that close and invitations that wait stand here.',
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
    loadAll: (signal, onProgress) => list.goOnToEnd(signal, onProgress),
  };
}
