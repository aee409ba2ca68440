import assert from 'node:assert/strict';
import { listCountries } from '../../../../src/waldur/customers';
import type { Bench } from '../bench';
import { complains, problem, words } from '../contractCase';
import {
  change,
  type Field,
  fieldsOf,
  knownFields,
  read,
  refusedFields,
  type Row,
  type Writable,
} from '../writable';
import { isSame, rounds, textOf, valuesOf } from './writeValues';

/** What is put to a write schema and to a server, to see whether they take and refuse the same. */

type Fields = ReadonlyMap<string, Field>;

/** An object of the suite's own, with those of its fields that this server has. */
export async function made(bench: Bench, kind: Writable) {
  const path = await kind.make(bench);
  return { path, fields: knownFields(bench, kind.schema, await read(bench, path)) };
}

const names = (fields: Fields) => [...fields.keys()].toSorted();

function valuesBy(fields: Fields, value: (name: string, field: Field) => unknown): Record<string, unknown> {
  return Object.fromEntries([...fields].map(([name, field]) => [name, value(name, field)]));
}

/** The schema takes these values, and so does the server, which tells them when it is asked again. */
async function assertTaken(bench: Bench, kind: Writable, path: string, fields: Fields, sent: Row) {
  assert.deepEqual(refusedFields(kind.schema, sent), [], 'the schema refuses what the server takes');
  await change(bench, kind, path, sent);
  const told = await read(bench, path);
  for (const [name, value] of Object.entries(sent)) {
    const { form } = fields.get(name)?.facts ?? {};
    assert.ok(
      isSame(form, told[name], value),
      `${name}: ${String(told[name])} is told, not ${String(value)}`,
    );
  }
}

/** The server complains of each of these fields by its name. @returns what it says of each */
async function assertRefused(bench: Bench, kind: Writable, path: string, sent: Row) {
  const found = await problem('invalid', change(bench, kind, path, sent));
  assert.deepEqual(Object.keys(found.fields).toSorted(), Object.keys(sent).toSorted(), words(found));
  return found.fields;
}

/** What this server takes at most: older ones take less of some fields. */
export function mostOf(bench: Bench, { facts }: Field, most: number): number {
  const { before } = facts;
  return before !== undefined && bench.isSince(before.version) === false ? before.most : most;
}

/** Fields with a limit of length, save the one that has no good value that long on every server. */
function limited(fields: Fields): Fields {
  return new Map(
    [...fields].filter(([name, { json }]) => json.maxLength !== undefined && name !== 'vat_code'),
  );
}

export async function lengths(bench: Bench, kind: Writable): Promise<void> {
  const { path, fields } = await made(bench, kind);
  const texts = limited(fields);
  const ofLength = (more: number, mostFor: (field: Field) => number) =>
    valuesBy(texts, (name, field) => textOf(bench, name, field, mostFor(field) + more));
  const schemaMost = ({ json }: Field) => json.maxLength ?? 0;
  const serverMost = (field: Field) => mostOf(bench, field, schemaMost(field));

  assert.deepEqual(refusedFields(kind.schema, ofLength(0, schemaMost)), []);
  assert.deepEqual(refusedFields(kind.schema, ofLength(1, schemaMost)), names(texts));
  await assertTaken(bench, kind, path, texts, ofLength(0, serverMost));
  const messages = await assertRefused(bench, kind, path, ofLength(1, serverMost));
  for (const [name, field] of texts) {
    const most = serverMost(field);
    assert.ok(
      messages[name]?.join(' ').includes(`${most} characters`),
      `${name}: ${messages[name]?.join(' ')}`,
    );
  }
}

/** Minimum and maximum of a field of numbers. */
export function bounds({ json }: Field): { readonly least: number; readonly most: number } | undefined {
  const { minimum, maximum } = json.anyOf?.find((one) => one.type === 'integer') ?? json;
  return minimum === undefined || maximum === undefined ? undefined : { least: minimum, most: maximum };
}

export async function numbers(bench: Bench, kind: Writable): Promise<void> {
  const { path, fields } = await made(bench, kind);
  const bounded = new Map([...fields].filter(([, field]) => bounds(field) !== undefined));
  if (bounded.size === 0) {
    // As projects of 2024.
    return;
  }
  const least = valuesBy(bounded, (_, field) => bounds(field)?.least);
  const most = valuesBy(bounded, (_, field) => mostOf(bench, field, bounds(field)?.most ?? 0));
  const step = ({ facts }: Field) => (facts.form === 'decimal' ? 0.01 : 1);
  const beyond = (of: Row, sign: 1 | -1) =>
    valuesBy(bounded, (name, field) => Number((Number(of[name]) + sign * step(field)).toFixed(2)));
  const schemaMost = valuesBy(bounded, (_, field) => bounds(field)?.most);

  await assertTaken(bench, kind, path, bounded, least);
  await assertTaken(bench, kind, path, bounded, most);
  assert.deepEqual(refusedFields(kind.schema, beyond(schemaMost, 1)), names(bounded));
  await assertRefused(bench, kind, path, beyond(most, 1));
  assert.deepEqual(refusedFields(kind.schema, beyond(least, -1)), names(bounded));
  await assertRefused(bench, kind, path, beyond(least, -1));
}

export async function nulls(bench: Bench, kind: Writable): Promise<void> {
  const { path, fields } = await made(bench, kind);
  const isNullable = ([name]: readonly [string, Field]) =>
    refusedFields(kind.schema, { [name]: null }).length === 0;
  const nullable = new Map([...fields].filter(isNullable));
  const others = new Map([...fields].filter((one) => !isNullable(one)));
  await assertTaken(
    bench,
    kind,
    path,
    nullable,
    valuesBy(nullable, () => null),
  );
  const messages = await assertRefused(
    bench,
    kind,
    path,
    valuesBy(others, () => null),
  );
  for (const [name, said] of Object.entries(messages)) {
    assert.match(said.join(' '), /may not be null/, name);
  }
}

export async function goodValues(bench: Bench, kind: Writable): Promise<void> {
  const { path, fields } = await made(bench, kind);
  const good = new Map([...fields].map(([name, field]) => [name, [...valuesOf(name, field).good]]));
  if (good.has('country')) {
    good
      .get('country')
      ?.push(...(await listCountries(bench.client)).rows.slice(0, 3).map(({ value }) => value));
  }
  // Whether a number is one of a country's is asked for elsewhere.
  good.delete('vat_code');
  for (const round of rounds(good)) {
    await assertTaken(bench, kind, path, fields, round);
  }
}

export async function badValues(bench: Bench, kind: Writable): Promise<void> {
  const { path, fields } = await made(bench, kind);
  const before = await read(bench, path);
  for (const round of rounds(
    new Map([...fields].map(([name, field]) => [name, valuesOf(name, field).bad])),
  )) {
    assert.deepEqual(refusedFields(kind.schema, round), Object.keys(round).toSorted());
    await assertRefused(bench, kind, path, round);
  }
  assert.deepEqual(await read(bench, path), before);
}

/** What no field takes, so that a field that is looked at at all is complained of. */
const nothing = {};

export async function looksAtAll(bench: Bench, kind: Writable): Promise<void> {
  const { path, fields } = await made(bench, kind);
  await assertRefused(
    bench,
    kind,
    path,
    valuesBy(fields, () => nothing),
  );
}

export async function keepsStaffFields(bench: Bench, kind: Writable): Promise<void> {
  const path = await kind.owned(bench);
  const before = await read(bench, path);
  const fields = knownFields(bench, kind.schema, before, 'owner');
  const staff = new Map([...fieldsOf(kind.schema)].filter(([, { facts }]) => facts.staff === true));
  await change(
    bench,
    kind,
    path,
    valuesBy(staff, () => nothing),
  );
  const after = await read(bench, path);
  assert.deepEqual(
    valuesBy(staff, (name) => after[name]),
    valuesBy(staff, (name) => before[name]),
  );
  const others = new Map([...fields].filter(([name]) => !staff.has(name)));
  const all = valuesBy(new Map([...staff, ...others]), () => nothing);
  await complains(change(bench, kind, path, all), ...others.keys());
}
