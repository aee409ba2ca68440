import * as vscode from 'vscode';
import type { CustomerUser } from '../../waldur/customerUsers';
import type { Grant, Scope } from '../../waldur/members';
import { ListSection } from '../listSection';
import { MessageNode } from '../messageNodes';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { CustomerUserNode } from './customerUserNode';
import { GrantNode } from './grantNode';

/** The people of an organisation: one row a grant, then those who hold roles on its projects only. */
export class TeamNode extends TreeNode {
  readonly id: string;
  private readonly grants: ListSection<Grant>;
  private readonly projectPeople: ListSection<CustomerUser>;

  constructor(
    parent: TreeNode,
    context: TreeContext,
    readonly customer: string,
  ) {
    super(parent);
    this.id = `${parent.id}/team`;
    const scope: Scope = { kind: 'customer', uuid: customer };
    this.grants = new ListSection<Grant>(this, context, {
      name: 'grants',
      list: context.store.grants(scope),
      toNode: (grant) => new GrantNode(this, context, grant, scope),
    });
    this.projectPeople = new ListSection<CustomerUser>(this, context, {
      name: 'people',
      list: context.store.people(customer),
      include: (person) => !person.role_name,
      toNode: (person) => new CustomerUserNode(this, context, person, customer),
    });
  }

  showGrant(grant: Grant): Promise<TreeNode | undefined> {
    return this.grants.show(grant);
  }

  showPerson(person: CustomerUser): Promise<TreeNode | undefined> {
    return this.projectPeople.show(person);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Team'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('person');
    item.contextValue = 'team+refresh';
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const [grants, people] = await Promise.all([this.grants.read(), this.projectPeople.read()]);
    const others = this.projectPeople.problem === 'forbidden' ? [this.notAllowed()] : people;
    return grants.length + others.length > 0
      ? [...grants, ...others]
      : [
          new MessageNode(this, 'empty', {
            label: vscode.l10n.t('Nobody'),
            icon: new vscode.ThemeIcon('info'),
            tooltip: vscode.l10n.t('Nobody holds a role on the organisation or its projects.'),
          }),
        ];
  }

  override async reload(): Promise<void> {
    await Promise.all([this.grants.reload(), this.projectPeople.reload()]);
  }

  override forget(): void {
    this.grants.forget();
    this.projectPeople.forget();
  }

  override dispose(): void {
    this.grants.dispose();
    this.projectPeople.dispose();
  }

  /** Listing everybody needs CUSTOMER.LIST_USERS; the grants above need only sight of the organisation. */
  private notAllowed(): TreeNode {
    return new MessageNode(this, 'notAllowed', {
      label: vscode.l10n.t('People with project roles only are not shown'),
      icon: new vscode.ThemeIcon('lock'),
      tooltip: vscode.l10n.t(
        'Your role does not carry the permission to list everybody (CUSTOMER.LIST_USERS).',
      ),
    });
  }
}
