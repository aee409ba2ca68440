import * as vscode from 'vscode';
import { heldOf, personOfGrant } from '../../grants/teams';
import type { Grant, Scope } from '../../waldur/members';
import { momentText } from '../../ui/datesAndNumbers';
import { factsTooltip, iconOf } from '../appearance';
import { endingAround, endingText } from '../../organisations/endingText';
import { withoutScope } from '../../organisations/roleText';
import { description } from '../../ui/description';
import { ending } from '../../organisations/ending';
import { homePortTeamPath } from '../../organisations/homePortLink';
import { objectRef } from '../../organisations/objectRef';
import type { Resource } from '../../organisations/resource';
import { grantFlags, type ShownRole } from '../../organisations/roleScope';
import { plainLine } from '../../ui/serverText';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { RoleGroupNode } from './roleGroupNode';
import { type Named, shortUuid } from '../../ui/tellApart';

/** One person holding one role on one scope. A person with two roles has two rows. */
export class GrantNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private row: Grant,
    private readonly scope: Scope,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/grant:${row.uuid}`;
  }

  private get roleLabel(): string {
    return this.context.store.roleLabel(this.row);
  }

  private get name(): string {
    return plainLine(personOfGrant(this.row).name);
  }

  override get named(): Named {
    const { uuid, user_uuid: user, user_email: email, user_username: username } = this.row;
    const key = user ?? uuid;
    return { key, name: this.name, others: [email, username, shortUuid(key)] };
  }

  /** Of someone the server does not name there is nothing to show. */
  override get openCommand(): string | undefined {
    return this.row.user_uuid ? 'waldur.showAccess' : undefined;
  }

  override get resource(): Resource {
    const { connection } = this.context;
    const { scope } = this;
    const { uuid, user_uuid: user } = this.row;
    const shown = { connection, name: this.name, homePortPath: homePortTeamPath(scope) };
    if (typeof user !== 'string') {
      return shown;
    }
    const ref = objectRef(connection, { kind: 'user', uuid: user });
    return { ...shown, ref, details: { ...ref, kind: 'grant', uuid, scope, user } };
  }

  override get shownRoles(): readonly ShownRole[] {
    const scope = this.roleScope;
    const roles = this.context.store.caller.now?.rolesBy;
    return scope === undefined || !this.row.user_uuid
      ? []
      : [{ connection: scope.connection, held: heldOf(scope.object, this.row, roles) }];
  }

  override treeItem(): vscode.TreeItem {
    const end = ending(this.row.expiration_time, this.context.expiringSoonDays(), new Date());
    const item = new vscode.TreeItem(this.name, vscode.TreeItemCollapsibleState.None);
    item.id = this.id;
    const isCaller = this.row.user_uuid === this.context.connection.info.user.uuid;
    item.iconPath = iconOf('account', end, isCaller);
    const you = isCaller ? vscode.l10n.t('you') : undefined;
    const roleHere = withoutScope(this.scope.kind, this.roleLabel);
    // Below its role, a row has room for when it ends.
    const role = this.parent instanceof RoleGroupNode ? undefined : roleHere;
    const { first, last } = endingAround('role', end);
    item.description = description(first, you, role, last);
    const scope = this.roleScope;
    item.contextValue = [
      'grant+name+uuid+details+access',
      ...(this.scope.kind === 'call-managing-organisation' ? [] : ['link']),
      ...(this.row.expiration_time ? ['ends'] : []),
      ...(scope === undefined ? [] : grantFlags(this.context.store, scope.object, this.row.user_uuid)),
    ].join('+');
    item.accessibilityInformation = {
      label: description(this.name, you, roleHere, endingText('role', end)),
    };
    return item;
  }

  override adopt(row: Grant): boolean {
    this.row = row;
    return true;
  }

  override tooltip(): Promise<vscode.MarkdownString> {
    const { row } = this;
    return Promise.resolve(
      factsTooltip(this.name, [
        [vscode.l10n.t('Role'), this.roleLabel],
        [vscode.l10n.t('User name'), row.user_username],
        [vscode.l10n.t('E-mail'), row.user_email],
        [
          vscode.l10n.t('Expires'),
          row.expiration_time ? momentText(row.expiration_time) : vscode.l10n.t('never'),
        ],
        [vscode.l10n.t('Granted'), row.created ? momentText(row.created) : undefined],
        [vscode.l10n.t('Granted by'), row.created_by_full_name],
      ]),
    );
  }
}
