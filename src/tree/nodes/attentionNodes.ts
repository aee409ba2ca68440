import * as vscode from 'vscode';
import type { HeldRole } from '../../grants/roleTask';
import { ending, projectEnding } from '../../organisations/ending';
import { endingText } from '../../organisations/endingText';
import { homePortTeamPath } from '../../organisations/homePortLink';
import { objectRef } from '../../organisations/objectRef';
import type { Resource } from '../../organisations/resource';
import { grantFlags, type RoleScope, type ShownRole } from '../../organisations/roleScope';
import { roleText } from '../../organisations/roleText';
import { momentText, numberText } from '../../ui/datesAndNumbers';
import { description } from '../../ui/description';
import { type Named, shortUuid } from '../../ui/tellApart';
import type { Invitation } from '../../waldur/invitations';
import type { Project } from '../../waldur/projects';
import { shownName } from '../../waldur/shownName';
import { factsTooltip, iconOf, rowLabel } from '../appearance';
import type { AttentionKind, AttentionList } from '../attentionList';
import { ErrorNode } from '../messageNodes';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { CallNode } from './callNode';
import { InvitationNode } from './invitationNode';
import { ProjectNode } from './projectNode';

/** One kind of what a person should look at, soonest first. */
export class AttentionGroupNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private readonly list: AttentionList,
    readonly kind: AttentionKind,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/attention:${kind}`;
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(groupLabel(this.kind), vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = numberText(this.list.now[this.kind].length);
    item.contextValue = 'attentionGroup';
    return item;
  }

  override children(): readonly TreeNode[] {
    const error = this.list.problem(this.kind);
    return [
      ...(error === undefined ? [] : [new ErrorNode(this, this.kind, error, this.context)]),
      ...this.rows(),
    ];
  }

  private rows(): readonly TreeNode[] {
    const { context, list, kind } = this;
    switch (kind) {
      case 'roles': {
        const nodes = list.now.roles.map((held) => new EndingRoleNode(this, context, held));
        // A server may hold one role twice.
        return [...new Map(nodes.map((node) => [node.id, node])).values()];
      }
      case 'projects':
        return list.now.projects.map((row) => new EndingProjectNode(this, context, row));
      case 'calls':
        return list.now.calls.map(({ call }) => new CallNode(this, context, call));
      case 'invitations':
        return list.now.invitations.map((row) => new WaitingInvitationNode(this, context, row));
    }
  }
}

function groupLabel(kind: AttentionKind): string {
  switch (kind) {
    case 'roles':
      return vscode.l10n.t('Roles that end soon');
    case 'projects':
      return vscode.l10n.t('Projects that end soon');
    case 'calls':
      return vscode.l10n.t('Calls that close soon');
    case 'invitations':
      return vscode.l10n.t('Invitations that wait');
  }
}

/** Someone's role, with when it ends and where it is. */
class EndingRoleNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private readonly held: HeldRole,
  ) {
    super(parent);
    const { scope, role, person } = held;
    this.id = `${parent.idPrefix}/${scope.kind}:${scope.uuid}/role:${role.uuid}/user:${person.uuid}`;
  }

  override get roleScope(): RoleScope {
    return { connection: this.context.connection, object: this.held.scope };
  }

  override get named(): Named {
    const { person } = this.held;
    return { key: person.uuid, name: person.name, others: [person.username, shortUuid(person.uuid)] };
  }

  override get resource(): Resource {
    const { connection } = this.context;
    const { person, scope } = this.held;
    const ref = objectRef(connection, { kind: 'user', uuid: person.uuid });
    return { connection, name: person.name, homePortPath: homePortTeamPath(scope), ref, details: ref };
  }

  override get shownRoles(): readonly ShownRole[] {
    return [{ connection: this.context.connection, held: this.held }];
  }

  override treeItem(): vscode.TreeItem {
    const { scope, person, role, expiry } = this.held;
    const end = ending(expiry, this.context.expiringSoonDays(), new Date());
    const item = new vscode.TreeItem(rowLabel(person.name));
    item.id = this.id;
    item.iconPath = iconOf('account', end);
    item.description = description(endingText('role', end), roleText(role), scope.name);
    item.contextValue = [
      'grant+name+uuid+details+access+ends',
      ...(scope.kind === 'call-managing-organisation' ? [] : ['link']),
      ...grantFlags(this.context.store, scope, person.uuid),
    ].join('+');
    return item;
  }

  override tooltip(): Promise<vscode.MarkdownString> {
    const { scope, person, role, expiry } = this.held;
    return Promise.resolve(
      factsTooltip(person.name, [
        [vscode.l10n.t('Role'), roleText(role)],
        [scope.kind === 'project' ? vscode.l10n.t('Project') : vscode.l10n.t('Organisation'), scope.name],
        [vscode.l10n.t('Organisation'), scope.customerName],
        [vscode.l10n.t('Expires'), expiry === null ? undefined : momentText(expiry)],
      ]),
    );
  }
}

/** A project, with its organisation: it stands outside of that here. */
class EndingProjectNode extends ProjectNode {
  private readonly ends: string;
  private readonly organisation: string | undefined;

  constructor(parent: TreeNode, context: TreeContext, row: Project) {
    super(parent, context, row);
    this.ends = endingText('project', projectEnding(row, context.expiringSoonDays(), new Date()));
    this.organisation = row.customer_name ?? undefined;
  }

  override treeItem(): vscode.TreeItem {
    const item = super.treeItem();
    item.description = description(this.ends, this.organisation);
    return item;
  }
}

/** An invitation, with its organisation: it stands outside of that here. */
class WaitingInvitationNode extends InvitationNode {
  private readonly customerName: string | undefined;

  constructor(
    parent: TreeNode,
    private readonly attention: TreeContext,
    row: Invitation,
  ) {
    super(parent, attention, row, row.customer_uuid ?? '');
    this.customerName = row.customer_name ?? undefined;
  }

  override get roleScope(): RoleScope {
    const uuid = this.invitation.customer_uuid ?? '';
    const name = shownName(uuid, this.customerName);
    return { connection: this.attention.connection, object: { kind: 'customer', uuid, name } };
  }

  override treeItem(): vscode.TreeItem {
    const item = super.treeItem();
    const told = typeof item.description === 'string' ? item.description : '';
    item.description = description(told, this.customerName);
    return item;
  }
}
