import pLimit from 'p-limit';
import type { Connection } from '../connections/connection';
import { listParams } from '../organisations/customerParams';
import type { CustomerView } from '../organisations/customerView';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import { readAllPages } from '../waldur/paging';
import { listProjects } from '../waldur/projects';
import { type RawObject, readRawList } from '../waldur/rawObjects';
import { type EditedObject, editedObjectOf, readEditedObject } from './editedObject';
import type { EditableRef } from './objectUri';

/** Requests of an export under way at once; the connection has its limit, too. */
const atOnce = 4;

/** An object to be written to a file. */
export interface ExportedObject {
  readonly connection: Connection;
  readonly ref: EditableRef;
  readonly edited: EditedObject;
}

/** What an export is made of. */
export interface ExportSource {
  readonly connection: Connection;
  readonly store: OrganisationStore;
  /** Objects, or all organisations that a view lists. */
  readonly what:
    | { readonly kind: 'objects'; readonly refs: readonly EditableRef[] }
    | { readonly kind: 'list'; readonly view: CustomerView };
  /** With their projects and managing organisations. */
  readonly parts: boolean;
}

/** Reads, one after the other, what is to be written; what cannot be read is told to `onFailure` instead. */
export async function* readExported(
  source: ExportSource,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): AsyncGenerator<ExportedObject, void, undefined> {
  const { connection, store, what } = source;
  switch (what.kind) {
    case 'list':
      for await (const { rows } of readRawList(connection.client, listParams(what.view), { signal })) {
        for (const row of rows.filter((one) => isListed(one, what.view))) {
          const ref = objectRef(connection, { kind: 'customer', uuid: row.uuid });
          yield { connection, ref, edited: await editedObjectOf(connection, store, ref, row) };
          yield* partsOf(source, row, signal, onFailure);
        }
      }
      return;
    case 'objects':
      for await (const read of readObjects(source, what.refs, signal, onFailure)) {
        yield read;
        if (read.ref.kind === 'customer') {
          yield* partsOf(source, read.edited.row, signal, onFailure);
        }
      }
  }
}

/** In their order, several at once. */
async function* readObjects(
  { connection, store }: Pick<ExportSource, 'connection' | 'store'>,
  refs: readonly EditableRef[],
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): AsyncGenerator<ExportedObject, void, undefined> {
  const limit = pLimit(atOnce);
  const reads = refs.map((ref) =>
    limit(() =>
      tried(
        async () => ({ connection, ref, edited: await readEditedObject(connection, store, ref, { signal }) }),
        signal,
        onFailure,
      ),
    ),
  );
  // All are seen to, also when one before them ends it.
  reads.forEach((read) => void read.catch(() => undefined));
  for (const read of reads) {
    const object = await read;
    if (object !== undefined) {
      yield object;
    }
  }
}

async function* partsOf(
  { connection, store, parts }: ExportSource,
  customer: RawObject,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): AsyncGenerator<ExportedObject, void, undefined> {
  if (!parts) {
    return;
  }
  const refs: EditableRef[] = [];
  const pages = readAllPages(
    (page, call) =>
      listProjects(
        connection.client,
        { customer: customer.uuid, field: ['uuid', 'name'], page, page_size: 300 },
        call,
      ),
    { signal },
  );
  await tried(
    async () => {
      for await (const { rows } of pages) {
        refs.push(...rows.map(({ uuid }) => objectRef(connection, { kind: 'project', uuid })));
      }
    },
    signal,
    onFailure,
  );
  const { call_managing_organization_uuid: managing } = customer;
  if (typeof managing === 'string') {
    refs.push(objectRef(connection, { kind: 'call-managing-organisation', uuid: managing }));
  }
  yield* readObjects({ connection, store }, refs, signal, onFailure);
}

async function tried<T>(
  read: () => Promise<T>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    onFailure(error);
    return undefined;
  }
}

/** Servers that do not know a filter ignore it. */
function isListed({ archived }: RawObject, { filter }: CustomerView): boolean {
  return filter.archived === undefined || (archived === true) === filter.archived;
}
