import * as vscode from 'vscode';
import type { RoleOfPerson } from '../../grants/roleTask';
import {
  type CallManagingOrganisation,
  readCallManagingOrganisationStats,
} from '../../waldur/callManagingOrganisations';
import type { Call } from '../../waldur/calls';
import { factsTooltip, rowLabel } from '../appearance';
import { description } from '../../ui/description';
import { isOwnManaging } from '../../organisations/ownManaging';
import { type Resource, resourceOf } from '../../organisations/resource';
import { type RoleScope, scopeFlags } from '../../organisations/roleScope';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { CallsNode } from './callsNode';
import { ManagingTeamNode } from './managingTeamNode';
import { shownName } from '../../waldur/shownName';
import { type Named, shortUuid } from '../../ui/tellApart';

/** A call managing organisation: the side of an organisation that runs calls for proposals. */
export class ManagingOrganisationNode extends TreeNode {
  readonly id: string;
  private readonly team: ManagingTeamNode;
  private readonly calls: CallsNode;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private row: CallManagingOrganisation,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/managingOrganisation:${row.uuid}`;
    this.team = new ManagingTeamNode(this, context, row.uuid);
    this.calls = new CallsNode(this, context, row.customer_uuid ?? '');
  }

  rowOfRole(of: RoleOfPerson): Promise<TreeNode | undefined> {
    return this.team.rowOfRole(of);
  }

  /** It has no name of its own. */
  private get name(): string {
    return shownName(this.row.uuid, this.row.customer_name);
  }

  override get named(): Named {
    const { uuid, customer_abbreviation: abbreviation, customer_native_name: nativeName } = this.row;
    return { key: uuid, name: this.name, others: [abbreviation, nativeName, shortUuid(uuid)] };
  }

  /** The node of a call that a search found. */
  showCall(call: Call): Promise<TreeNode | undefined> {
    return this.calls.show(call);
  }

  override get openCommand(): string {
    return 'waldur.openManagingOrganisation';
  }

  override get hasPanel(): boolean {
    return true;
  }

  override get resource(): Resource {
    return resourceOf(this.context.connection, this.roleScope.object, this.name);
  }

  override get roleScope(): RoleScope {
    const { uuid, customer_uuid: customer } = this.row;
    return {
      connection: this.context.connection,
      object: { kind: 'call-managing-organisation', uuid, customer: customer ?? '', name: this.name },
    };
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(rowLabel(this.name), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('megaphone');
    const isOwn = isOwnManaging(this.context.store.caller.now, this.row);
    item.description = description(
      isOwn ? vscode.l10n.t('yours') : undefined,
      this.row.customer_abbreviation,
    );
    item.contextValue = [
      'managingOrganisation+name+uuid+link+details+edit+refresh+team',
      ...scopeFlags(this.context.store, this.roleScope.object),
    ].join('+');
    item.accessibilityInformation = {
      label: description(vscode.l10n.t('Managing organisation {0}', this.name), item.description),
    };
    return item;
  }

  override children(): readonly TreeNode[] {
    return [this.calls, this.team];
  }

  override forget(): void {
    this.calls.forget();
    this.team.forget();
  }

  override adopt(row: CallManagingOrganisation): boolean {
    this.row = row;
    return true;
  }

  override async tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    const stats = await readCallManagingOrganisationStats(this.context.connection.client, this.row.uuid, {
      signal,
    });
    return factsTooltip(this.name, [
      [vscode.l10n.t('Open calls'), stats.open_calls],
      [vscode.l10n.t('Calls closing within a week'), stats.calls_closing_in_one_week],
      [vscode.l10n.t('Active rounds'), stats.active_rounds],
      [vscode.l10n.t('Rounds closing within a week'), stats.rounds_closing_in_one_week],
      [vscode.l10n.t('Pending proposals'), stats.pending_proposals],
      [vscode.l10n.t('Accepted proposals'), stats.accepted_proposals],
      [vscode.l10n.t('Pending reviews'), stats.pending_review],
      [vscode.l10n.t('Pending offering requests'), stats.offering_requests_pending],
      [vscode.l10n.t('Description'), this.row.description],
    ]);
  }

  override dispose(): void {
    this.calls.dispose();
    this.team.dispose();
  }
}
