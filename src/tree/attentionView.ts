import * as vscode from 'vscode';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { ConnectionsView } from './connectionsView';
import { AttentionOfConnectionNode } from './nodes/attentionOfConnectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';
import type { ViewParts } from './viewParts';

/** Rows that are older are read anew once someone looks at them. */
const freshMs = 15 * 60 * 1000;

/** The view Attention: what ends, closes or waits, soonest first. Nothing is read while it is hidden. */
export class AttentionView extends ConnectionsView<AttentionOfConnectionNode> {
  private readonly badgeEmitter = new vscode.EventEmitter<vscode.ViewBadge | undefined>();
  /** How many rows need attention, of what was read. */
  readonly onDidChangeBadge = this.badgeEmitter.event;

  constructor(
    parts: ViewParts,
    private readonly days: () => number,
  ) {
    super('waldur.attention', parts);
    this.subscriptions.push(
      this.badgeEmitter,
      this.tree.view.onDidChangeVisibility(({ visible }) => {
        if (visible) {
          this.readOldAnew();
        }
      }),
      parts.stores.onDidChange((refs) => {
        for (const node of this.nodes()) {
          const own = refs.filter(({ connectionId }) => connectionId === node.connection.info.id);
          if (own.length > 0) {
            void node.list.readChanged(own);
          }
        }
      }),
    );
  }

  protected makeNode(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
  ): AttentionOfConnectionNode {
    return new AttentionOfConnectionNode(parent, context, isOnlyOne, this.days, () => this.describe());
  }

  protected override describe(): void {
    super.describe();
    const total = this.nodes().reduce((sum, node) => sum + node.total, 0);
    const badge =
      total === 0
        ? undefined
        : {
            value: total,
            tooltip: count(
              total,
              vscode.l10n.t('1 row needs your attention'),
              vscode.l10n.t('{0} rows need your attention', numberText(total)),
            ),
          };
    this.tree.view.badge = badge;
    this.badgeEmitter.fire(badge);
  }

  protected override messages(): readonly string[] {
    const sweeps = this.nodes().flatMap(({ list }) => list.sweep ?? []);
    const [looked, of] = [
      sweeps.reduce((sum, { lookedAt }) => sum + lookedAt.length, 0),
      sweeps.reduce((sum, { scopes }) => sum + scopes.length, 0),
    ];
    return [
      ...super.messages(),
      ...(looked === of
        ? []
        : [vscode.l10n.t('Teams looked at: {0} of {1}', numberText(looked), numberText(of))]),
    ];
  }

  private readOldAnew(): void {
    for (const node of this.nodes()) {
      const { readAt } = node.list;
      if (readAt !== undefined && Date.now() - readAt.getTime() > freshMs) {
        void this.tree.refresh(node);
      }
    }
  }

  private nodes(): readonly AttentionOfConnectionNode[] {
    return this.parts.connections.connections.flatMap((connection) => this.nodeOf(connection) ?? []);
  }
}
