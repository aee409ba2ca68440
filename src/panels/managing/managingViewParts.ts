import type { TeamParts } from '../teamSection';
import type { ManagingReads } from './managingReads';

/** The lists of calls and rounds, of which one is in sight. Each figure leads to the one that it counts. */
export const callLists = [
  'calls',
  'openCalls',
  'draftCalls',
  'archivedCalls',
  'closingCalls',
  'rounds',
  'activeRounds',
  'closingRounds',
] as const;
export type CallList = (typeof callLists)[number];

/** What the view of a managing organisation is made of. */
export interface ManagingViewParts extends TeamParts {
  readonly reads: ManagingReads;
  readonly serverName: string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
  /** Undefined until it is known which it is of. */
  readonly openOrganisation: (() => unknown) | undefined;
  readonly list: CallList;
  readonly showList: (list: CallList) => void;
  /** Opens a page of it in HomePort: `proposals`. */
  readonly openInHomePort: (page: 'proposals' | 'reviews') => unknown;
}
