import type { Actions } from '../panelContent';
import type { UsageReads } from './usageReads';

/** What the view of usage is made of. */
export interface UsageViewParts {
  readonly reads: UsageReads;
  readonly actions: Actions;
  readonly serverName: string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
  readonly openOrganisation: () => unknown;
  readonly now: Date;
  /** Asks for an organisation to compare with. */
  readonly addOrganisation: () => unknown;
  readonly exportTables: () => unknown;
}
