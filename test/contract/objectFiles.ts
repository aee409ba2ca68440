import { stateOfCustomer } from '../../src/access/answer';
import { documentText } from '../../src/edits/documentText';
import type { FileFormat } from '../../src/edits/fileMark';
import { findObject } from '../../src/edits/findObject';
import type { FieldsTask } from '../../src/edits/fieldsTask';
import { headEntries, readObjectFile } from '../../src/edits/objectFile';
import { planFields } from '../../src/edits/planFields';
import { readFields } from '../../src/edits/readDocument';
import { propertyOf, valueOf } from '../../src/edits/textTree';
import { valuesOf } from '../../src/edits/values';
import { wholeFileTask } from '../../src/edits/wholeFile';
import { type EditableObject, fieldsFor } from '../../src/edits/writableFields';
import { yamlText } from '../../src/edits/yamlText';
import { type RawObject, readRaw, type WritableRef } from '../../src/waldur/rawObjects';
import { words } from '../unit/edits/objects';
import type { Bench } from './grantsWorld';

function editable({ kind, uuid }: WritableRef, row: RawObject): EditableObject {
  const state = stateOfCustomer({ blocked: row.blocked === true, archived: row.archived === true });
  return kind === 'customer'
    ? { kind, uuid, state }
    : { kind, uuid, customer: String(row.customer_uuid), state: undefined };
}

/** An object of the server as the text of a file. */
export async function fileOf(
  bench: Bench,
  ref: WritableRef,
  format: FileFormat = 'json',
  head: Partial<Parameters<typeof headEntries>[0]> = {},
): Promise<string> {
  const row = await readRaw(bench.client, ref);
  const { fields } = fieldsFor(editable(ref, row), bench.caller, new Date(), row);
  const file = headEntries({
    ...{ kind: ref.kind, uuid: ref.uuid, server: `${bench.server.url}/` },
    ...{ organisation: undefined, organisationUuid: undefined, ...head },
  });
  const write = format === 'json' ? documentText : yamlText;
  return write(fields, valuesOf(fields, row), { ...words, file });
}

/** What a file comes to: its tasks, or why there is none. */
export async function tasksOfFile(
  bench: Bench,
  text: string,
  format: FileFormat = 'json',
): Promise<readonly FieldsTask[] | string> {
  const file = await readObjectFile(text, format);
  if (file.head === undefined) {
    return 'no head';
  }
  const textOf = (name: string): string | undefined => {
    const node = propertyOf(file.tree.root, name)?.value;
    const value = node === undefined ? undefined : valueOf(node);
    return typeof value === 'string' ? value : undefined;
  };
  const found = await findObject(bench.client, {
    head: file.head,
    name: textOf('name'),
    slug: textOf('slug'),
  });
  if (found.kind !== 'found') {
    return found.kind;
  }
  const { ref, row } = found;
  const fields = fieldsFor(editable(ref, row), bench.caller, new Date(), row);
  const values = valuesOf(fields.fields, row);
  const read = readFields({ ...file.tree, problems: file.problems }, fields, { values, row });
  if (read.problems.length > 0) {
    return read.problems.map(({ kind, name }) => `${kind} ${name ?? ''}`).join(', ');
  }
  const object = { ...ref, name: String(row.name ?? row.customer_name) };
  return planFields([{ object, row, fields, values: read.values }]).tasks.map((task) =>
    wholeFileTask(task, fields, read, values),
  );
}
