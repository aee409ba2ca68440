import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { callManagingOrganisationWrite } from '../../../src/waldur/callManagingOrganisationWrite';
import type { ApiCall } from '../../../src/waldur/client';
import { customerContact, customerWrite } from '../../../src/waldur/customerWrite';
import { parseJson } from '../../../src/waldur/operations';
import { projectWrite } from '../../../src/waldur/projectWrite';
import { type FieldFacts, fieldFacts } from '../../../src/waldur/writeField';
import type { Bench } from './bench';
import { namedCustomer, ownCustomer, ownManager, ownProject } from './fixtures';
import type { OperationName } from './operations';

export type Row = Readonly<Record<string, unknown>>;

/** A kind of object whose write schema the suite holds to servers. */
export interface Writable {
  readonly operation: OperationName;
  readonly schema: z.ZodMiniObject;
  /** Whether owners change some fields and not others. */
  readonly hasStaffFields: boolean;
  /** Makes one as staff. @returns its path: `api/customers/…/` */
  readonly make: (bench: Bench) => Promise<string>;
  /** One that an owner may change. */
  readonly owned: (bench: Bench) => string | Promise<string>;
  /** How it is changed, where not by PATCH. */
  readonly change?: Pick<ApiCall, 'name' | 'method' | 'path' | 'since'>;
}

const customerPath = (uuid: string) => `api/customers/${uuid}/`;
const projectPath = (uuid: string) => `api/projects/${uuid}/`;
const managerPath = (uuid: string) => `api/call-managing-organisations/${uuid}/`;

const customers = {
  make: async (bench: Bench) => customerPath((await ownCustomer(bench)).uuid),
  owned: (bench: Bench) => customerPath(namedCustomer(bench)),
};

export const writables: readonly Writable[] = [
  { operation: 'patchCustomer', schema: customerWrite, hasStaffFields: true, ...customers },
  {
    operation: 'updateContact',
    schema: customerContact,
    hasStaffFields: false,
    ...customers,
    change: { name: 'change contact details alone', method: 'POST', path: 'contact/', since: '8.0.3' },
  },
  {
    operation: 'patchProject',
    schema: projectWrite,
    hasStaffFields: true,
    make: async (bench) => projectPath((await ownProject(bench, (await ownCustomer(bench)).uuid)).uuid),
    owned: async (bench) => projectPath((await ownProject(bench, namedCustomer(bench))).uuid),
  },
  {
    operation: 'patchManager',
    schema: callManagingOrganisationWrite,
    hasStaffFields: false,
    make: async (bench) => managerPath((await ownManager(bench)).manager.uuid),
    owned: async (bench) => managerPath((await ownManager(bench)).manager.uuid),
  },
];

/** The facts of a field of the schema, and what its JSON Schema says. */
export interface Field {
  readonly facts: FieldFacts;
  readonly json: z.core.JSONSchema.BaseSchema;
}

export function fieldsOf(schema: z.ZodMiniObject): ReadonlyMap<string, Field> {
  const { properties = {} } = z.toJSONSchema(schema, { metadata: fieldFacts });
  return new Map(
    Object.entries(schema.shape).map(([name, field]) => {
      const facts = fieldFacts.get(field);
      const json = properties[name];
      assert.ok(facts !== undefined && typeof json === 'object', name);
      return [name, { facts, json }];
    }),
  );
}

/** Whether servers of that version have the field; undefined: the server's version is not known. */
export function isKnown(bench: Bench, { since, until }: FieldFacts): boolean | undefined {
  const came = since === undefined ? true : bench.isSince(since);
  const gone = until === undefined ? false : bench.isSince(until);
  return came === undefined || gone === undefined ? undefined : came && !gone;
}

/** Those fields of the schema that this server has. Fails where one is missing that its version has. */
export function knownFields(
  bench: Bench,
  schema: z.ZodMiniObject,
  row: Row,
  caller: 'staff' | 'owner' = 'staff',
): ReadonlyMap<string, Field> {
  return new Map(
    [...fieldsOf(schema)].filter(([name, { facts }]) => {
      // Staff and support alone see them.
      const isHidden = name === 'staff_notes' && caller === 'owner';
      assert.ok(
        name in row || isHidden || isKnown(bench, facts) !== true,
        `${name} is missing, which servers have since ${facts.since ?? 'ever'}`,
      );
      return name in row;
    }),
  );
}

/** A change as it stands, so that also what the client's types rule out is put to the server. */
export async function change(bench: Bench, { change }: Writable, path: string, body: Row): Promise<void> {
  await bench.client.send({
    name: 'change an object',
    method: 'PATCH',
    ...change,
    path: `${path}${change?.path ?? ''}`,
    body: { contentType: 'application/json', content: JSON.stringify(body) },
  });
}

export async function read(bench: Bench, path: string): Promise<Row> {
  return (await send(bench, 'GET', path)) as Row;
}

/** What OPTIONS tells of fields, by their names. */
export type Described = Readonly<Record<string, FieldDescription | undefined>>;

interface FieldDescription {
  readonly required?: boolean;
  readonly read_only?: boolean;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly choices?: readonly { readonly value: string }[];
}

export async function describe(bench: Bench, path: string, action: 'POST' | 'PUT'): Promise<Described> {
  const { actions } = (await send(bench, 'OPTIONS', path)) as {
    readonly actions?: Readonly<Record<string, Described>>;
  };
  const described = actions?.[action];
  assert.ok(described !== undefined, `OPTIONS of ${path} has no ${action}`);
  return described;
}

async function send(bench: Bench, method: 'GET' | 'OPTIONS', path: string): Promise<unknown> {
  const call = { name: 'read an object', method, path };
  return parseJson(await bench.client.send(call), call);
}

/** The fields that the schema has something to say against. */
export function refusedFields(schema: z.ZodMiniObject, values: Row): readonly string[] {
  const issues = z.safeParse(schema, values).error?.issues ?? [];
  return [...new Set(issues.map(({ path }) => String(path[0])))].toSorted();
}
