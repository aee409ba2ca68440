import { plainIdentifier } from '../csv/invisible';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { isNotFound } from '../waldur/errors';
import type { Page } from '../waldur/paging';
import { type RawObject, readRaw, readRawList } from '../waldur/rawObjects';
import type { OrganisationsCsv } from './organisationsCsv';
import { keyColumns, type KnownOrganisations, knownOrganisations } from './rowOfLine';

/** Told of while organisations are read. */
export type OnRead = (progress: { readonly done: number; readonly total: number }) => void;

/** What is read besides the columns of a table: what organisations are found by, and what stops every change. */
const always = ['uuid', 'name', 'slug', 'blocked', 'archived'];
/** So many are asked for one by one at most. */
const mostAlone = 20;

/** What has to be read for a table. */
export interface TableAsks {
  readonly fields: readonly string[];
  /** Undefined: organisations are found by something else, so all are read. */
  readonly uuids: ReadonlySet<string> | undefined;
}

/** @param csvs tables that are applied together */
export function asksFor(csvs: readonly OrganisationsCsv[]): TableAsks {
  const uuids = csvs.map((csv) => (csv.lines.length === 0 ? new Set<string>() : uuidsOf(csv)));
  return {
    fields: [...new Set(csvs.flatMap(fieldsOf))],
    uuids: uuids.includes(undefined) ? undefined : new Set(uuids.flatMap((some) => [...(some ?? [])])),
  };
}

/** Whether what was read for one is enough for another. */
export function covers(read: TableAsks, { fields, uuids }: TableAsks): boolean {
  return (
    fields.every((name) => read.fields.includes(name)) &&
    (read.uuids === undefined || (uuids !== undefined && [...uuids].every((uuid) => read.uuids?.has(uuid))))
  );
}

/**
 * Reads the organisations that a table may be of, and of them the columns it has: page by page, and the last few one by
 * one where that takes fewer requests. @throws WaldurError
 */
export async function readTable(
  client: WaldurClient,
  { fields, uuids }: TableAsks,
  options: CallOptions,
  onRead: OnRead = () => undefined,
): Promise<KnownOrganisations> {
  const rows: RawObject[] = [];
  const left = uuids === undefined ? undefined : new Set(uuids);
  if (left?.size === 0) {
    return knownOrganisations(rows);
  }
  for await (const page of readRawList(client, { field: fields }, options)) {
    for (const row of page.rows) {
      rows.push(row);
      left?.delete(row.uuid);
    }
    onRead({ done: rows.length, total: page.total ?? rows.length });
    if (left !== undefined && left.size <= Math.min(mostAlone, pagesAfter(page))) {
      break;
    }
  }
  // Lists shift while they are read, so some may not have been in them.
  const missed = await Promise.all(
    [...(left ?? [])].slice(0, mostAlone).map((uuid) => readOne(client, uuid, options)),
  );
  return knownOrganisations([...rows, ...missed.flatMap((row) => row ?? [])]);
}

function pagesAfter({ page, rows, total }: Page<unknown>): number {
  return total === undefined || rows.length === 0 ? 0 : Math.ceil(total / rows.length) - page;
}

async function readOne(
  client: WaldurClient,
  uuid: string,
  options: CallOptions,
): Promise<RawObject | undefined> {
  try {
    return await readRaw(client, { kind: 'customer', uuid }, options);
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Undefined where organisations are found by something else. */
function uuidsOf({ columns, lines }: OrganisationsCsv): Set<string> | undefined {
  const [key] = keyColumns(columns);
  if (key?.by !== 'uuid') {
    return undefined;
  }
  const uuids = lines.map(({ row }) =>
    plainIdentifier(row.cells[key.index] ?? '')
      .replaceAll('-', '')
      .toLowerCase(),
  );
  return new Set(uuids.filter((uuid) => /^[0-9a-f]{32}$/.test(uuid)));
}

function fieldsOf({ columns }: OrganisationsCsv): readonly string[] {
  const names = columns.flatMap((column) => {
    switch (column.kind) {
      case 'field': {
        const { sentWith } = column.field.facts;
        return sentWith === undefined ? [column.name] : [column.name, sentWith];
      }
      case 'fact':
        return [column.name];
      case 'uuid':
      case 'unknown':
      case 'empty':
        return [];
    }
  });
  return [...new Set([...always, ...names])];
}
