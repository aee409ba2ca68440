import * as vscode from 'vscode';
import { customerFields } from '../../organisations/customerParams';
import type { ColumnField } from '../../organisations/customerView';
import { objectRef, type ObjectRef } from '../../organisations/objectRef';
import type { Customer } from '../../waldur/customers';
import { factsTooltip, rowLabel } from '../appearance';
import { description } from '../../ui/description';
import { stateOfCustomer } from '../../access/answer';
import { momentText } from '../../ui/datesAndNumbers';
import { type Resource, resourceOf } from '../../organisations/resource';
import { createFlags, type RoleScope, scopeFlags } from '../../organisations/roleScope';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { ProjectsNode } from './projectsNode';
import { TeamNode } from './teamNode';
import { shownName } from '../../waldur/shownName';
import { type Named, shortUuid } from '../../ui/tellApart';

/** What the tooltip shows beyond the row; asked for one organisation at a time. */
const tooltipFields = [
  'uuid',
  'name',
  'native_name',
  'abbreviation',
  'email',
  'phone_number',
  'country_name',
  'registration_code',
  'created',
  'projects_count',
  'users_count',
  'blocked',
  'archived',
] as const;

/** An organisation. */
export class CustomerNode extends TreeNode {
  readonly id: string;
  private below: { readonly projects: ProjectsNode; readonly team: TeamNode } | undefined;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private row: Customer,
    private readonly columns: readonly ColumnField[],
    /** Where there is no other, it is opened from the start. */
    private readonly isOnlyOne: () => boolean = () => false,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/customer:${row.uuid}`;
  }

  get projects(): ProjectsNode {
    return this.parts.projects;
  }

  get team(): TeamNode {
    return this.parts.team;
  }

  /** Made when someone opens the organisation: of ten thousand, nearly none is opened. */
  private get parts() {
    this.below ??= {
      projects: new ProjectsNode(this, this.context, this.row.uuid),
      team: new TeamNode(this, this.context, this.row.uuid),
    };
    return this.below;
  }

  private get ref(): ObjectRef<'customer'> {
    return objectRef(this.context.connection, { kind: 'customer', uuid: this.row.uuid });
  }

  /** Or the uuid, where the name shows nothing. */
  private get name(): string {
    return shownName(this.row.uuid, this.row.name);
  }

  override get named(): Named {
    const { uuid, abbreviation, native_name: nativeName } = this.row;
    return { key: uuid, name: this.name, others: [abbreviation, nativeName, shortUuid(uuid)] };
  }

  override get openCommand(): string {
    return 'waldur.openOrganisation';
  }

  override get hasPanel(): boolean {
    return true;
  }

  override get resource(): Resource {
    return resourceOf(this.context.connection, this.roleScope.object, this.name);
  }

  override get roleScope(): RoleScope {
    const { row } = this;
    return {
      connection: this.context.connection,
      object: {
        kind: 'customer',
        uuid: row.uuid,
        state: stateOfCustomer(row),
        name: this.name,
        abbreviation: row.abbreviation ?? undefined,
      },
    };
  }

  override treeItem(): vscode.TreeItem {
    const { blocked, archived } = this.row;
    const isPinned = this.context.pins.has(this.ref);
    const name = this.name;
    const item = new vscode.TreeItem(
      rowLabel(name),
      this.isOnlyOne() ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.id = this.id;
    const state =
      blocked === true ? vscode.l10n.t('blocked') : archived === true ? vscode.l10n.t('archived') : undefined;
    item.description = description(state, ...this.columns.map((column) => this.column(column)));
    item.iconPath =
      blocked === true
        ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
        : new vscode.ThemeIcon(archived === true ? 'archive' : isPinned ? 'pinned' : 'organization');
    item.contextValue = [
      'customer+name+uuid+link+details+edit+refresh+team',
      isPinned ? 'pinned' : 'unpinned',
      ...scopeFlags(this.context.store, this.roleScope.object),
      ...createFlags(this.context.store, this.roleScope.object),
    ].join('+');
    item.accessibilityInformation = {
      label: description(
        vscode.l10n.t('Organisation {0}', name),
        isPinned ? vscode.l10n.t('pinned') : undefined,
        item.description,
      ),
    };
    return item;
  }

  override children(): readonly TreeNode[] {
    return [this.projects, this.team];
  }

  override async reloadRow(): Promise<void> {
    const { store, views, connection } = this.context;
    const fields = customerFields(views.get(connection.info.id));
    await store.object(this.ref, { fields, anew: true });
  }

  override forget(): void {
    this.below?.projects.forget();
    this.below?.team.forget();
  }

  override adopt(row: Customer): boolean {
    this.row = row;
    return true;
  }

  override async tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    const { store } = this.context;
    const customer = await store.object(this.ref, { fields: tooltipFields, signal });
    return factsTooltip(shownName(customer.uuid, customer.name), [
      [vscode.l10n.t('State'), customer.blocked === true ? blockedText() : undefined],
      [vscode.l10n.t('Native name'), customer.native_name],
      [vscode.l10n.t('Abbreviation'), customer.abbreviation],
      [vscode.l10n.t('Projects'), customer.projects_count],
      [vscode.l10n.t('People'), customer.users_count],
      [vscode.l10n.t('E-mail'), customer.email],
      [vscode.l10n.t('Phone'), customer.phone_number],
      [vscode.l10n.t('Country'), customer.country_name],
      [vscode.l10n.t('Registration code'), customer.registration_code],
      [vscode.l10n.t('Created'), customer.created ? momentText(customer.created) : undefined],
    ]);
  }

  override dispose(): void {
    this.below?.projects.dispose();
    this.below?.team.dispose();
  }

  private column(column: ColumnField): string | undefined {
    const value = this.row[column];
    if (column === 'created' && typeof value === 'string') {
      return momentText(value);
    }
    return typeof value === 'string' ? value : undefined;
  }
}

function blockedText(): string {
  return vscode.l10n.t(
    'Blocked. Nothing in the organisation can be changed: no fields, projects or roles. Only a server administrator can unblock it.',
  );
}
