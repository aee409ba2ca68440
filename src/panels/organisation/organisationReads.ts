import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { type ChangedRef, objectRef } from '../../organisations/objectRef';
import type { OrganisationStore } from '../../organisations/organisationStore';
import type { RowList, Viewer } from '../../organisations/rowList';
import { type ComplianceOverview, readComplianceOverview } from '../../waldur/compliance';
import type { Customer } from '../../waldur/customers';
import { isCancelled } from '../../waldur/errors';
import { type Event, listEvents } from '../../waldur/events';
import type { Invitation } from '../../waldur/invitations';
import type { Grant } from '../../waldur/members';
import type { Project } from '../../waldur/projects';
import { PanelImage } from '../panelImage';
import { PanelRead } from '../panelRead';

const eventsAtATime = 6;

/** What the panel of an organisation reads. Six requests at once: the rest follows what they bring. */
export class OrganisationReads {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly customer: PanelRead<Customer>;
  /** Undefined where no checklist is set. */
  readonly compliance: PanelRead<ComplianceOverview | undefined>;
  readonly events: PanelRead<readonly Event[]>;
  readonly image: PanelImage;
  readonly projects: RowList<Project>;
  readonly team: RowList<Grant>;
  readonly invitations: RowList<Invitation>;
  currency = '';
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private isVisible = false;
  private isStarted = false;
  /** Changed while no one looked. */
  private isStale = false;
  private moreEvents = eventsAtATime;

  constructor(
    private readonly connection: Connection,
    readonly store: OrganisationStore,
    readonly uuid: string,
  ) {
    const { client } = connection;
    const fire = (): void => this.changed.fire();
    const ref = objectRef(connection, { kind: 'customer', uuid });
    this.customer = new PanelRead(({ anew, signal }) => store.object(ref, { anew, signal }), fire);
    this.compliance = new PanelRead(
      async ({ signal }) =>
        this.customer.value?.project_metadata_checklist
          ? readComplianceOverview(client, uuid, { signal })
          : undefined,
      fire,
    );
    this.events = new PanelRead(async ({ signal }) => {
      const scope = { kind: 'customer', uuid } as const;
      const params = { scope, o: ['-created'], page_size: this.moreEvents } as const;
      return (await listEvents(client, params, { signal })).rows;
    }, fire);
    this.image = new PanelImage(client, fire);
    this.projects = store.projectsWithCosts(uuid);
    this.team = store.teams.grants({ kind: 'customer', uuid });
    this.invitations = store.teams.invitations(uuid);
    const viewer: Viewer = { changed: fire, isInSight: () => this.isVisible };
    this.subscriptions = [
      this.changed,
      this.projects.show(viewer),
      this.team.show(viewer),
      this.invitations.show(viewer),
      store.onDidChange((refs) => this.follow(refs)),
      store.onDidChangeCaller(fire),
    ];
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    if (isVisible && (!this.isStarted || this.isStale)) {
      this.isStarted = true;
      this.isStale = false;
      this.store.wantCaller();
      void this.readObject(false);
      void this.events.start();
      for (const list of [this.projects, this.team, this.invitations]) {
        void attempt(
          () => list.ensure(),
          () => this.changed.fire(),
        );
      }
    }
  }

  /** All of it, from the server. */
  refresh(): void {
    void this.readObject(true);
    void this.events.start(true);
    void this.store.refreshCaller();
    for (const list of [this.projects, this.team, this.invitations]) {
      void attempt(
        () => list.reload(),
        () => this.changed.fire(),
      );
    }
  }

  /** One list again, after it could not be read. */
  retry(list: { reload(): Promise<void> }): void {
    void attempt(
      () => list.reload(),
      () => this.changed.fire(),
    );
  }

  showMoreEvents(): void {
    this.moreEvents += 4 * eventsAtATime;
    void this.events.start(true);
  }

  dispose(): void {
    for (const each of [this.customer, this.compliance, this.events, this.image, ...this.subscriptions]) {
      each.dispose();
    }
  }

  private async readObject(anew: boolean): Promise<void> {
    await this.customer.start(anew);
    if (this.customer.error === undefined) {
      this.image.show(this.customer.value?.image);
    }
    const currency = this.store.server.currency();
    await this.compliance.start(anew);
    this.currency = await currency;
    this.changed.fire();
  }

  /** Lists follow by themselves. */
  private follow(refs: readonly ChangedRef[]): void {
    const isOurs = refs.some(
      ({ connectionId, kind, uuid, list }) =>
        connectionId === this.connection.info.id &&
        kind === 'customer' &&
        uuid === this.uuid &&
        list === undefined,
    );
    if (!isOurs || this.customer.isReading) {
      return;
    }
    if (this.isVisible) {
      void this.readObject(false);
    } else {
      this.isStale = true;
    }
  }
}

/** Lists remember why they could not be read; that they could not at all is for whoever shows them to see. */
async function attempt(read: () => Promise<void>, changed: () => void): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!isCancelled(error)) {
      changed();
    }
  }
}
