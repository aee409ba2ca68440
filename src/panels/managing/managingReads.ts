import type { Connection } from '../../connections/connection';
import { type ChangedRef, objectRef } from '../../organisations/objectRef';
import type { OrganisationStore } from '../../organisations/organisationStore';
import type { RowList } from '../../organisations/rowList';
import type { Call } from '../../waldur/calls';
import {
  type CallManagingOrganisation,
  type CallManagingOrganisationStats,
  readCallManagingOrganisationStats,
} from '../../waldur/callManagingOrganisations';
import type { Grant } from '../../waldur/members';
import { ObjectReads } from '../objectReads';
import { PanelImage } from '../panelImage';
import { PanelRead } from '../panelRead';

/** What the panel of a managing organisation reads. Calls are found by the organisation, so that they come second. */
export class ManagingReads extends ObjectReads {
  readonly organisation: PanelRead<CallManagingOrganisation>;
  readonly stats: PanelRead<CallManagingOrganisationStats>;
  /** Its own, or the organisation's. */
  readonly image: PanelImage;
  readonly team: RowList<Grant>;
  /** Undefined until it is known whose calls they are. */
  calls: RowList<Call> | undefined;

  constructor(connection: Connection, store: OrganisationStore, uuid: string) {
    super(connection, store, uuid);
    const { client } = connection;
    const fire = (): void => this.changed.fire();
    const ref = objectRef(connection, { kind: 'call-managing-organisation', uuid });
    this.organisation = new PanelRead(({ anew, signal }) => store.object(ref, { anew, signal }), fire);
    this.stats = new PanelRead(
      ({ signal }) => readCallManagingOrganisationStats(client, uuid, { signal }),
      fire,
    );
    this.image = new PanelImage(client, fire);
    this.team = this.show(store.teams.grants({ kind: 'call-managing-organisation', uuid }));
  }

  override dispose(): void {
    this.organisation.dispose();
    this.stats.dispose();
    this.image.dispose();
    super.dispose();
  }

  protected override read(anew: boolean): void {
    void this.readOrganisation(anew);
    void this.stats.start(anew);
  }

  protected override readObject(): void {
    this.read(false);
  }

  protected override isOurs({ kind, uuid, list }: ChangedRef): boolean {
    return kind === 'call-managing-organisation'
      ? uuid === this.uuid && list === undefined
      : // Its name and image are the organisation's, and its figures count calls.
        kind === 'customer' &&
          uuid === this.organisation.value?.customer_uuid &&
          (list === undefined || list === 'calls');
  }

  private async readOrganisation(anew: boolean): Promise<void> {
    await this.organisation.start(anew);
    const { value, error } = this.organisation;
    if (error === undefined) {
      this.image.show(isSet(value?.image) ? value?.image : value?.customer_image);
    }
    const customer = value?.customer_uuid;
    if (customer && this.calls === undefined) {
      this.calls = this.show(this.store.calls(customer));
      this.changed.fire();
    }
  }
}

function isSet(url: string | null | undefined): boolean {
  return url !== undefined && url !== null && url !== '';
}
