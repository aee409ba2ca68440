import * as vscode from 'vscode';
import type { HeldRole } from '../../grants/roleTask';
import { personOfUser, rolesInProjects } from '../../grants/teams';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { listText } from '../../ui/listText';
import type { CustomerUser } from '../../waldur/customerUsers';
import { factsTooltip, iconOf, rowLabel } from '../appearance';
import { endingAround, endingText } from '../../organisations/endingText';
import { withoutScope } from '../../organisations/roleText';
import { description } from '../../ui/description';
import { ending } from '../../organisations/ending';
import { homePortTeamPath } from '../../organisations/homePortLink';
import { objectRef } from '../../organisations/objectRef';
import { type Resource, resourceOf } from '../../organisations/resource';
import { grantFlags, type RoleScope, type ShownRole } from '../../organisations/roleScope';
import { plainLine } from '../../ui/serverText';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { shownName } from '../../waldur/shownName';
import { type Named, shortUuid } from '../../ui/tellApart';

/** Someone who holds roles on projects of an organisation, but none on the organisation itself. */
export class CustomerUserNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private row: CustomerUser,
    private readonly customer: string,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/person:${row.uuid}`;
  }

  private get name(): string {
    return plainLine(personOfUser(this.row).name);
  }

  override get named(): Named {
    const { uuid, email, username } = this.row;
    return { key: uuid, name: this.name, others: [email, username, shortUuid(uuid)] };
  }

  override get openCommand(): string {
    return 'waldur.showAccess';
  }

  override get resource(): Resource {
    const { connection } = this.context;
    const { uuid, username } = this.row;
    const ref = objectRef(connection, { kind: 'user', uuid });
    return {
      connection,
      name: this.name,
      ref,
      homePortPath: homePortTeamPath({ kind: 'customer', uuid: this.customer }),
      details: { ...ref, kind: 'customer-user', customer: this.customer, username: username ?? '' },
    };
  }

  override get shownRoles(): readonly ShownRole[] {
    return this.children().flatMap(({ shownRoles }) => shownRoles);
  }

  override treeItem(): vscode.TreeItem {
    const projects = this.row.projects ?? [];
    const item = new vscode.TreeItem(
      this.name,
      projects.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = this.id;
    const isCaller = this.row.uuid === this.context.connection.info.user.uuid;
    item.iconPath = iconOf('account', { kind: 'never' }, isCaller);
    const [first] = projects;
    item.description = description(
      isCaller ? vscode.l10n.t('you') : undefined,
      first === undefined
        ? vscode.l10n.t('no projects that you can see')
        : count(
            projects.length,
            vscode.l10n.t('only in {0}', shownName(first.uuid, first.name)),
            vscode.l10n.t('only in {0} projects', numberText(projects.length)),
          ),
    );
    const revocable = this.children().some((child) => child.mayBeRevoked);
    item.contextValue = `person+name+uuid+link+details+access${revocable ? '+canRevoke' : ''}`;
    item.accessibilityInformation = { label: description(this.name, item.description) };
    return item;
  }

  override children(): readonly ProjectRoleNode[] {
    const organisation = this.roleScope?.object ?? { kind: 'customer', uuid: this.customer, name: '' };
    return rolesInProjects(this.row, organisation, this.context.store.caller.now?.rolesBy).map(
      (held, index) => new ProjectRoleNode(this, this.context, held, index),
    );
  }

  override adopt(row: CustomerUser): boolean {
    this.row = row;
    return true;
  }

  override tooltip(): Promise<vscode.MarkdownString> {
    return Promise.resolve(
      factsTooltip(this.name, [
        [vscode.l10n.t('User name'), this.row.username],
        [vscode.l10n.t('E-mail'), this.row.email],
        [
          vscode.l10n.t('Projects'),
          listText((this.row.projects ?? []).map(({ uuid, name }) => shownName(uuid, name))),
        ],
      ]),
    );
  }
}

/** A role on a project, seen from the person who holds it. */
class ProjectRoleNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private readonly held: HeldRole,
    index: number,
  ) {
    super(parent);
    // Two roles on one project are two rows with the same uuid.
    this.id = `${parent.id}/project:${held.scope.uuid}:${index}`;
  }

  /** As a project's own row. */
  override get openCommand(): string {
    return 'waldur.edit';
  }

  override get resource(): Resource {
    const { scope } = this.held;
    return resourceOf(this.context.connection, scope, scope.name);
  }

  override get roleScope(): RoleScope {
    return { connection: this.context.connection, object: this.held.scope };
  }

  override get shownRoles(): readonly ShownRole[] {
    return [{ connection: this.context.connection, held: this.held }];
  }

  get mayBeRevoked(): boolean {
    return this.flags.includes('canRevoke');
  }

  private get flags(): readonly string[] {
    const { scope, person } = this.held;
    return grantFlags(this.context.store, scope, person.uuid);
  }

  override treeItem(): vscode.TreeItem {
    const { scope, role, expiry } = this.held;
    const end = ending(expiry, this.context.expiringSoonDays(), new Date());
    const item = new vscode.TreeItem(rowLabel(scope.name));
    item.id = this.id;
    item.iconPath = iconOf('project', end);
    const label = withoutScope(scope.kind, this.context.store.roleLabel({ role_name: role.name }));
    const { first, last } = endingAround('role', end);
    item.description = description(first, label, last);
    item.contextValue = [
      'projectRole+name+uuid+link+details',
      ...(expiry === null ? [] : ['ends']),
      ...this.flags,
    ].join('+');
    item.accessibilityInformation = {
      label: description(vscode.l10n.t('Project {0}', scope.name), label, endingText('role', end)),
    };
    return item;
  }
}
