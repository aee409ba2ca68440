import type { CsvProblem } from '../csv/csvProblem';
import type { UnreadProblem } from '../csv/unreadWarnings';
import type { NoEnd } from './endText';
import type { Column, UnreadColumn } from './teamHeadings';

/** What is wrong with a line. Data: the sentence is made where it is shown. */
export type LineProblem =
  | { readonly kind: 'missingColumn'; readonly column: Column }
  | { readonly kind: 'sameColumnTwice'; readonly column: Column }
  /** A warning. */
  | UnreadProblem<UnreadColumn>
  /** A line above the headings. */
  | { readonly kind: 'aboveHeadings' }
  /** That line heads another table or a section, or is this one: what stands below it may mean something else. */
  | { readonly kind: 'otherTable'; readonly heading: number }
  | { readonly kind: 'badQuote' }
  | { readonly kind: 'tooManyCells' }
  /** The end is not empty but missing. */
  | { readonly kind: 'tooFewCells' }
  | { readonly kind: 'empty'; readonly column: Column }
  /** Nothing but a name, which others may have, too. */
  | { readonly kind: 'onlyName'; readonly value: string }
  /** A warning: characters that show nothing were left out. */
  | { readonly kind: 'cleaned'; readonly value: string }
  | { readonly kind: 'unknownScopeKind'; readonly value: string }
  /** Of a plan: what is to be done is none of what there is. */
  | { readonly kind: 'unknownChange'; readonly value: string }
  /** Of a plan: who is invited. */
  | { readonly kind: 'notAnAddress'; readonly value: string }
  /** Of a plan: the server knows no end of what an invitation gives. */
  | { readonly kind: 'inviteUntil' }
  /** Of a plan: the message of an invitation. */
  | { readonly kind: 'messageTooLong'; readonly most: number; readonly length: number }
  | { readonly kind: 'notADate'; readonly value: string; readonly why: NoEnd }
  /** A warning only: a grant that ended may still be listed with that end. */
  | { readonly kind: 'pastDate'; readonly value: string }
  | { readonly kind: 'unknown'; readonly what: 'person' | 'role' | 'scope'; readonly value: string }
  | {
      readonly kind: 'ambiguous';
      readonly what: 'person' | 'role' | 'scope';
      readonly value: string;
      readonly matches: number;
    }
  /** This cell means somebody or something else than another of the line. */
  | { readonly kind: 'otherMeant'; readonly value: string; readonly found: string }
  /** A warning: nobody goes by this cell, another of the line found somebody. */
  | { readonly kind: 'foundByOther'; readonly value: string; readonly found: string }
  /** A spreadsheet may have made this of another identifier, `like` if it is known. */
  | { readonly kind: 'rewritten'; readonly value: string; readonly like?: string | undefined }
  /** A project known by its name alone belongs to another organisation than the row that was imported on. */
  | { readonly kind: 'elsewhere'; readonly value: string; readonly organisation: string }
  /** What stands above the headings names another scope than the row that was imported on. */
  | { readonly kind: 'titleOfOther'; readonly value: string }
  | { readonly kind: 'roleForOtherScope'; readonly value: string }
  | { readonly kind: 'roleOfOtherOrganisation'; readonly value: string }
  /** The same grant stood on an earlier line already: this one is left out. */
  | { readonly kind: 'duplicate'; readonly firstLine: number }
  /** The same grant stands on that line with another end. */
  | { readonly kind: 'contradicts'; readonly firstLine: number };

export type TeamProblem = CsvProblem<LineProblem>;
