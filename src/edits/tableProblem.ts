import type { UnreadProblem } from '../csv/unreadWarnings';
import type { ValueProblem } from './documentProblem';
import type { Key } from './tableColumns';
import type { WhyNotWritable } from './writableFields';

/** What is wrong in a table of organisations. Data: the sentence is made where it is shown. */
export type TableProblem =
  /** There are no headings that organisations and their fields are known by. */
  | { readonly kind: 'noHeadings' }
  | { readonly kind: 'sameColumnTwice'; readonly column: string }
  /** A warning: a line above the headings. */
  | { readonly kind: 'aboveHeadings' }
  /** That line heads another table: what stands below it may mean something else. */
  | { readonly kind: 'otherTable'; readonly heading: number }
  | { readonly kind: 'badQuote' }
  | { readonly kind: 'tooManyCells' }
  /** A cell that would be cleared is not empty but missing. */
  | { readonly kind: 'tooFewCells'; readonly column: string }
  /** A warning: columns that are no fields, or have no headings. */
  | UnreadProblem
  /** A warning: so many cells of a column that no one can change differ from the server. */
  | { readonly kind: 'readOnlyEdited'; readonly column: string; readonly cells: number }
  /** The line does not say which organisation it is of. */
  | { readonly kind: 'noKey' }
  | { readonly kind: 'notUuid'; readonly value: string }
  | { readonly kind: 'unknown'; readonly by: Key; readonly value: string }
  | { readonly kind: 'ambiguous'; readonly by: Key; readonly value: string; readonly matches: number }
  /** That line is of the same organisation. */
  | { readonly kind: 'sameRow'; readonly other: number }
  /** The table of that file says something else of the same field of the same organisation: that cell. */
  | { readonly kind: 'otherTableSays'; readonly file: string; readonly cell: string }
  /** Bytes that are none of the encoding the file was read by. */
  | { readonly kind: 'unreadable'; readonly value: string }
  /** A warning: the name of another organisation, which the server allows; as where one column was sorted alone. */
  | { readonly kind: 'nameOfOther'; readonly value: string }
  /** What a spreadsheet shows instead of a value. */
  | { readonly kind: 'spreadsheetError'; readonly value: string }
  /** A warning: the cell may be what a spreadsheet has made of what the server has. It is left as it is. */
  | { readonly kind: 'rewritten'; readonly cell: string; readonly server: string }
  /** The cell was changed, and the caller cannot change the field. */
  | { readonly kind: 'notWritable'; readonly why: WhyNotWritable }
  | { readonly kind: 'value'; readonly problem: ValueProblem };
