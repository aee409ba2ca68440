import { plainIdentifier } from '../csv/invisible';
import type { RawObject } from '../waldur/rawObjects';
import { cellOf } from './cellText';
import type { TableLine } from './organisationsCsv';
import { type Key, keys, type TableColumn } from './tableColumns';
import type { TableProblem } from './tableProblem';

/** The organisations of a server, as far as a table may be of them. */
export interface KnownOrganisations {
  readonly byUuid: ReadonlyMap<string, RawObject>;
  /** Several have the same name, and on old servers the same slug. */
  readonly bySlug: ReadonlyMap<string, readonly RawObject[]>;
  readonly byName: ReadonlyMap<string, readonly RawObject[]>;
}

export function knownOrganisations(rows: Iterable<RawObject>): KnownOrganisations {
  const byUuid = new Map<string, RawObject>();
  const bySlug = new Map<string, RawObject[]>();
  const byName = new Map<string, RawObject[]>();
  for (const row of rows) {
    byUuid.set(row.uuid, row);
    for (const [by, value] of [
      [bySlug, row.slug],
      [byName, row.name],
    ] as const) {
      const text = plainIdentifier(cellOf(value));
      const same = by.get(text);
      if (same === undefined) {
        by.set(text, [row]);
      } else {
        same.push(row);
      }
    }
  }
  return { byUuid, bySlug, byName };
}

export type KeyColumn = TableColumn & { readonly by: Key };

/** By which column a line is found: that of uuids where there is one, else that of slugs, else that of names. */
export function keyColumns(columns: readonly TableColumn[]): readonly KeyColumn[] {
  const named = columns.flatMap((column) => {
    const name = column.kind === 'uuid' ? 'uuid' : column.kind === 'field' ? column.name : undefined;
    const by = keys.find((key) => key === name);
    return by === undefined ? [] : [{ ...column, by }];
  });
  const uuid = named.find(({ by }) => by === 'uuid');
  return uuid === undefined ? keys.flatMap((key) => named.filter(({ by }) => by === key)) : [uuid];
}

/** The organisation that a line is of. @param among as `keyColumns` has them */
export function rowOfLine(
  { row: { cells } }: TableLine,
  among: readonly KeyColumn[],
  known: KnownOrganisations,
):
  | { readonly kind: 'row'; readonly row: RawObject; readonly by: KeyColumn }
  | { readonly kind: 'problem'; readonly problem: TableProblem; readonly column?: number | undefined } {
  const column = among.find(({ index }) => plainIdentifier(cells[index] ?? '') !== '');
  if (column === undefined) {
    return { kind: 'problem', problem: { kind: 'noKey' }, column: among[0]?.index };
  }
  const { by, index } = column;
  const value = plainIdentifier(cells[index] ?? '');
  if (by === 'uuid') {
    const uuid = value.replaceAll('-', '').toLowerCase();
    const row = known.byUuid.get(uuid);
    const problem: TableProblem = /^[0-9a-f]{32}$/.test(uuid)
      ? { kind: 'unknown', by, value }
      : { kind: 'notUuid', value };
    return row === undefined ? { kind: 'problem', problem, column: index } : { kind: 'row', row, by: column };
  }
  const [row, ...more] = (by === 'slug' ? known.bySlug : known.byName).get(value) ?? [];
  if (row === undefined || more.length > 0) {
    const problem: TableProblem =
      row === undefined
        ? { kind: 'unknown', by, value }
        : { kind: 'ambiguous', by, value, matches: more.length + 1 };
    return { kind: 'problem', problem, column: index };
  }
  return { kind: 'row', row, by: column };
}
