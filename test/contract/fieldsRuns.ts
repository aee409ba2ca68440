import assert from 'node:assert/strict';
import { type FieldsObject, fieldsTask, type FieldsTask } from '../../src/edits/fieldsTask';
import { sameValue } from '../../src/edits/sameValue';
import { valuesOf } from '../../src/edits/values';
import { fieldNamed } from '../../src/edits/writableFields';
import type { WaldurClient } from '../../src/waldur/client';
import { readRaw } from '../../src/waldur/rawObjects';

type Wanted = Readonly<Record<string, unknown>>;

/** The task that gives an object these values, planned against what the server has now. */
export async function taskFor(
  client: WaldurClient,
  object: FieldsObject,
  wanted: Wanted,
  way: FieldsTask['way'] = 'patch',
): Promise<FieldsTask> {
  const row = await readRaw(client, object);
  const values = new Map(
    Object.keys(row).flatMap((name) => {
      const field = fieldNamed(object.kind, name);
      return field === undefined ? [] : [...valuesOf([field], row)];
    }),
  );
  const changes = Object.entries(wanted).map(([name, mine]) => {
    const field = fieldNamed(object.kind, name);
    assert.ok(field !== undefined, name);
    const server = values.get(name);
    assert.ok(!sameValue(field, server, mine), `${name} is to be changed`);
    return { field, opened: server, server, mine };
  });
  return fieldsTask(object, way, changes, values);
}

/** What the server has in these fields. */
export async function fieldsOf(
  client: WaldurClient,
  object: FieldsObject,
  names: readonly string[],
): Promise<Wanted> {
  const row = await readRaw(client, object);
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}
