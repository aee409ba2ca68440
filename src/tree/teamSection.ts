import * as vscode from 'vscode';
import { namesMatch, type TeamFilter } from '../organisations/teamView';
import type { Grant, Scope } from '../waldur/members';
import { objectRef, refKey } from '../organisations/objectRef';
import { ending } from '../organisations/ending';
import { ListSection } from './listSection';
import { MessageNode } from './messageNodes';
import type { FoundNode } from './nodes/foundNode';
import { GrantNode } from './nodes/grantNode';
import { RoleGroupNode } from './nodes/roleGroupNode';
import type { Section } from './sectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';

/** The grants on one scope below a node: flat or by role, all or filtered. */
export class TeamSection implements Section {
  private section: ListSection<Grant>;
  private readonly groups = new Map<string, RoleGroupNode>();
  private readonly key: string;
  private readonly subscription: vscode.Disposable;
  private grouped: boolean;

  constructor(
    private readonly owner: TreeNode,
    private readonly context: TreeContext,
    private readonly scope: Scope,
    private readonly found?: FoundNode,
  ) {
    this.key = refKey(objectRef(context.connection, scope));
    this.grouped = context.teams.grouped;
    this.section = this.makeSection();
    this.subscription = context.teams.onDidChange(() => {
      if (this.grouped !== context.teams.grouped) {
        // Rows stand below other rows now, and a row knows where it stands; nothing is read again.
        this.grouped = context.teams.grouped;
        const before = this.section;
        this.section = this.makeSection();
        before.dispose();
      }
      if (this.section.list.loaded) {
        context.tree.changed(owner);
      }
    });
  }

  get filter(): TeamFilter | undefined {
    return this.context.teams.filterOf(this.key);
  }

  get problem(): ListSection<Grant>['problem'] {
    return this.section.problem;
  }

  show(grant: Grant): Promise<TreeNode | undefined> {
    return this.section.show(grant);
  }

  /** The rows, or roles with rows, then what pages them and tells of failures; first the filter, if there is one. */
  async read(): Promise<readonly TreeNode[]> {
    const nodes = await this.section.read();
    this.context.store.wantCaller();
    const filterRow = this.filterRow();
    if (!this.grouped) {
      return [...filterRow, ...nodes];
    }
    const members = nodes.filter((node) => node.parent instanceof RoleGroupNode);
    const groups = [...this.groups.values()]
      .map((group) => group.show(members.filter(({ parent }) => parent === group)))
      .filter((group) => group.children().length > 0);
    return [...filterRow, ...groups, ...nodes.filter((node) => !members.includes(node))];
  }

  async reload(): Promise<void> {
    await this.section.reload();
  }

  forget(): void {
    this.section.forget();
  }

  dispose(): void {
    this.subscription.dispose();
    this.section.dispose();
  }

  private makeSection(): ListSection<Grant> {
    return new ListSection<Grant>(this.owner, this.context, {
      name: 'grants',
      list: this.context.store.teams.grants(this.scope),
      passes: (grant) => this.passes(grant),
      ...(this.found === undefined ? {} : { found: this.found }),
      toNode: (grant, parent) =>
        new GrantNode(
          this.grouped && parent === this.owner ? this.groupOf(grant) : parent,
          this.context,
          grant,
          this.scope,
        ),
    });
  }

  private groupOf(grant: Grant): RoleGroupNode {
    const key = grant.role_uuid ?? grant.role_name ?? '';
    const known = this.groups.get(key);
    if (known !== undefined) {
      return known;
    }
    const group = new RoleGroupNode(this.owner, key, () => this.context.store.roleLabel(grant));
    this.groups.set(key, group);
    return group;
  }

  private passes(grant: Grant): boolean {
    const { filter } = this;
    if (filter === undefined) {
      return true;
    }
    const end = ending(grant.expiration_time, this.context.expiringSoonDays(), new Date());
    return (
      namesMatch(filter.text, { names: [grant.user_full_name, grant.user_username, grant.user_email] }) &&
      (filter.role === undefined ||
        filter.role.uuid === grant.role_uuid ||
        filter.role.uuid === grant.role_name) &&
      (filter.expiring === undefined || end.kind === 'soon' || end.kind === 'ended')
    );
  }

  private filterRow(): readonly TreeNode[] {
    const { filter } = this;
    return filter === undefined
      ? []
      : [
          new MessageNode(this.owner, 'filter', {
            label: vscode.l10n.t('Filter: {0}', describeTeamFilter(filter)),
            icon: new vscode.ThemeIcon('filter'),
            tooltip: vscode.l10n.t('Click to change or clear the filter.'),
            command: { command: 'waldur.filterTeam', title: '', arguments: [this.owner] },
          }),
        ];
  }
}

/** A filter in a few words. */
export function describeTeamFilter(filter: TeamFilter): string {
  return [
    filter.text === undefined ? undefined : `“${filter.text}”`,
    filter.role?.label,
    filter.expiring === undefined ? undefined : vscode.l10n.t('expiring soon'),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
