import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import type { HeldRole } from '../../grants/roleTask';
import type { OrganisationStore } from '../../organisations/organisationStore';
import type { Project } from '../../waldur/projects';
import { exportView } from '../exportTable';
import { Actions, type PanelContent, type Shown } from '../panelContent';
import { AccessReads } from './accessReads';
import { type AccessRole, AccessRoles } from './accessRoles';
import { accessView } from './accessView';

/** The same each time. */
const none: readonly HeldRole[] = [];

export interface AccessContentParts {
  readonly connection: Connection;
  readonly store: OrganisationStore;
  /** Of the person. */
  readonly uuid: string;
  /** Shown until it was read. */
  readonly name: string;
  readonly expiringSoonDays: () => number;
  readonly serverName: () => string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
  readonly revealProject: (project: Project) => unknown;
}

/** Everything one person can reach: their roles, by organisation. */
export class AccessContent implements PanelContent {
  private readonly reads: AccessReads;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: { dispose(): unknown };
  private selected: ReadonlySet<string> = new Set();
  private readonly made: AccessRoles;

  constructor(private readonly parts: AccessContentParts) {
    this.reads = new AccessReads(parts.connection, parts.store, parts.uuid);
    this.made = new AccessRoles(parts.connection, parts.store);
    this.subscription = this.reads.onDidChange(() => this.changed.fire());
  }

  show(): Shown {
    const { parts, reads } = this;
    const actions = new Actions();
    const { roles } = this;
    this.forgetGone(roles);
    const known = roles[0]?.held.person;
    const run = (command: string, on: readonly AccessRole[]): Thenable<unknown> => {
      const all = on.map(({ shown }) => shown);
      return vscode.commands.executeCommand(command, all[0], all);
    };
    const view = accessView({
      ...{ reads, actions, roles, selected: this.selected },
      person: known ?? { name: parts.name },
      serverName: parts.serverName(),
      showConnection: parts.showConnection,
      soonDays: parts.expiringSoonDays(),
      now: new Date(),
      run,
      open: (role) => this.open(role),
      exportTable: () => exportView(this.show().view),
    });
    const menu =
      roles.length === 0
        ? []
        : [
            { title: vscode.l10n.t('Explain Access'), run: () => run('waldur.explainAccess', roles) },
            { title: vscode.l10n.t('Copy Access From…'), run: () => run('waldur.copyAccess', roles) },
          ];
    return {
      ...{ view, menu, actions: actions.all },
      select: (keys, isSelected) => this.select(keys, isSelected),
    };
  }

  setVisible(isVisible: boolean): void {
    this.reads.setVisible(isVisible);
  }

  dispose(): void {
    this.subscription.dispose();
    this.reads.dispose();
    this.changed.dispose();
  }

  private select(keys: readonly string[], isSelected: boolean): void {
    const there = new Set(this.roles.map(({ key }) => key));
    const selected = new Set(this.selected);
    for (const key of keys) {
      if (isSelected && there.has(key)) {
        selected.add(key);
      } else {
        selected.delete(key);
      }
    }
    this.selected = selected;
    this.changed.fire();
  }

  /** What is gone is not selected where it comes back. */
  private forgetGone(roles: readonly AccessRole[]): void {
    if (this.selected.size > 0) {
      this.selected = new Set(roles.flatMap(({ key }) => (this.selected.has(key) ? [key] : [])));
    }
  }

  private get roles(): readonly AccessRole[] {
    const { parts, reads } = this;
    return this.made.of(reads.access.value?.grants ?? none, parts.expiringSoonDays(), new Date());
  }

  private open({ held: { scope }, shown }: AccessRole): unknown {
    switch (scope.kind) {
      case 'customer':
        return vscode.commands.executeCommand('waldur.openOrganisation', shown, [shown]);
      case 'call-managing-organisation':
        return vscode.commands.executeCommand('waldur.openManagingOrganisation', shown, [shown]);
      case 'project':
        return this.parts.revealProject({
          ...{ uuid: scope.uuid, name: scope.name, customer_uuid: scope.customer },
        });
    }
  }
}
