import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { resourceOf } from '../../organisations/resource';
import type { RoleScope } from '../../organisations/roleScope';
import { ShownObject } from '../../organisations/shownObject';
import { scopeOfCustomer } from '../../grants/grantScopes';
import type { Project } from '../../waldur/projects';
import { exportView } from '../exportTable';
import { Actions, type PanelContent, type Shown } from '../panelContent';
import { OrganisationReads } from './organisationReads';
import { organisationView } from './organisationView';

export interface OrganisationContentParts {
  readonly connection: Connection;
  readonly store: OrganisationStore;
  readonly uuid: string;
  /** Shown until the organisation was read. */
  readonly name: string;
  readonly expiringSoonDays: () => number;
  readonly serverName: () => string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
  readonly revealProject: (project: Project) => Promise<void>;
}

/** An organisation in one page: what it is, what it costs, its projects, people and events. */
export class OrganisationContent implements PanelContent {
  private readonly reads: OrganisationReads;
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly parts: OrganisationContentParts) {
    this.reads = new OrganisationReads(parts.connection, parts.store, parts.uuid);
    this.onDidChange = this.reads.onDidChange;
  }

  show(): Shown {
    const { parts, reads } = this;
    const { connection } = parts;
    const actions = new Actions();
    const scope: RoleScope = {
      connection,
      object:
        reads.customer.value === undefined
          ? { kind: 'customer', uuid: parts.uuid, name: parts.name }
          : scopeOfCustomer(reads.customer.value),
    };
    const self = new ShownObject({
      resource: resourceOf(connection, scope.object, scope.object.name),
      roleScope: scope,
    });
    const view = organisationView({
      ...{ reads, actions, scope },
      caller: parts.store.caller.now,
      serverName: parts.serverName(),
      showConnection: parts.showConnection,
      soonDays: parts.expiringSoonDays(),
      now: new Date(),
      run: (command, shown = self, ...args) =>
        vscode.commands.executeCommand(command, shown, [shown], ...args),
      revealProject: parts.revealProject,
    });
    const menu = [{ title: vscode.l10n.t('Export…'), run: () => exportView(view) }];
    return { view, actions: actions.all, menu };
  }

  setVisible(isVisible: boolean): void {
    this.reads.setVisible(isVisible);
  }

  dispose(): void {
    this.reads.dispose();
  }
}
