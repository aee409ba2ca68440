import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import type { Bench } from '../bench';
import { casesOf, type ContractCase } from '../contractCase';
import type { OperationName } from '../operations';
import { describe, knownFields, read, type Writable } from '../writable';
import { bounds, made, mostOf } from './writeTries';
import { choicesOf } from './writeValues';

/** What OPTIONS tells of fields is what the schema says, as far as it tells it. */
export async function isAsDescribed(bench: Bench, kind: Writable): Promise<void> {
  const { path, fields } = await made(bench, kind);
  const described = await describe(bench, path, 'PUT');
  for (const [name, field] of fields) {
    const { json } = field;
    const told = described[name];
    assert.equal(told?.read_only, false, name);
    const { max_length: length, min_value: least, max_value: most, choices } = told;
    // That of an image is the length of its file's name. Some have a validator that OPTIONS does not tell of.
    if (length !== undefined && name !== 'image') {
      assert.equal(
        json.maxLength === undefined ? undefined : mostOf(bench, field, json.maxLength),
        length,
        name,
      );
    }
    if (least !== undefined || most !== undefined) {
      assert.deepEqual(bounds(field), { least, most }, name);
    }
    if (choices !== undefined && choicesOf(field).length > 0) {
      const values = choices.map(({ value }) => value);
      assert.deepEqual(
        choicesOf(field).filter((value) => value !== ''),
        values,
        name,
      );
    }
  }
}

export async function tellsStaffFields(bench: Bench, kind: Writable): Promise<void> {
  const path = await kind.owned(bench);
  const described = await describe(bench, path, 'PUT');
  for (const [name, { facts }] of knownFields(bench, kind.schema, await read(bench, path), 'owner')) {
    assert.equal(described[name]?.read_only, facts.staff === true, name);
  }
}

/** What is needed to make one is what the schema for that demands. */
export function demandCase(
  operation: OperationName,
  path: string,
  schema: z.ZodMiniObject,
): readonly ContractCase[] {
  return casesOf(operation, [
    'wants what its schema demands, and no more',
    ['staff'],
    async (bench) => {
      const described = await describe(bench, path, 'POST');
      const required = Object.keys(described).filter((name) => described[name]?.required === true);
      assert.deepEqual(required.toSorted(), z.toJSONSchema(schema).required?.toSorted());
    },
  ]);
}
