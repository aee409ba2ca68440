import * as vscode from 'vscode';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { attentionKinds } from './attentionRow';
import { AttentionSettings } from './attentionSettings';
import { ConnectionsView } from './connectionsView';
import { attentionLabel } from './nodes/attentionNodes';
import { AttentionOfConnectionNode } from './nodes/attentionOfConnectionNode';
import { showRowBadges } from './rowBadge';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';
import type { ViewParts } from './viewParts';

/** Rows that are older are read anew once someone looks at them. */
const freshMs = 15 * 60 * 1000;

/** How often it is looked whether rows have become old, or come back. */
const tickMs = 60 * 1000;

/**
 * The view Attention: what ends, closes or waits, soonest first. Nothing is read while it is hidden or while its window
 * is not the one in use.
 */
export class AttentionView extends ConnectionsView<AttentionOfConnectionNode> {
  readonly settings: AttentionSettings;
  private readonly badgeEmitter = new vscode.EventEmitter<vscode.ViewBadge | undefined>();
  /** How many rows need attention, of what was read. */
  readonly onDidChangeBadge = this.badgeEmitter.event;
  private readonly attention = new vscode.EventEmitter<void>();

  constructor(
    parts: ViewParts,
    memento: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly days: () => number,
  ) {
    super('waldur.attention', parts);
    this.settings = new AttentionSettings(memento);
    const looksAgain = (): void => {
      if (this.isAttended) {
        this.attention.fire();
        this.readOldAnew();
      }
    };
    const tick = setInterval(() => {
      void this.settings.endSnoozes();
      looksAgain();
    }, tickMs);
    tick.unref();
    this.subscriptions.push(
      this.badgeEmitter,
      this.attention,
      this.settings,
      showRowBadges(),
      { dispose: () => clearInterval(tick) },
      this.tree.view.onDidChangeVisibility(looksAgain),
      vscode.window.onDidChangeWindowState(looksAgain),
      this.settings.onDidChange(() => this.show()),
      parts.pins.onDidChange(() => this.nodes().forEach(({ list }) => void list.readPinned())),
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

  /** One for each connection. */
  nodes(): readonly AttentionOfConnectionNode[] {
    return this.parts.connections.connections.flatMap((connection) => this.nodeOf(connection) ?? []);
  }

  protected makeNode(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
  ): AttentionOfConnectionNode {
    const { settings, days } = this;
    return new AttentionOfConnectionNode(
      parent,
      context,
      isOnlyOne,
      { settings, days, attended: () => this.attended() },
      () => this.describe(),
    );
  }

  protected override describe(): void {
    super.describe();
    const total = this.nodes().reduce((sum, node) => sum + node.shown.length, 0);
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
    return [...super.messages(), ...this.sweepTexts(), ...this.hiddenTexts()];
  }

  /** How far teams were looked at, where they are looked at one by one. */
  private sweepTexts(): readonly string[] {
    const lists = this.nodes().map(({ list }) => list);
    const sweeps = lists.flatMap(({ sweep }) => sweep ?? []);
    const looked = sweeps.reduce((sum, { lookedAt }) => sum + lookedAt.length, 0);
    const of = sweeps.reduce((sum, { scopes }) => sum + scopes.length, 0);
    if (looked === of) {
      return [];
    }
    return lists.some(({ isSweeping }) => isSweeping)
      ? [
          vscode.l10n.t(
            'Teams looked at: {0} of {1}, more while this view is open',
            numberText(looked),
            numberText(of),
          ),
        ]
      : [vscode.l10n.t('Teams looked at: {0} of {1}', numberText(looked), numberText(of))];
  }

  /** What is left out. */
  private hiddenTexts(): readonly string[] {
    const { kinds, showsSnoozed } = this.settings;
    const snoozed = showsSnoozed ? 0 : this.nodes().reduce((sum, { list }) => sum + list.snoozed, 0);
    return [
      ...(kinds.length === attentionKinds.length
        ? []
        : [vscode.l10n.t('Shown: {0}', listText(kinds.map(attentionLabel)))]),
      ...(snoozed === 0
        ? []
        : [
            count(
              snoozed,
              vscode.l10n.t('1 row snoozed'),
              vscode.l10n.t('{0} rows snoozed', numberText(snoozed)),
            ),
          ]),
    ];
  }

  private get isAttended(): boolean {
    return this.tree.view.visible && vscode.window.state.focused;
  }

  /** Resolves while someone looks at the view. */
  private async attended(): Promise<void> {
    while (!this.isAttended) {
      await new Promise<void>((resolve) => {
        const subscription = this.attention.event(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }

  private show(): void {
    this.nodes().forEach((node) => this.tree.changed(node));
    this.describe();
  }

  private readOldAnew(): void {
    for (const node of this.nodes()) {
      const { readAt } = node.list;
      if (readAt !== undefined && Date.now() - readAt.getTime() > freshMs) {
        void this.tree.refresh(node);
      }
    }
  }
}
