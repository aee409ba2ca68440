import * as vscode from 'vscode';
import { stateOfCustomer } from '../../access/answer';
import type { Connection } from '../../connections/connection';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { resourceOf } from '../../organisations/resource';
import type { RowList } from '../../organisations/rowList';
import { ShownObject } from '../../organisations/shownObject';
import { countOn, valueOf, withCancellableProgress, withLateProgress } from '../../ui/progress';
import { notificationLine } from '../../ui/serverText';
import { shownName } from '../../waldur/shownName';
import { exportView } from '../exportTable';
import { Actions, type PanelContent, type Shown } from '../panelContent';
import { ComplianceReads } from './complianceReads';
import { complianceView } from './complianceView';
import type { ComplianceViewParts } from './complianceViewParts';
import { copyReminder, copyReminders } from './copyReminders';
import { type Opened, readPlace } from './place';

export interface ComplianceContentParts {
  readonly connection: Connection;
  readonly store: OrganisationStore;
  readonly uuid: string;
  /** Shown until the organisation was read. */
  readonly name: string;
  readonly place: string | undefined;
  readonly serverName: () => string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
}

/** How far an organisation's projects have answered its checklist. */
export class ComplianceContent implements PanelContent {
  private readonly reads: ComplianceReads;
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly parts: ComplianceContentParts) {
    this.reads = new ComplianceReads(parts.connection, parts.store, parts.uuid, readPlace(parts.place));
    this.onDidChange = this.reads.onDidChange;
  }

  show(): Shown {
    const { parts, reads } = this;
    const actions = new Actions();
    const { customer } = this;
    const view = complianceView({
      ...{ reads, actions, customer },
      caller: parts.store.caller.now,
      serverName: parts.serverName(),
      showConnection: parts.showConnection,
      openOrganisation: () => this.run('waldur.openOrganisation'),
      now: new Date(),
      loadAll: (list) => this.loadAll(list),
      setChecklist: () => this.run('waldur.editField', 'project_metadata_checklist'),
      copyReminders: (project) => this.copyReminders(project),
      exportTables: () => this.exportTables(),
    });
    const menu = [
      { title: vscode.l10n.t('Open Organisation'), run: () => this.run('waldur.openOrganisation') },
    ];
    return { view, actions: actions.all, menu };
  }

  setVisible(isVisible: boolean): void {
    this.reads.setVisible(isVisible);
  }

  dispose(): void {
    this.reads.dispose();
  }

  private get customer(): ComplianceViewParts['customer'] {
    const { value } = this.reads.customer;
    const { uuid, name } = this.parts;
    return {
      ...{ kind: 'customer', uuid, state: value === undefined ? undefined : stateOfCustomer(value) },
      name: shownName(uuid, value?.name, name),
    };
  }

  /** Runs a command on the organisation. */
  private run(command: string, ...args: readonly unknown[]): Thenable<unknown> {
    const { connection } = this.parts;
    const { customer: object } = this;
    const shown = new ShownObject({
      resource: resourceOf(connection, object, object.name),
      roleScope: { connection, object },
    });
    return vscode.commands.executeCommand(command, shown, [shown], ...args);
  }

  private async loadAll(list: Pick<RowList<never>, 'loadAll'>): Promise<void> {
    const title = vscode.l10n.t('Loading all rows…');
    valueOf(
      await withCancellableProgress(title, async (signal, progress) => {
        const tell = countOn(progress);
        await list.loadAll(signal, (rows, total) => tell(rows, total ?? rows));
      }),
    );
  }

  private async exportTables(): Promise<void> {
    const { reads } = this;
    const list = reads.place.tab === 'questions' ? reads.questions : reads.projects;
    if (list?.hasMore === true) {
      await this.loadAll(list);
    }
    await exportView(this.show().view);
  }

  private async copyReminders(project?: Opened & { readonly name: string }): Promise<void> {
    const { connection, uuid } = this.parts;
    const organisation = { connection, uuid, name: this.customer.name };
    if (project === undefined) {
      await copyReminders([organisation]);
      return;
    }
    const row = valueOf(
      await withLateProgress(vscode.l10n.t('Reading what is missing…'), (signal) =>
        this.reads.readProject(project, signal),
      ),
    );
    if (row !== undefined && (await copyReminder(organisation, row))) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The reminder for {0} was copied.', notificationLine(project.name, 80)),
      );
    }
  }
}
