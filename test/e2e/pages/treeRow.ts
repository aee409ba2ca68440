import type { Label } from './label';
import type { PageElement } from './pageElement';

/** One row of a tree as it can be seen. */
export interface TreeRow {
  /** Position in the whole tree. */
  readonly index: number;
  /** 1 for the roots. */
  readonly level: number;
  readonly label: string;
  readonly description: string;
  /** undefined for a row without children. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  /** What the keyboard acts on. */
  readonly focused: boolean;
  /** What a screen reader says. */
  readonly ariaLabel: string;
  /** Classes of its icon, such as `codicon-warning`. */
  readonly icon: string;
}

/** Reads rows from their elements; runs in the page. */
export const readRows = (rows: readonly PageElement[]): readonly TreeRow[] =>
  rows
    .map((row) => ({
      index: Number(row.getAttribute('data-index')),
      level: Number(row.getAttribute('aria-level')),
      label: row.querySelector('.label-name')?.textContent ?? '',
      description: row.querySelector('.label-description')?.textContent ?? '',
      expanded:
        row.querySelector('.monaco-tl-twistie.collapsible') === null
          ? undefined
          : row.getAttribute('aria-expanded') === 'true',
      selected: row.getAttribute('aria-selected') === 'true',
      focused: row.className.split(' ').includes('focused'),
      ariaLabel: row.getAttribute('aria-label') ?? '',
      icon: row.querySelector('.custom-view-tree-node-item-icon')?.className ?? '',
    }))
    .sort((a, b) => a.index - b.index);

/** Whether a row is labelled so. */
export function matches(label: Label, row: TreeRow): boolean {
  return typeof label === 'string' ? row.label === label : label.test(row.label);
}

/** The first row whose own label and those of its parents end in this path. */
export function rowAt(rows: readonly TreeRow[], path: readonly Label[]): TreeRow | undefined {
  let scope = rows;
  let found: TreeRow | undefined;
  for (const label of path) {
    found = scope.find((row) => matches(label, row));
    if (found === undefined) {
      return undefined;
    }
    scope = descendants(rows, found);
  }
  return found;
}

function descendants(rows: readonly TreeRow[], parent: TreeRow): readonly TreeRow[] {
  const after = rows.slice(rows.indexOf(parent) + 1);
  const end = after.findIndex((row) => row.level <= parent.level);
  return end < 0 ? after : after.slice(0, end);
}

/** The rows right below one. */
export function childRows(rows: readonly TreeRow[], parent: TreeRow): readonly TreeRow[] {
  return descendants(rows, parent).filter((row) => row.level === parent.level + 1);
}
