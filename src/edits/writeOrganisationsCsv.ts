import { type Delimiter, writeCsv } from '../csv/csv';
import type { Page } from '../waldur/paging';
import type { RawObject } from '../waldur/rawObjects';
import { tableCell } from './tableColumns';

/**
 * A table of organisations as text, page by page as they are read: one line an organisation, its uuid first. With a byte
 * order mark, as spreadsheets read letters outside ASCII with one only.
 */
export async function* writeOrganisationsCsv(
  pages: AsyncIterable<Page<RawObject>>,
  columns: readonly string[],
  delimiter: Delimiter,
): AsyncGenerator<string, void, undefined> {
  yield `\uFEFF${writeCsv([['uuid', ...columns]], delimiter)}`;
  for await (const { rows } of pages) {
    yield writeCsv(
      rows.map((row) => [row.uuid, ...columns.map((name) => tableCell(name, row))]),
      delimiter,
    );
  }
}
