import * as vscode from 'vscode';
import type { HeldRole } from '../../grants/roleTask';
import { closingText } from '../../organisations/closingRound';
import { ending, projectEnding } from '../../organisations/ending';
import { endingText } from '../../organisations/endingText';
import { homePortTeamPath } from '../../organisations/homePortLink';
import { objectRef } from '../../organisations/objectRef';
import type { Resource } from '../../organisations/resource';
import { grantFlags, type RoleScope, type ShownRole } from '../../organisations/roleScope';
import { roleText } from '../../organisations/roleText';
import { count } from '../../ui/count';
import { dayText, momentText, numberText } from '../../ui/datesAndNumbers';
import { description } from '../../ui/description';
import { type Named, shortUuid } from '../../ui/tellApart';
import type { BehindOnCompliance } from '../../attention/behindOnCompliance';
import type { ClosingCall } from '../../attention/closingCalls';
import type { Invitation } from '../../waldur/invitations';
import type { Project } from '../../waldur/projects';
import { shownName } from '../../waldur/shownName';
import { factsTooltip, iconOf, rowLabel } from '../appearance';
import type { AttentionList } from '../attentionList';
import type { AttentionKind, AttentionRow } from '../attentionRow';
import { ErrorNode } from '../messageNodes';
import { tellCount, tellTimeLeft } from '../rowBadge';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { CallNode } from './callNode';
import { CustomerNode } from './customerNode';
import { InvitationNode } from './invitationNode';
import { ProjectNode } from './projectNode';

/** A row, and what shows it. */
interface Shown {
  readonly row: AttentionRow;
  readonly until: Date | undefined;
  readonly node: TreeNode;
}

/** One kind of what a person should look at: what is pinned first, then soonest first. */
export class AttentionGroupNode extends TreeNode {
  readonly id: string;
  /** By their ids; kept for as long as they show the same. */
  private shown = new Map<string, Shown>();

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
    const item = new vscode.TreeItem(attentionLabel(this.kind), vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = numberText(this.list.shown(this.kind).length);
    item.contextValue = 'attentionGroup';
    return item;
  }

  override children(): readonly TreeNode[] {
    const { kind, list, context } = this;
    const error = list.problem(kind);
    return [
      ...(error === undefined ? [] : [new ErrorNode(this, kind, error, context)]),
      ...this.rows(list.shown(kind)),
    ];
  }

  override get holdsSnoozable(): boolean {
    return true;
  }

  override dispose(): void {
    for (const { node } of this.shown.values()) {
      node.dispose();
    }
  }

  private rows(rows: readonly AttentionRow[]): readonly TreeNode[] {
    const before = this.shown;
    this.shown = new Map();
    for (const row of rows) {
      const id = this.list.idOf(row);
      const until = this.list.snoozedUntil(row);
      const known = before.get(id);
      const isSame = known?.row === row && known.until?.getTime() === until?.getTime();
      this.shown.set(id, isSame ? known : { row, until, node: this.nodeOf(row, until) });
    }
    for (const [id, { node }] of before) {
      const now = this.shown.get(id);
      if (now === undefined) {
        node.leave();
      } else if (now.node !== node) {
        node.dispose();
      }
    }
    return [...this.shown.values()].map(({ node }) => node);
  }

  private nodeOf(row: AttentionRow, until: Date | undefined): TreeNode {
    const { context } = this;
    switch (row.kind) {
      case 'roles':
        return new EndingRoleNode(this, context, row.held, until);
      case 'projects':
        return new EndingProjectNode(this, context, row.project, until);
      case 'compliance':
        return new BehindNode(this, context, row.behind, until);
      case 'calls':
        return new ClosingCallNode(this, context, row.closing, until);
      case 'invitations':
        return new WaitingInvitationNode(this, context, row.invitation, until);
    }
  }
}

/** What the rows of a kind are called together. */
export function attentionLabel(kind: AttentionKind): string {
  switch (kind) {
    case 'roles':
      return vscode.l10n.t('Roles that end soon');
    case 'projects':
      return vscode.l10n.t('Projects that end soon');
    case 'compliance':
      return vscode.l10n.t('Behind on compliance');
    case 'calls':
      return vscode.l10n.t('Calls that close soon');
    case 'invitations':
      return vscode.l10n.t('Invitations that wait');
  }
}

function dayAfter(day: Date): string {
  return new Date(day.getTime() + 24 * 60 * 60 * 1000).toISOString();
}

/** Says how long a row is snoozed, and tells the menus. */
function withSnooze(item: vscode.TreeItem, until: Date | undefined): vscode.TreeItem {
  item.contextValue = `${item.contextValue ?? ''}+${until === undefined ? 'awake' : 'snoozed'}`;
  if (until !== undefined) {
    const text = vscode.l10n.t('snoozed until {0}', dayText(until));
    item.description = description(text, typeof item.description === 'string' ? item.description : '');
    item.iconPath = new vscode.ThemeIcon('bell-slash');
    if (item.accessibilityInformation !== undefined) {
      const { label, ...others } = item.accessibilityInformation;
      item.accessibilityInformation = { ...others, label: description(label, text) };
    }
  }
  return item;
}

/** Someone's role, with when it ends and where it is. */
class EndingRoleNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private readonly held: HeldRole,
    private readonly snoozedUntil: Date | undefined,
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

  override get openCommand(): string {
    return 'waldur.showAccess';
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
    return withSnooze(item, this.snoozedUntil);
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
  /** Its end date, or the end of its grace period. */
  private readonly endsAt: string | undefined;
  private readonly organisation: string | undefined;

  constructor(
    parent: TreeNode,
    context: TreeContext,
    row: Project,
    private readonly snoozedUntil: Date | undefined,
  ) {
    super(parent, context, row);
    const end = projectEnding(row, context.expiringSoonDays(), new Date());
    this.ends = endingText('project', end);
    // A grace period goes on through its last day.
    this.endsAt = end.kind === 'grace' ? dayAfter(end.at) : (row.end_date ?? undefined);
    this.organisation = row.customer_name ?? undefined;
  }

  override treeItem(): vscode.TreeItem {
    const item = super.treeItem();
    item.description = description(this.ends, this.organisation);
    tellTimeLeft(item, this.resource, this.endsAt);
    return withSnooze(item, this.snoozedUntil);
  }
}

/** An organisation of which projects lack answers to its checklist; its rows are in the view Organisations. */
class BehindNode extends CustomerNode {
  constructor(
    parent: TreeNode,
    context: TreeContext,
    private readonly behind: BehindOnCompliance,
    private readonly snoozedUntil: Date | undefined,
  ) {
    super(parent, context, { ...behind.customer }, []);
  }

  override get openCommand(): string {
    return 'waldur.openCompliance';
  }

  override treeItem(): vscode.TreeItem {
    const { behind, projects } = this.behind;
    const item = super.treeItem();
    item.collapsibleState = vscode.TreeItemCollapsibleState.None;
    item.description = count(
      projects,
      vscode.l10n.t('{0} of 1 project', numberText(behind)),
      vscode.l10n.t('{0} of {1} projects', numberText(behind), numberText(projects)),
    );
    tellCount(item, this.resource, behind);
    item.contextValue = `${item.contextValue ?? ''}+behind`;
    item.accessibilityInformation = {
      label: description(
        vscode.l10n.t('Organisation {0}', this.named.name),
        vscode.l10n.t('behind on compliance'),
        item.description,
      ),
    };
    return withSnooze(item, this.snoozedUntil);
  }

  override children(): readonly TreeNode[] {
    return [];
  }
}

/** A call, with when it closes and its organisation: all of them are open. Its page is in HomePort. */
class ClosingCallNode extends CallNode {
  private readonly told: string;

  constructor(
    parent: TreeNode,
    context: TreeContext,
    private readonly closing: ClosingCall,
    private readonly snoozedUntil: Date | undefined,
  ) {
    super(parent, context, closing.call);
    const { call } = closing;
    const closes = closingText(call, context.expiringSoonDays(), new Date());
    this.told = description(closes, call.customer_name, call.reference_code);
  }

  override get openCommand(): string {
    return 'waldur.openInHomePort';
  }

  override treeItem(): vscode.TreeItem {
    const item = super.treeItem();
    item.description = this.told;
    tellTimeLeft(item, this.resource, this.closing.closes);
    return withSnooze(item, this.snoozedUntil);
  }
}

/** An invitation, with its organisation: it stands outside of that here. */
class WaitingInvitationNode extends InvitationNode {
  private readonly customerName: string | undefined;

  constructor(
    parent: TreeNode,
    private readonly attention: TreeContext,
    row: Invitation,
    private readonly snoozedUntil: Date | undefined,
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
    tellTimeLeft(item, this.resource, this.invitation.expires);
    return withSnooze(item, this.snoozedUntil);
  }
}
