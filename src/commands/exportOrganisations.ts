import * as vscode from 'vscode';
import { stateOfCustomer } from '../access/answer';
import type { Connection } from '../connections/connection';
import { saveTable } from '../documents/csvFile';
import { askWhereToSave, listSeparator, namePart } from '../ui/tableFile';
import { fieldsFor, type WritableFields } from '../edits/writableFields';
import { writeOrganisationsCsv } from '../edits/writeOrganisationsCsv';
import { filterParams, listParams } from '../organisations/customerParams';
import type { CustomerViews } from '../organisations/customerView';
import type { OrganisationStores } from '../organisations/organisationStores';
import { pickExportColumns } from '../pickers/exportColumns';
import { connectionOf } from '../tree/targets';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { warnWithReason } from '../ui/notify';
import { type ProgressReporter, withLateProgress } from '../ui/progress';
import { whileReading } from '../ui/whileReading';
import { listCustomers } from '../waldur/customers';
import type { Page } from '../waldur/paging';
import { type RawObject, readRaw, readRawList } from '../waldur/rawObjects';
import type { ConnectionStore } from '../connections/connectionStore';

export interface ExportOrganisationsParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly views: Pick<CustomerViews, 'get'>;
  /** Remembers the columns, on this machine. */
  readonly globalState: Pick<vscode.Memento, 'get' | 'update'>;
}

/** Writes the organisations that a connection's filter leaves in as CSV, as Apply CSV to Server reads it. */
export async function exportOrganisations(
  parts: ExportOrganisationsParts,
  ...args: readonly unknown[]
): Promise<void> {
  const connection = await connectionOf(
    parts,
    args,
    vscode.l10n.t('Select a connection to export its organisations'),
  );
  if (connection === undefined) {
    return;
  }
  const params = listParams(parts.views.get(connection.info.id));
  const title = vscode.l10n.t('Export Organisations as CSV');
  const sample = await whileReading(title, (signal) => readSample(parts, connection, signal));
  if (sample === undefined) {
    return;
  }
  if (sample.value === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There are no organisations to export. The filter may hide them.'),
    );
    return;
  }
  const { row, fields } = sample.value;
  const columns = await pickExportColumns(parts.globalState, title, fields, row);
  if (columns === undefined) {
    return;
  }
  const file = await askWhereToSave(title, `${namePart(connection.info.serverName)}-organisations`);
  if (file === undefined) {
    return;
  }
  const told = { rows: 0, dropped: 0 };
  const written = await withLateProgress(
    vscode.l10n.t('Exporting organisations…'),
    async (signal, progress) => {
      const pages = readRawList(connection.client, { ...params, field: columns }, { signal });
      const counted = countPages(pages, told, progress, signal);
      await saveTable(file, writeOrganisationsCsv(counted, columns, listSeparator()));
    },
  );
  if (written.kind === 'error') {
    throw written.error;
  }
  if (written.kind === 'ok') {
    void tellWritten(file, told);
  }
}

/** One of the organisations, whole: what this server has of them and what can be changed of it. */
async function readSample(
  { stores, views }: ExportOrganisationsParts,
  connection: Connection,
  signal: AbortSignal,
): Promise<{ readonly row: RawObject; readonly fields: WritableFields } | undefined> {
  const { client, info } = connection;
  const params = { ...filterParams(views.get(info.id)), field: ['uuid'] as const, page: 1, page_size: 1 };
  const [{ rows }, caller] = await Promise.all([
    listCustomers(client, params, { signal }),
    stores.of(connection).caller.get(),
  ]);
  const [first] = rows;
  if (first === undefined) {
    return undefined;
  }
  const row = await readRaw(client, { kind: 'customer', uuid: first.uuid }, { signal });
  const object = { kind: 'customer', uuid: row.uuid, state: stateOfCustomer(row) } as const;
  return { row, fields: fieldsFor(object, caller, new Date(), row) };
}

/** Tells of each page that is written, and ends as soon as it is not wanted any more. */
async function* countPages(
  pages: AsyncIterable<Page<RawObject>>,
  told: { rows: number; dropped: number },
  progress: ProgressReporter,
  signal: AbortSignal,
): AsyncGenerator<Page<RawObject>, void, undefined> {
  for await (const page of pages) {
    yield page;
    signal.throwIfAborted();
    const { rows, dropped, total } = page;
    told.rows += rows.length;
    told.dropped += dropped;
    progress.report({
      message:
        total === undefined
          ? numberText(told.rows)
          : vscode.l10n.t('{0} of {1}', numberText(told.rows), numberText(total)),
      ...(total === undefined || total === 0 ? {} : { increment: (100 * rows.length) / total }),
    });
  }
}

async function tellWritten(
  file: vscode.Uri,
  { rows, dropped }: { readonly rows: number; readonly dropped: number },
): Promise<void> {
  if (dropped > 0) {
    void warnWithReason(
      count(
        dropped,
        vscode.l10n.t('1 organisation could not be read and is not in the file.'),
        vscode.l10n.t('{0} organisations could not be read and are not in the file.', numberText(dropped)),
      ),
    );
  }
  const open = vscode.l10n.t('Open File');
  const answer = await vscode.window.showInformationMessage(
    count(
      rows,
      vscode.l10n.t('1 organisation was exported.'),
      vscode.l10n.t('{0} organisations were exported.', numberText(rows)),
    ),
    open,
  );
  if (answer === open) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), { preview: false });
  }
}
