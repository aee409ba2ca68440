import { csvProblem } from '../csv/csvProblem';
import { showsNothing } from '../waldur/shownName';
import type { OrganisationsCsv, ProblemInTable } from './organisationsCsv';
import type { FoundLine, ResolvedTable, WantedRow } from './resolveTable';
import { sameValue } from './sameValue';
import { valueIn } from './values';
import type { WritableField } from './writableFields';

/** One of several tables that are applied together. */
export interface NamedTable {
  /** Of its file. */
  readonly name: string;
  readonly csv: OrganisationsCsv;
  readonly resolved: ResolvedTable;
}

/** What a line of one of the tables says of an organisation. */
interface Place {
  readonly table: NamedTable;
  readonly line: FoundLine;
  readonly wanted: WantedRow | undefined;
}

/** What a cell says of a field. */
interface Said {
  readonly place: Place;
  readonly index: number;
  readonly value: unknown;
  readonly cell: string;
}

/**
 * The same tables, without lines that say something else of an organisation than one of another table does: which of
 * them counts is not to be guessed, so each such cell is a problem. Cells that leave a field as it is say nothing.
 */
export function together(tables: readonly NamedTable[]): readonly ResolvedTable[] {
  if (tables.length < 2) {
    return tables.map(({ resolved }) => resolved);
  }
  const problems = new Map<NamedTable, ProblemInTable[]>();
  for (const places of placesOf(tables)) {
    for (const { said, other } of places.length < 2 ? [] : contradictions(places)) {
      const { table, line } = said.place;
      const file = other.place.table.name;
      const problem = { kind: 'otherTableSays', file, cell: other.cell } as const;
      problems.set(table, [
        ...(problems.get(table) ?? []),
        csvProblem(table.csv.table, line.row, problem, said.index),
      ]);
    }
  }
  return tables.map((table) => {
    const { resolved } = table;
    const found = problems.get(table) ?? [];
    const wrong = new Set(found.map(({ line }) => line));
    return found.length === 0
      ? resolved
      : {
          ...resolved,
          wanted: resolved.wanted.filter(({ line }) => !wrong.has(line)),
          problems: [...resolved.problems, ...found],
        };
  });
}

/** What all tables want, an organisation once. */
export function wantedOf(tables: readonly Pick<ResolvedTable, 'wanted'>[]): readonly WantedRow[] {
  const all = new Map<string, WantedRow>();
  for (const one of tables.flatMap(({ wanted }) => wanted)) {
    const { uuid } = one.object;
    const other = all.get(uuid);
    // With the row that was read with the columns of all tables, each has all that is asked of it.
    all.set(
      uuid,
      other === undefined ? one : { ...other, values: new Map([...other.values, ...one.values]) },
    );
  }
  return [...all.values()];
}

/** Lines without problems, by their organisations. */
function placesOf(tables: readonly NamedTable[]): Iterable<readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const table of tables) {
    const { wanted, lines, problems } = table.resolved;
    const wantedBy = new Map(wanted.map((one) => [one.object.uuid, one]));
    const wrong = new Set(problems.flatMap(({ severity, line }) => (severity === 'error' ? [line] : [])));
    for (const [uuid, line] of lines) {
      if (!wrong.has(line.line)) {
        const place = { table, line, wanted: wantedBy.get(uuid) };
        places.set(uuid, [...(places.get(uuid) ?? []), place]);
      }
    }
  }
  return places.values();
}

function contradictions(places: readonly Place[]): readonly { readonly said: Said; readonly other: Said }[] {
  const row = places.find(({ wanted }) => wanted !== undefined)?.wanted?.row;
  if (row === undefined) {
    return [];
  }
  const fields = new Map<string, WritableField>();
  const said = new Map<string, Said[]>();
  for (const place of places) {
    for (const column of place.table.csv.columns) {
      const { index } = column;
      const cell = place.line.row.cells[index];
      if (column.kind !== 'field' || index === place.line.key || cell === undefined) {
        continue;
      }
      if (showsNothing(cell) && !column.clears) {
        continue;
      }
      const { name, field } = column;
      const value =
        place.wanted?.values.has(name) === true ? place.wanted.values.get(name) : valueIn(field, row);
      fields.set(name, field);
      said.set(name, [...(said.get(name) ?? []), { place, index, value, cell }]);
    }
  }
  return [...fields].flatMap(([name, field]) => {
    const all = said.get(name) ?? [];
    return all.flatMap((one) => {
      const other = all.find(({ value }) => !sameValue(field, value, one.value));
      return other === undefined ? [] : [{ said: one, other }];
    });
  });
}
