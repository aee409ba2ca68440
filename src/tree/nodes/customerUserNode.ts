import * as vscode from 'vscode';
import { personOfUser, roleOf } from '../../grants/teams';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { listText } from '../../ui/listText';
import type { CustomerUser } from '../../waldur/customerUsers';
import { endingText, factsTooltip, iconOf, rowLabel } from '../appearance';
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

type ProjectRole = NonNullable<CustomerUser['projects']>[number];

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
    item.iconPath = new vscode.ThemeIcon('account');
    const [first] = projects;
    item.description = description(
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
    return (this.row.projects ?? []).map(
      (project, index) => new ProjectRoleNode(this, this.context, this.row, project, index),
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
    private readonly person: CustomerUser,
    private readonly project: ProjectRole,
    index: number,
  ) {
    super(parent);
    // Two roles on one project are two rows with the same uuid.
    this.id = `${parent.id}/project:${project.uuid}:${index}`;
  }

  override get resource(): Resource {
    const { connection, object } = this.roleScope;
    return resourceOf(connection, object, object.name);
  }

  override get roleScope(): RoleScope {
    const { uuid, name } = this.project;
    const organisation = this.parent?.roleScope;
    return {
      connection: this.context.connection,
      object: {
        kind: 'project',
        uuid,
        customer: organisation?.object.uuid ?? '',
        state: organisation?.object.state,
        name: shownName(uuid, name),
        customerName: organisation?.object.name,
      },
    };
  }

  override get shownRoles(): readonly ShownRole[] {
    const { person, project } = this;
    const { connection, object: scope } = this.roleScope;
    // The list of people tells roles by their names alone.
    const role = roleOf({ role_name: project.role_name }, this.context.store.caller.now?.rolesBy);
    const expiry = project.expiration_time ?? null;
    return [{ connection, held: { scope, person: personOfUser(person), role, expiry } }];
  }

  get mayBeRevoked(): boolean {
    return this.flags.includes('canRevoke');
  }

  private get flags(): readonly string[] {
    return grantFlags(this.context.store, this.roleScope.object, this.person.uuid);
  }

  override treeItem(): vscode.TreeItem {
    const end = ending(this.project.expiration_time, this.context.expiringSoonDays(), new Date());
    const item = new vscode.TreeItem(rowLabel(shownName(this.project.uuid, this.project.name)));
    item.id = this.id;
    item.iconPath = iconOf('project', end);
    item.description = description(
      this.context.store.roleLabel({ role_name: this.project.role_name }),
      endingText('role', end),
    );
    item.contextValue = [
      'projectRole+name+uuid+link+details',
      ...(this.project.expiration_time ? ['ends'] : []),
      ...this.flags,
    ].join('+');
    item.accessibilityInformation = {
      label: description(
        vscode.l10n.t('Project {0}', shownName(this.project.uuid, this.project.name)),
        item.description,
      ),
    };
    return item;
  }
}
