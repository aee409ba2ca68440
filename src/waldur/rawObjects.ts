import * as z from 'zod/mini';
import { newCallManagingOrganisationBody } from './callManagingOrganisations';
import {
  callManagingOrganisationCreate,
  callManagingOrganisationWrite,
} from './callManagingOrganisationWrite';
import type { CallOptions, WaldurClient } from './client';
import { customerBody } from './customers';
import { type CustomerListParams, customersQuery } from './customersCall';
import { customerCreate, customerWrite } from './customerWrite';
import { type ImageFile, readObject, readPage, writeImage, writeObject } from './operations';
import { type Page, readAllPages, type ReadAllOptions } from './paging';
import { fieldsOf, hexUuid, writeQuery } from './params';
import { newProjectBody, projectBody } from './projects';
import { projectCreate, projectWrite } from './projectWrite';
import { key } from './row';

/**
 * Objects as the server sends them. What is edited is read in this way: what `customerSchema` and its like mend or drop
 * would look like a change.
 */

/** An object, every value as it came. */
export const rawObjectSchema = z.looseObject({ uuid: key });
export type RawObject = Readonly<z.infer<typeof rawObjectSchema>>;

export type WritableKind = 'customer' | 'project' | 'call-managing-organisation';

/** One object that can be changed. */
export interface WritableRef {
  readonly kind: WritableKind;
  readonly uuid: string;
}

interface Collection {
  readonly path: string;
  /** In names of operations, which are told. */
  readonly name: string;
  /** What is sent for some changes. @throws ZodError where they are none that the write schema takes */
  readonly body: (client: WaldurClient, changes: unknown) => object;
  /** The same of a new one. */
  readonly newBody: (client: WaldurClient, values: unknown) => object;
}

const collections: Readonly<Record<WritableKind, Collection>> = {
  customer: {
    path: 'api/customers/',
    name: 'an organisation',
    body: (client, changes) => customerBody(client, z.parse(customerWrite, changes)),
    newBody: (client, values) => customerBody(client, z.parse(customerCreate, values)),
  },
  project: {
    path: 'api/projects/',
    name: 'a project',
    body: (client, changes) => projectBody(client, z.parse(projectWrite, changes)),
    newBody: (client, values) => newProjectBody(client, z.parse(projectCreate, values)),
  },
  'call-managing-organisation': {
    path: 'api/call-managing-organisations/',
    name: 'a managing organisation',
    body: (_, changes) => z.parse(callManagingOrganisationWrite, changes),
    newBody: (client, values) =>
      newCallManagingOrganisationBody(client, z.parse(callManagingOrganisationCreate, values)),
  },
};

/** `GET /api/{collection}/{uuid}/`: the whole object. Errors: notFound. */
export async function readRaw(
  client: WaldurClient,
  { kind, uuid }: WritableRef,
  options?: CallOptions,
): Promise<RawObject> {
  const { path, name } = collections[kind];
  const call = { name: `read ${name}`, method: 'GET', path: `${path}${hexUuid(uuid)}/` } as const;
  return readObject(client, call, rawObjectSchema, options);
}

/** Which organisations, in which order, and what of them. */
export type RawListParams = Omit<CustomerListParams, 'field'> & {
  /** Left out: whole rows, which cost ten times as much. The uuid comes in any case. */
  readonly field?: readonly string[] | undefined;
};

const rawFields = { field: fieldsOf('uuid') };

/**
 * `GET /api/customers/`: every organisation that the caller sees and the filters leave in, a page of 300 at a time, read
 * ahead. In an order that does not change: give one with an end to ties. Errors: invalid (unknown organisation group).
 */
export function readRawList(
  client: WaldurClient,
  { field, ...params }: RawListParams,
  options?: ReadAllOptions<RawObject>,
): AsyncGenerator<Page<RawObject>, void, undefined> {
  const { path } = collections.customer;
  return readAllPages((page, call) => {
    const query = [
      ...customersQuery({ o: ['name', 'created'], ...params, page, page_size: 300 }),
      ...writeQuery(rawFields, { field }),
    ];
    return readPage(client, { name: 'list organisations', core: true, path, query }, rawObjectSchema, call);
  }, options);
}

/**
 * `PATCH /api/{collection}/{uuid}/`: changes what is given, all of it or nothing. @param changes as the write schema of
 * the kind has them @returns what the object is now: compare it, as fields of staff are silently ignored.
 * Errors: invalid (also of a blocked or archived organisation), forbidden, notFound.
 */
export async function patchRaw(
  client: WaldurClient,
  { kind, uuid }: WritableRef,
  changes: Readonly<Record<string, unknown>>,
  options?: CallOptions,
): Promise<RawObject> {
  const { path, name, body } = collections[kind];
  const call = { name: `change ${name}`, method: 'PATCH', path: `${path}${hexUuid(uuid)}/` } as const;
  return writeObject(client, call, body(client, changes), rawObjectSchema, options);
}

/**
 * `PATCH /api/{collection}/{uuid}/` with an image alone, as a form. `patchRaw` with `image: null` clears it. Every image
 * gets a URL of its own. Errors: invalid (no image, or of a kind that the server does not read), forbidden, notFound.
 */
export async function setRawImage(
  client: WaldurClient,
  { kind, uuid }: WritableRef,
  image: ImageFile,
  options?: CallOptions,
): Promise<RawObject> {
  const { path, name } = collections[kind];
  const call = { name: `set the image of ${name}`, path: `${path}${hexUuid(uuid)}/` };
  return writeImage(client, call, image, rawObjectSchema, options);
}

/**
 * `POST /api/{collection}/`: makes an object. @param values as the schema of new ones has them, what it belongs to by
 * uuid. Errors: invalid (also of an organisation that cannot be seen, or that manages calls already), forbidden.
 */
export async function createRaw(
  client: WaldurClient,
  kind: WritableKind,
  values: Readonly<Record<string, unknown>>,
  options?: CallOptions,
): Promise<RawObject> {
  const { path, name, newBody } = collections[kind];
  const call = { name: `create ${name}`, method: 'POST', path } as const;
  return writeObject(client, call, newBody(client, values), rawObjectSchema, options);
}

/** Kinds that can be written by PUT: servers of 2024 want the organisation of a project with it, and move it there. */
export function canPut(kind: WritableKind): boolean {
  return kind !== 'project';
}

/**
 * `PUT /api/{collection}/{uuid}/`: as `patchRaw`, with the name of an organisation among the changes. What is left out
 * stays as it is; so nothing is sent that is not to change, as the server would check, or set, it anew.
 */
export async function putRaw(
  client: WaldurClient,
  { kind, uuid }: WritableRef,
  changes: Readonly<Record<string, unknown>>,
  options?: CallOptions,
): Promise<RawObject> {
  const { path, name, body } = collections[kind];
  const call = { name: `write ${name}`, method: 'PUT', path: `${path}${hexUuid(uuid)}/` } as const;
  return writeObject(client, call, body(client, changes), rawObjectSchema, options);
}
