import * as vscode from 'vscode';
import { mayEdit } from '../../access/mayEdit';
import { homePortPage } from '../../connections/homePort';
import type { Connection } from '../../connections/connection';
import { scopeOfManaging } from '../../grants/grantScopes';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { resourceOf } from '../../organisations/resource';
import type { RoleScope } from '../../organisations/roleScope';
import { ShownObject } from '../../organisations/shownObject';
import { exportView } from '../exportTable';
import type { MenuEntry } from '../objectMenu';
import { Actions, type PanelContent, type Shown } from '../panelContent';
import { ManagingReads } from './managingReads';
import { managingView } from './managingView';
import { callLists, type CallList } from './managingViewParts';

/** How often the time that is left is told anew while someone looks. */
const minuteInMs = 60_000;

export interface ManagingContentParts {
  readonly connection: Connection;
  readonly store: OrganisationStore;
  readonly uuid: string;
  /** Shown until it was read. */
  readonly name: string;
  /** The list that was shown before. */
  readonly place: string | undefined;
  readonly expiringSoonDays: () => number;
  readonly serverName: () => string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
}

/** A managing organisation in one page: its figures, calls on a time line, team and description. */
export class ManagingContent implements PanelContent {
  private readonly reads: ManagingReads;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: { dispose(): unknown };
  private list: CallList;
  private clock: NodeJS.Timeout | undefined;

  constructor(private readonly parts: ManagingContentParts) {
    this.reads = new ManagingReads(parts.connection, parts.store, parts.uuid);
    this.subscription = this.reads.onDidChange(() => this.changed.fire());
    this.list = callLists.find((each) => each === parts.place) ?? 'calls';
  }

  show(): Shown {
    const { parts, reads } = this;
    const actions = new Actions();
    const scope = this.scope();
    const view = managingView({
      ...{ reads, actions, scope, list: this.list },
      caller: parts.store.caller.now,
      serverName: parts.serverName(),
      showConnection: parts.showConnection,
      openOrganisation: this.openOrganisation,
      soonDays: parts.expiringSoonDays(),
      now: new Date(),
      run: (command, shown, ...args) => this.run(command, shown, ...args),
      showList: (list) => {
        this.list = list;
        this.changed.fire();
      },
      openInHomePort: (page) => this.openInHomePort(page),
    });
    const menu = [...this.menu(), { title: vscode.l10n.t('Export…'), run: () => exportView(view) }];
    return { view, actions: actions.all, menu };
  }

  setVisible(isVisible: boolean): void {
    clearInterval(this.clock);
    if (isVisible) {
      this.clock = setInterval(() => this.changed.fire(), minuteInMs).unref();
    }
    this.reads.setVisible(isVisible);
  }

  dispose(): void {
    clearInterval(this.clock);
    this.subscription.dispose();
    this.reads.dispose();
    this.changed.dispose();
  }

  private scope(): RoleScope {
    const { connection, uuid, name } = this.parts;
    const { value } = this.reads.organisation;
    return {
      connection,
      object:
        value === undefined
          ? { kind: 'call-managing-organisation', uuid, name, customer: '' }
          : scopeOfManaging(value),
    };
  }

  private run(command: string, shown?: ShownObject, ...args: readonly unknown[]): Thenable<unknown> {
    const scope = this.scope();
    const { object, connection } = scope;
    const on =
      shown ?? new ShownObject({ resource: resourceOf(connection, object, object.name), roleScope: scope });
    return vscode.commands.executeCommand(command, on, [on], ...args);
  }

  private get openOrganisation(): (() => unknown) | undefined {
    const { connection } = this.parts;
    const uuid = this.reads.organisation.value?.customer_uuid;
    if (!uuid) {
      return undefined;
    }
    const { name } = this.scope().object;
    const organisation = new ShownObject({
      resource: resourceOf(connection, { kind: 'customer', uuid }, name),
    });
    return () => this.run('waldur.openOrganisation', organisation);
  }

  private async openInHomePort(page: string): Promise<void> {
    const { connection } = this.parts;
    const customer = this.reads.organisation.value?.customer_uuid;
    if (customer) {
      const link = homePortPage(connection.info, `call-management/${customer}/${page}/`);
      await vscode.env.openExternal(vscode.Uri.parse(link, true));
    }
  }

  private menu(): readonly MenuEntry[] {
    const { object } = this.scope();
    const caller = this.parts.store.caller.now;
    const canEdit = caller !== undefined && mayEdit(caller, object, new Date()).kind !== 'no';
    const { openOrganisation } = this;
    const entry = (title: string, command: string): MenuEntry => ({
      title,
      run: () => this.run(command),
    });
    return [
      ...(openOrganisation === undefined
        ? []
        : [{ title: vscode.l10n.t('Open Organisation'), run: openOrganisation }]),
      ...(canEdit
        ? [
            entry(vscode.l10n.t('Edit'), 'waldur.edit'),
            entry(vscode.l10n.t('Set Image…'), 'waldur.editImage'),
          ]
        : []),
      entry(vscode.l10n.t('Open in HomePort'), 'waldur.openInHomePort'),
      entry(vscode.l10n.t('Show Details'), 'waldur.showDetails'),
      entry(vscode.l10n.t('Copy Name'), 'waldur.copyName'),
      entry(vscode.l10n.t('Copy UUID'), 'waldur.copyUuid'),
      entry(vscode.l10n.t('Copy Link'), 'waldur.copyLink'),
      entry(vscode.l10n.t('Copy Link to VS Code'), 'waldur.copyDeepLink'),
    ];
  }
}
