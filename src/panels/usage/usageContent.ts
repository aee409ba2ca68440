import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { exportView } from '../exportTable';
import { Actions, type PanelContent, type Shown } from '../panelContent';
import { parsePlace } from './usagePlace';
import { UsageReads } from './usageReads';
import { usageView } from './usageView';

export interface UsageContentParts {
  readonly connection: Pick<Connection, 'client' | 'info'>;
  readonly store: OrganisationStore;
  readonly uuid: string;
  /** Shown until the organisation was read. */
  readonly name: string;
  /** Where the person was in it. */
  readonly place: string | undefined;
  readonly serverName: () => string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
  /** Asks for an organisation on the same server; undefined where none was chosen. */
  readonly pickOrganisation: () => Promise<{ readonly uuid: string; readonly name: string } | undefined>;
  readonly openOrganisation: () => unknown;
}

/** What an organisation uses, against its limits and beside other organisations. */
export class UsageContent implements PanelContent {
  private readonly reads: UsageReads;
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly parts: UsageContentParts) {
    const { connection, store, uuid, name, place } = parts;
    this.reads = new UsageReads(connection, store, uuid, parsePlace(place), new Map([[uuid, name]]));
    this.onDidChange = this.reads.onDidChange;
  }

  show(): Shown {
    const { reads, parts } = this;
    const actions = new Actions();
    const view = usageView({
      ...{ reads, actions, serverName: parts.serverName(), now: new Date() },
      showConnection: parts.showConnection,
      openOrganisation: parts.openOrganisation,
      addOrganisation: async () => {
        const picked = await parts.pickOrganisation();
        if (picked !== undefined) {
          reads.compareWith(picked.uuid, picked.name);
        }
      },
      exportTables: () => exportView(this.show().view),
    });
    const menu = [{ title: vscode.l10n.t('Open Organisation'), run: parts.openOrganisation }];
    return { view, actions: actions.all, menu };
  }

  goTo(place: string): void {
    this.reads.goTo(parsePlace(place));
  }

  setVisible(isVisible: boolean): void {
    this.reads.setVisible(isVisible);
  }

  dispose(): void {
    this.reads.dispose();
  }
}
