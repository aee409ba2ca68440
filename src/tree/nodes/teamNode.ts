import * as vscode from 'vscode';
import type { RoleOfPerson } from '../../grants/roleTask';
import { may } from '../../access/may';
import { namesMatch } from '../../organisations/teamView';
import type { CustomerUser } from '../../waldur/customerUsers';
import type { Grant } from '../../waldur/members';
import { personOfUser } from '../../grants/teams';
import { GroupedSection } from '../groupedSection';
import { ErrorNode, MessageNode } from '../messageNodes';
import { scopeFlags } from '../../organisations/roleScope';
import { describeTeamFilter, TeamSection } from '../teamSection';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { CustomerUserNode } from './customerUserNode';
import { FoundNode } from './foundNode';
import { InvitationsNode } from './invitationsNode';

/**
 * The people of an organisation: one row a grant, then those who hold roles on its projects only, then the invitations
 * that wait.
 */
export class TeamNode extends TreeNode {
  readonly id: string;
  private readonly grants: TeamSection;
  private readonly projectPeople: GroupedSection<CustomerUser>;
  private readonly invitations: InvitationsNode;
  private readonly found = new FoundNode(this);

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    readonly customer: string,
  ) {
    super(parent);
    this.id = `${parent.id}/team`;
    this.grants = new TeamSection(this, context, { kind: 'customer', uuid: customer }, this.found);
    const onlyInProjects = {
      key: 'projects',
      label: () => vscode.l10n.t('Only in projects'),
      // Below every role in the organisation itself.
      power: () => -1,
    };
    this.projectPeople = new GroupedSection<CustomerUser>(this, context, {
      name: 'people',
      list: context.store.teams.people(customer),
      include: (person) => !person.role_name,
      passes: (person) => this.passes(person),
      found: this.found,
      toNode: (person, parent) => new CustomerUserNode(parent, context, person, customer),
      groupOf: () => onlyInProjects,
      only: onlyInProjects,
      compare: () => {
        const { compare } = new Intl.Collator(vscode.env.language);
        return (one, other) => compare(personOfUser(one).name, personOfUser(other).name);
      },
    });
    this.invitations = new InvitationsNode(this, context, customer);
  }

  rowOfRole(of: RoleOfPerson): Promise<TreeNode | undefined> {
    return this.grants.rowOfRole(of);
  }

  showGrant(grant: Grant): Promise<TreeNode | undefined> {
    return this.grants.show(grant);
  }

  rowOfInvitation(email: string, scope: string): Promise<TreeNode | undefined> {
    return this.invitations.rowOf(email, scope);
  }

  showPerson(person: CustomerUser): Promise<TreeNode | undefined> {
    return this.projectPeople.show(person);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Team'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('person');
    const { filter } = this.grants;
    item.description = filter === undefined ? '' : describeTeamFilter(filter);
    const scope = this.roleScope;
    item.contextValue = [
      'team+refresh',
      ...(scope === undefined ? [] : scopeFlags(this.context.store, scope.object)),
    ].join('+');
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const [grants, readPeople] = await Promise.all([this.grants.read(), this.readPeople()]);
    // One row tells of a team that cannot be read.
    const hasFailed = grants.some((node) => node instanceof ErrorNode);
    const people = hasFailed ? readPeople.filter((node) => !(node instanceof ErrorNode)) : readPeople;
    const invitations = this.may('listInvitations') ? [this.invitations] : [];
    const found = this.found.rows;
    return found.length + grants.length + people.length > 0
      ? [...found, ...grants, ...people, ...invitations]
      : [
          new MessageNode(this, 'empty', {
            label: vscode.l10n.t('No people'),
            icon: new vscode.ThemeIcon('info'),
            tooltip: vscode.l10n.t('No one has a role in this organisation or its projects.'),
          }),
          ...invitations,
        ];
  }

  override async reload(): Promise<void> {
    await Promise.all([
      this.grants.reload(),
      this.may('listPeople') ? this.projectPeople.reload() : undefined,
    ]);
  }

  override forget(): void {
    this.grants.forget();
    this.projectPeople.forget();
    this.invitations.forget();
  }

  override dispose(): void {
    this.grants.dispose();
    this.projectPeople.dispose();
    this.invitations.dispose();
  }

  /** Whether the caller may, as far as that is known yet. */
  private may(action: 'listPeople' | 'listInvitations'): boolean {
    const caller = this.context.store.caller.now;
    return (
      caller === undefined ||
      may(caller, action, { kind: 'customer', uuid: this.customer }, new Date()).kind !== 'no'
    );
  }

  /** Those with roles on projects only; a refusal that is known beforehand is not asked for. */
  private async readPeople(): Promise<readonly TreeNode[]> {
    if (!this.may('listPeople')) {
      return [this.notAllowed()];
    }
    const people = await this.projectPeople.read();
    return this.projectPeople.problem === 'forbidden' ? [this.notAllowed()] : people;
  }

  /** Roles and ends are those of the organisation; who is on projects only is found by name alone. */
  private passes({ full_name: name, username, email }: CustomerUser): boolean {
    const { filter } = this.grants;
    return (
      filter === undefined ||
      (filter.role === undefined &&
        filter.expiring === undefined &&
        namesMatch(filter.text, { names: [name, username, email] }))
    );
  }

  /** Listing everyone needs CUSTOMER.LIST_USERS; the grants above need only sight of the organisation. */
  private notAllowed(): TreeNode {
    return new MessageNode(this, 'notAllowed', {
      label: vscode.l10n.t('People who only have project roles are not shown'),
      icon: new vscode.ThemeIcon('lock'),
      tooltip: vscode.l10n.t(
        'Your role does not include the permission to list everyone (CUSTOMER.LIST_USERS).',
      ),
    });
  }
}
