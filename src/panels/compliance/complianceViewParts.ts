import type { Caller } from '../../access/caller';
import type { CustomerObject } from '../../access/objects';
import type { RowList } from '../../organisations/rowList';
import type { Actions } from '../panelContent';
import type { ComplianceReads } from './complianceReads';
import type { Opened } from './place';

/** What the view of compliance is made of. */
export interface ComplianceViewParts {
  readonly reads: ComplianceReads;
  readonly actions: Actions;
  readonly customer: CustomerObject & { readonly name: string };
  /** Undefined until it is known who looks. */
  readonly caller: Caller | undefined;
  readonly serverName: string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
  readonly openOrganisation: () => unknown;
  readonly now: Date;
  /** Reads the rows that a list lacks, with progress. */
  readonly loadAll: (list: Pick<RowList<never>, 'loadAll'>) => Promise<unknown>;
  readonly setChecklist: () => unknown;
  /** Of one project; of all that lack something where it is left out. */
  readonly copyReminders: (project?: Opened & { readonly name: string }) => Promise<void>;
  readonly exportTables: () => Promise<void>;
}
