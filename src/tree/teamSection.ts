import * as vscode from 'vscode';
import { namesMatch, type TeamFilter } from '../organisations/teamView';
import type { RoleOfPerson } from '../grants/roleTask';
import { type Grant, listUsers, type Scope } from '../waldur/members';
import { withoutScope } from '../organisations/roleText';
import { personOfGrant } from '../grants/teams';
import { objectRef, refKey } from '../organisations/objectRef';
import { ending } from '../organisations/ending';
import { GroupedSection } from './groupedSection';
import { MessageNode } from './messageNodes';
import type { FoundNode } from './nodes/foundNode';
import { GrantNode } from './nodes/grantNode';
import type { Section } from './sectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';

/** The grants on one scope below a node: by role or flat, all or filtered. */
export class TeamSection implements Section {
  private readonly section: GroupedSection<Grant>;
  private readonly key: string;

  constructor(
    private readonly owner: TreeNode,
    private readonly context: TreeContext,
    private readonly scope: Scope,
    found?: FoundNode,
  ) {
    const { store, connection } = context;
    this.key = refKey(objectRef(connection, scope));
    this.section = new GroupedSection<Grant>(owner, context, {
      name: 'grants',
      list: store.teams.grants(scope),
      passes: (grant) => this.passes(grant),
      ...(found === undefined ? {} : { found }),
      toNode: (grant, parent) => new GrantNode(parent, context, grant, scope),
      groupOf: (grant) => ({
        key: grant.role_uuid ?? grant.role_name ?? '',
        label: () => withoutScope(scope.kind, store.roleLabel(grant)),
        power: () => store.rolePower(grant),
      }),
      compare: byName,
    });
  }

  get filter(): TeamFilter | undefined {
    return this.context.teams.filterOf(this.key);
  }

  get problem(): GroupedSection<Grant>['problem'] {
    return this.section.problem;
  }

  show(grant: Grant): Promise<TreeNode | undefined> {
    return this.section.show(grant);
  }

  /**
   * The row of a role that someone has just been granted; above the others where it is not among them. Undefined where
   * the server does not tell of it.
   */
  async rowOfRole({ person, role }: RoleOfPerson): Promise<TreeNode | undefined> {
    const isIt = (grant: Grant): boolean => grant.user_uuid === person.uuid && grant.role_uuid === role.uuid;
    const { list } = this.section;
    await list.ensure();
    let grant = list.rows.find(isIt);
    if (grant === undefined) {
      const { client } = this.context.connection;
      grant = (await listUsers(client, this.scope, { user: person.uuid })).rows.find(isIt);
    }
    return grant && ((await this.section.rowOf(grant.uuid)) ?? this.section.show(grant));
  }

  /** The rows, or roles with rows, then what pages them and tells of failures; first the filter, if there is one. */
  async read(): Promise<readonly TreeNode[]> {
    const nodes = await this.section.read();
    this.context.store.wantCaller();
    return [...this.filterRow(), ...nodes];
  }

  async reload(): Promise<void> {
    await this.section.reload();
  }

  forget(): void {
    this.section.forget();
  }

  dispose(): void {
    this.section.dispose();
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

/** People whose role has expired last, and each by name. */
function byName(): (one: Grant, other: Grant) => number {
  const { compare } = new Intl.Collator(vscode.env.language);
  const now = Date.now();
  const isOver = ({ expiration_time: end }: Grant): boolean => Date.parse(end ?? '') <= now;
  return (one, other) =>
    Number(isOver(one)) - Number(isOver(other)) ||
    compare(personOfGrant(one).name, personOfGrant(other).name);
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
