import type { Connection } from '../../connections/connection';
import { type ChangedRef, objectRef } from '../../organisations/objectRef';
import type { OrganisationStore } from '../../organisations/organisationStore';
import type { RowList } from '../../organisations/rowList';
import { type ComplianceOverview, readComplianceOverview } from '../../waldur/compliance';
import type { Customer } from '../../waldur/customers';
import { type Event, listEvents } from '../../waldur/events';
import type { Invitation } from '../../waldur/invitations';
import type { Grant } from '../../waldur/members';
import type { Project } from '../../waldur/projects';
import { ObjectReads } from '../objectReads';
import { PanelImage } from '../panelImage';
import { PanelRead } from '../panelRead';

const eventsAtATime = 6;

/** What the panel of an organisation reads. Six requests at once: the rest follows what they bring. */
export class OrganisationReads extends ObjectReads {
  readonly customer: PanelRead<Customer>;
  /** Undefined where no checklist is set. */
  readonly compliance: PanelRead<ComplianceOverview | undefined>;
  readonly events: PanelRead<readonly Event[]>;
  readonly image: PanelImage;
  readonly projects: RowList<Project>;
  readonly team: RowList<Grant>;
  readonly invitations: RowList<Invitation>;
  currency = '';
  /** Of the organisation, while it was being read. */
  private changes = 0;
  private moreEvents = eventsAtATime;

  constructor(connection: Connection, store: OrganisationStore, uuid: string) {
    super(connection, store, uuid);
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
    this.projects = this.show(store.projectsWithCosts(uuid));
    this.team = this.show(store.teams.grants({ kind: 'customer', uuid }));
    this.invitations = this.show(store.teams.invitations(uuid));
  }

  showMoreEvents(): void {
    this.moreEvents += 4 * eventsAtATime;
    void this.events.start(true);
  }

  override dispose(): void {
    for (const each of [this.customer, this.compliance, this.events, this.image]) {
      each.dispose();
    }
    super.dispose();
  }

  protected override read(anew: boolean): void {
    void this.readCustomer(anew);
    void this.events.start(anew);
  }

  protected override readObject(): void {
    if (this.customer.isReading) {
      this.changes++;
    } else {
      void this.readCustomer(false);
    }
  }

  protected override isOurs({ kind, uuid, list }: ChangedRef): boolean {
    return kind === 'customer' && uuid === this.uuid && list === undefined;
  }

  private async readCustomer(anew: boolean): Promise<void> {
    const { changes } = this;
    await this.customer.start(anew);
    if (changes !== this.changes) {
      return this.readCustomer(false);
    }
    if (this.customer.error === undefined) {
      this.image.show(this.customer.value?.image);
    }
    const currency = this.store.server.currency();
    await this.compliance.start(anew);
    this.currency = await currency;
    this.changed.fire();
  }
}
