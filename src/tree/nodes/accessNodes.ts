import * as vscode from 'vscode';
import type { PersonAccess } from '../../grants/accessByScopes';
import { readPersonAccess } from '../../grants/personAccess';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { compareTexts } from '../../ui/compareTexts';
import { errorAction, isCancelled } from '../../ui/errorMessage';
import { roleText } from '../../organisations/roleText';
import { plainLine } from '../../ui/serverText';
import { WaldurError } from '../../waldur/errors';
import { momentText } from '../../ui/datesAndNumbers';
import type { AccessSubject } from '../../organisations/accessSubject';
import { factsTooltip, iconOf, rowLabel } from '../appearance';
import { endingText } from '../../organisations/endingText';
import { description } from '../../ui/description';
import { ending } from '../../organisations/ending';
import type { Staleness } from '../freshness';
import { ErrorNode, MessageNode, RetryNode } from '../messageNodes';
import type { ChangedRef } from '../../organisations/objectRef';
import { homePortTeamPath } from '../../organisations/homePortLink';
import { type Resource, resourceOf } from '../../organisations/resource';
import { grantFlags, type RoleScope, type ShownRole } from '../../organisations/roleScope';
import { TreeNode } from '../treeNode';
import type { ViewParts } from '../viewParts';
import { type Named, shortUuid } from '../../ui/tellApart';

/** What was read last, and when. */
interface Read {
  readonly access: PersonAccess;
  readonly at: Date;
}

/** What stands above the rows of the view Access. Never shown itself. */
export class AccessRootNode extends TreeNode {
  readonly id = '';
  private current: AccessSubject | undefined;
  private reading: Promise<PersonAccess> | undefined;
  private last: Read | undefined;
  private staleness: Staleness | undefined;
  private stop = new AbortController();
  private stateSubscription: vscode.Disposable | undefined;

  constructor(
    private readonly parts: ViewParts,
    private readonly changed: () => void,
    private readonly staleChanged: () => void,
  ) {
    super(undefined);
  }

  get subject(): AccessSubject | undefined {
    return this.current;
  }

  /** Since when and why the rows could not be read anew. */
  get stale(): Staleness | undefined {
    return this.staleness;
  }

  /** Whether a change of this may be one of what is shown. */
  isAbout({ connectionId, kind, uuid, list }: ChangedRef): boolean {
    const { current, last } = this;
    const isScope = (scope: { readonly kind: string; readonly uuid: string }): boolean =>
      scope.kind === kind && scope.uuid === uuid;
    return (
      current?.connection.info.id === connectionId &&
      (isScope({ kind: 'user', uuid: current.person.uuid }) ||
        (list === undefined && last?.access.grants.some(({ scope }) => isScope(scope)) === true))
    );
  }

  show(subject: AccessSubject | undefined): void {
    this.stop.abort();
    this.current = subject;
    this.reading = undefined;
    this.last = undefined;
    this.tellStale(undefined);
    this.stateSubscription?.dispose();
    this.stateSubscription = subject?.connection.onDidChangeState(({ kind }) => {
      if (kind === 'ready') {
        // What a row here offered to sign in for.
        void this.reload();
      }
    });
  }

  override treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }

  override async children(): Promise<readonly TreeNode[]> {
    const subject = this.current;
    if (subject === undefined) {
      return [];
    }
    this.reading ??= this.read(subject);
    const { reading } = this;
    try {
      const access = await reading;
      if (this.reading !== reading) {
        return [];
      }
      const unread = access.failures.find((failure) => failure.kind === 'list' && failure.of === 'customers');
      if (unread !== undefined && this.last?.access.failures.length === 0) {
        return this.oldRows(subject, this.last, new WaldurError(unread.problem));
      }
      if (this.last?.access !== access) {
        this.last = { access, at: new Date() };
        this.tellStale(undefined);
      }
      return this.rows(subject, access);
    } catch (error) {
      if (isCancelled(error) || this.reading !== reading) {
        return [];
      }
      return this.last === undefined
        ? [new ErrorNode(this, 'access', error, subject)]
        : this.oldRows(subject, this.last, error);
    }
  }

  /** What was read before stays, below what helps to read it anew. */
  private oldRows(subject: AccessSubject, last: Read, error: unknown): readonly TreeNode[] {
    const rows = this.rows(subject, last.access);
    if (errorAction(error) === 'signIn') {
      return [new ErrorNode(this, 'access', error, subject), ...rows];
    }
    const stale = { since: last.at, error };
    this.tellStale(stale);
    return [new RetryNode(this, stale), ...rows];
  }

  override reload(): Promise<void> {
    this.stop.abort();
    this.reading = undefined;
    this.changed();
    return Promise.resolve();
  }

  override dispose(): void {
    this.stop.abort();
    this.stateSubscription?.dispose();
  }

  private tellStale(stale: Staleness | undefined): void {
    if (this.staleness?.since !== stale?.since) {
      this.staleness = stale;
      this.staleChanged();
    }
  }

  private async read({ connection, person }: AccessSubject): Promise<PersonAccess> {
    this.stop = new AbortController();
    const { signal } = this.stop;
    const caller = await this.parts.stores.of(connection).caller.get();
    return readPersonAccess(connection.client, person, caller, { signal, compare: compareTexts });
  }

  private rows(subject: AccessSubject, access: PersonAccess): readonly TreeNode[] {
    const { connection, person } = subject;
    const store = this.parts.stores.of(connection);
    const known = new Map<string, number>();
    const rows = access.grants.map((held) => {
      const { scope, role } = held;
      const id = `access:${scope.kind}:${scope.uuid}/role:${role.uuid}`;
      // A server may hold one role twice.
      const times = known.get(id) ?? 0;
      known.set(id, times + 1);
      return new AccessGrantNode(
        this,
        `${id}:${times}`,
        { connection, held },
        store,
        this.parts.expiringSoonDays,
      );
    });
    const failures = access.failures.map(
      (failure, index) =>
        new ErrorNode(
          this,
          `failure:${index}`,
          new WaldurError(failure.problem),
          subject,
          failure.kind === 'team'
            ? vscode.l10n.t('Roles in {0} could not be read', plainLine(failure.scope.name, 80))
            : vscode.l10n.t('Some roles could not be read'),
        ),
    );
    return rows.length + failures.length > 0
      ? [...rows, ...failures]
      : [
          new MessageNode(this, 'empty', {
            label: vscode.l10n.t('{0} has no role that you can see', plainLine(person.name, 80)),
            icon: new vscode.ThemeIcon('info'),
            tooltip: vscode.l10n.t('Roles in individual calls, offerings and proposals are not listed here.'),
          }),
        ];
  }
}

/** A role of the person, by what it is held on. */
class AccessGrantNode extends TreeNode {
  constructor(
    parent: TreeNode,
    readonly id: string,
    private readonly shown: ShownRole,
    private readonly store: OrganisationStore,
    private readonly expiringSoonDays: () => number,
  ) {
    super(parent);
  }

  override get roleScope(): RoleScope {
    const { connection, held } = this.shown;
    return { connection, object: held.scope };
  }

  override get named(): Named {
    const { uuid, name, customerName } = this.shown.held.scope;
    return { key: uuid, name, others: [customerName, shortUuid(uuid)] };
  }

  override get resource(): Resource {
    const { connection, object } = this.roleScope;
    return { ...resourceOf(connection, object, object.name), homePortPath: homePortTeamPath(object) };
  }

  override get shownRoles(): readonly ShownRole[] {
    return [this.shown];
  }

  override treeItem(): vscode.TreeItem {
    const { scope, role, expiry, person } = this.shown.held;
    const { kind, name, customerName } = scope;
    const end = ending(expiry, this.expiringSoonDays(), new Date());
    const item = new vscode.TreeItem(rowLabel(name));
    item.id = this.id;
    item.iconPath = iconOf(icons[kind], end);
    item.description = description(roleText(role), endingText('role', end), customerName);
    item.contextValue = [
      'accessGrant+name+uuid+details',
      ...(kind === 'call-managing-organisation' ? [] : ['link']),
      ...(expiry === null ? [] : ['ends']),
      ...grantFlags(this.store, scope, person.uuid),
    ].join('+');
    item.accessibilityInformation = { label: description(kindAndName(kind, name), item.description) };
    return item;
  }

  override tooltip(): Promise<vscode.MarkdownString> {
    const { scope, role, expiry } = this.shown.held;
    return Promise.resolve(
      factsTooltip(scope.name, [
        [vscode.l10n.t('Role'), roleText(role)],
        [vscode.l10n.t('Expires'), expiry === null ? vscode.l10n.t('never') : momentText(expiry)],
        [vscode.l10n.t('Organisation'), scope.customerName],
      ]),
    );
  }
}

const icons = {
  customer: 'organization',
  project: 'project',
  'call-managing-organisation': 'megaphone',
} as const;

function kindAndName(kind: RoleScope['object']['kind'], name: string): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('Organisation {0}', name);
    case 'project':
      return vscode.l10n.t('Project {0}', name);
    case 'call-managing-organisation':
      return vscode.l10n.t('Managing organisation {0}', name);
  }
}
