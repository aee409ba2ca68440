import { plainIdentifier } from '../csv/invisible';
import { cellOf } from './cellText';
import { valueIn } from './values';
import { fieldNamed, type WritableField } from './writableFields';
import type { RawObject } from '../waldur/rawObjects';

/** What organisations are found by, the surest first. */
export const keys = ['uuid', 'slug', 'name'] as const;
export type Key = (typeof keys)[number];

/** What a table may tell of an organisation and no one can change in it, in the order it is offered. */
export const tableFacts = [
  'created',
  'display_name',
  'country_name',
  'organization_groups',
  'organization_group_name',
  'projects_count',
  'users_count',
  'is_service_provider',
  'call_managing_organization_uuid',
  'customer_credit',
] as const;

/** A column of a table of organisations. */
export type TableColumn = { readonly index: number; readonly heading: string } & (
  | { readonly kind: 'uuid' }
  /** `clears`: an empty cell clears the field. */
  | { readonly kind: 'field'; readonly name: string; readonly field: WritableField; readonly clears: boolean }
  | { readonly kind: 'fact'; readonly name: string }
  /** No field of an organisation. */
  | { readonly kind: 'unknown' }
  /** Neither a heading nor cells. */
  | { readonly kind: 'empty' }
);

/** What the cells of the line of headings head. Names of fields are those of the API, in any case. */
export function columnsOf(cells: readonly string[]): readonly TableColumn[] {
  return cells.map((cell, index): TableColumn => {
    // Tables may end in thousands of columns that are empty, and each line is looked at.
    const heading = cell === '' ? '' : plainIdentifier(cell);
    const clears = heading.endsWith('!');
    const name = (clears ? heading.slice(0, -1).trimEnd() : heading).toLowerCase().replace(/[\s-]+/g, '_');
    if (heading === '') {
      return { index, heading, kind: 'empty' };
    }
    if (name === 'uuid' && !clears) {
      return { index, heading, kind: 'uuid' };
    }
    const field = fieldNamed('customer', name);
    if (field !== undefined) {
      return { index, heading, kind: 'field', name, field, clears };
    }
    const isFact = !clears && (tableFacts as readonly string[]).includes(name);
    return { index, heading, ...(isFact ? { kind: 'fact', name } : { kind: 'unknown' }) };
  });
}

/** How sure it is that a line is the headings: how many are known, if one that organisations are found by is among them. */
export function headingsIn(cells: readonly string[]): number {
  const known = new Set(
    columnsOf(cells).flatMap((column) =>
      column.kind === 'uuid' ? ['uuid'] : column.kind === 'field' ? [column.name] : [],
    ),
  );
  return known.size > 1 && keys.some((key) => known.has(key)) ? known.size : 0;
}

/** The same of a file that was exported: people's own tables may be of people, and name those by name and e-mail. */
export function ownHeadingsIn(cells: readonly string[]): number {
  return columnsOf(cells).some(({ kind }) => kind === 'uuid') ? headingsIn(cells) : 0;
}

/** What a cell of an organisation says. Columns that are no fields tell the names of what they list. */
export function tableCell(name: string, row: RawObject): string {
  const field = fieldNamed('customer', name);
  return field === undefined ? factCell(name, row) : fieldCell(field, row);
}

export function fieldCell(field: WritableField, row: RawObject): string {
  return cellOf(valueIn(field, row)).toWellFormed();
}

export function factCell(name: string, row: RawObject): string {
  const value = row[name];
  return cellOf(Array.isArray(value) ? value.map(nameIn) : value).toWellFormed();
}

function nameIn(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'name' in item ? item.name : item;
}
