import type { Connection } from '../../connections/connection';
import type { PersonAccess } from '../../grants/accessByScopes';
import { readPersonAccess } from '../../grants/personAccess';
import type { ChangedRef } from '../../organisations/objectRef';
import type { OrganisationStore } from '../../organisations/organisationStore';
import { compareTexts } from '../../ui/compareTexts';
import { WaldurError } from '../../waldur/errors';
import { ObjectReads } from '../objectReads';
import { PanelRead } from '../panelRead';

/** What the panel of a person's access reads: all roles of theirs that the caller sees. */
export class AccessReads extends ObjectReads {
  readonly access: PanelRead<PersonAccess>;
  /** Of the roles, while they were being read. */
  private changes = 0;

  constructor(connection: Connection, store: OrganisationStore, uuid: string) {
    super(connection, store, uuid);
    this.access = new PanelRead(
      async ({ signal }) => {
        const caller = await store.caller.get();
        const access = await readPersonAccess(connection.client, { uuid }, caller, {
          signal,
          compare: compareTexts,
        });
        const unread = access.failures.find(
          ({ kind, ...what }) => kind === 'list' && 'of' in what && what.of === 'customers',
        );
        if (unread !== undefined && this.access.value?.failures.length === 0) {
          // What was read before is worth more than what is left now.
          throw new WaldurError(unread.problem);
        }
        return access;
      },
      () => this.changed.fire(),
    );
  }

  override dispose(): void {
    this.access.dispose();
    super.dispose();
  }

  protected override read(): void {
    void this.readAccess();
  }

  /** A run changes several roles: they are read again once it is known what all of them are. */
  protected override readObject(): void {
    if (this.access.isReading) {
      this.changes++;
    } else {
      void this.readAccess();
    }
  }

  protected override isOurs({ kind, uuid, list }: ChangedRef): boolean {
    const isScope = this.access.value?.grants.some(({ scope }) => scope.kind === kind && scope.uuid === uuid);
    return (kind === 'user' && uuid === this.uuid) || (list === undefined && isScope === true);
  }

  private async readAccess(): Promise<void> {
    const { changes } = this;
    await this.access.start();
    if (changes !== this.changes) {
      return this.readAccess();
    }
  }
}
