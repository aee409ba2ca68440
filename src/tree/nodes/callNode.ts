import * as vscode from 'vscode';
import type { Call } from '../../waldur/calls';
import { dayText, momentText } from '../../ui/datesAndNumbers';
import { factsTooltip, iconOf, rowLabel } from '../appearance';
import { endingText } from '../../organisations/endingText';
import { closingText } from '../../organisations/closingRound';
import { description } from '../../ui/description';
import { ending } from '../../organisations/ending';
import { objectRef } from '../../organisations/objectRef';
import { type Resource, resourceOf } from '../../organisations/resource';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { showsNothing, shownName } from '../../waldur/shownName';
import { type Named, shortUuid } from '../../ui/tellApart';

type Round = NonNullable<Call['rounds']>[number];

/** A call for proposals; below it its rounds. */
export class CallNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private row: Call,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/call:${row.uuid}`;
  }

  /** Or the uuid, where the name shows nothing. */
  private get name(): string {
    return shownName(this.row.uuid, this.row.name);
  }

  /** Open calls stand before drafts, and these before archived ones. */
  get place(): number {
    const place = Object.keys(states).indexOf(this.row.state ?? '');
    return place < 0 ? Object.keys(states).length : place;
  }

  override get named(): Named {
    const { uuid, reference_code: code } = this.row;
    return { key: uuid, name: this.name, others: [code, shortUuid(uuid)] };
  }

  override get resource(): Resource {
    return resourceOf(this.context.connection, { kind: 'call', uuid: this.row.uuid }, this.name);
  }

  override treeItem(): vscode.TreeItem {
    const rounds = this.row.rounds ?? [];
    const item = new vscode.TreeItem(
      rowLabel(this.name),
      rounds.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon(callIcon(this.row.state));
    const closing = closingText(this.row, this.context.expiringSoonDays(), new Date());
    // What there is room for beside the name is when it closes; that it is open goes without saying then.
    item.description = description(closing ?? callState(this.row.state), this.row.reference_code);
    item.contextValue = 'call+name+uuid+link+details';
    item.accessibilityInformation = {
      label: description(
        vscode.l10n.t('Call {0}', this.name),
        callState(this.row.state),
        closing,
        this.row.reference_code,
      ),
    };
    return item;
  }

  override children(): readonly TreeNode[] {
    return (this.row.rounds ?? []).map((round) => new RoundNode(this, this.context, round));
  }

  override adopt(row: Call): boolean {
    this.row = row;
    return true;
  }

  override tooltip(): Promise<vscode.MarkdownString> {
    const { row } = this;
    return Promise.resolve(
      factsTooltip(this.name, [
        [vscode.l10n.t('State'), callState(row.state)],
        [vscode.l10n.t('Start date'), row.start_date ? momentText(row.start_date) : undefined],
        [vscode.l10n.t('End date'), row.end_date ? momentText(row.end_date) : undefined],
        [vscode.l10n.t('Rounds'), row.rounds?.length],
        [vscode.l10n.t('Description'), row.description],
      ]),
    );
  }
}

/** A round of a call: the time in which proposals are taken. */
class RoundNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private readonly row: Round,
  ) {
    super(parent);
    this.id = `${parent.id}/round:${row.uuid}`;
  }

  override get resource(): Resource {
    const { connection } = this.context;
    const { uuid } = this.row;
    return { connection, name: this.label, ref: objectRef(connection, { kind: 'round', uuid }) };
  }

  override treeItem(): vscode.TreeItem {
    const end = ending(this.row.cutoff_time, this.context.expiringSoonDays(), new Date());
    const item = new vscode.TreeItem(rowLabel(this.label));
    item.id = this.id;
    item.iconPath = iconOf('calendar', end);
    item.description = description(roundState(this.row.status), endingText('round', end));
    item.contextValue = 'round+name+uuid';
    return item;
  }

  private get label(): string {
    const from = this.row.start_time ? dayText(new Date(this.row.start_time)) : '';
    const until = this.row.cutoff_time ? dayText(new Date(this.row.cutoff_time)) : '';
    const { name } = this.row;
    return name === undefined || name === null || showsNothing(name)
      ? vscode.l10n.t('Round {0} – {1}', from, until)
      : name;
  }
}

/** States are open: a newer server may have more, which are shown as they are. In the order in which calls stand. */
const states: Readonly<Record<string, { readonly icon: string; readonly label: () => string }>> = {
  active: { icon: 'megaphone', label: () => vscode.l10n.t('open') },
  draft: { icon: 'edit', label: () => vscode.l10n.t('draft') },
  archived: { icon: 'archive', label: () => vscode.l10n.t('archived') },
};

/** Nothing for a round that has closed, which its end says already. */
function roundState(status: string | null | undefined): string {
  switch (status ?? '') {
    case 'open':
      return vscode.l10n.t('open');
    case 'scheduled':
      return vscode.l10n.t('scheduled');
    case 'ended':
      return '';
    default:
      return status ?? '';
  }
}

function callIcon(state: string | null | undefined): string {
  return states[state ?? '']?.icon ?? 'circle-outline';
}

function callState(state: string | null | undefined): string {
  return states[state ?? '']?.label() ?? state ?? '';
}
