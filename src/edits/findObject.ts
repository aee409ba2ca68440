import type { CallOptions, WaldurClient } from '../waldur/client';
import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';
import { listCustomers } from '../waldur/customers';
import { isNotFound } from '../waldur/errors';
import { readRowsInTurn } from '../waldur/paging';
import { listProjects, type Project } from '../waldur/projects';
import { type RawObject, readRaw, type WritableRef } from '../waldur/rawObjects';
import type { FileHead } from './objectFile';

/** The object of a server that a file is about. */
export type FoundObject =
  | { readonly kind: 'found'; readonly ref: WritableRef; readonly row: RawObject }
  /** Nothing that the caller can see is it. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'ambiguous' }
  /** The organisation it belongs to is none that the caller can see, several, or not told. */
  | { readonly kind: 'noOrganisation'; readonly organisation: string | undefined };

/** What of a file finds its object. */
export interface Sought {
  readonly head: FileHead;
  readonly name: string | undefined;
  readonly slug: string | undefined;
}

/**
 * Finds a file's object by its uuid; without one, by its slug or exact name, which only one object may have. Projects and
 * managing organisations are looked for in their organisation, where the file names one.
 * @throws WaldurError
 */
export async function findObject(
  client: WaldurClient,
  { head, name, slug }: Sought,
  options: CallOptions = {},
): Promise<FoundObject> {
  const { kind, uuid } = head;
  if (uuid !== undefined) {
    return readFound(client, { kind, uuid }, options);
  }
  switch (kind) {
    case 'customer':
      return one(client, kind, await customersLike(client, name, slug, options), options);
    case 'project':
      return findProject(client, { head, name, slug }, options);
    case 'call-managing-organisation': {
      const customer = await organisationOf(client, head, options);
      if (customer === undefined) {
        return { kind: 'noOrganisation', organisation: head.organisation };
      }
      const { rows } = await listCallManagingOrganisations(client, { customer_uuid: customer }, options);
      const uuids = rows.filter((row) => row.customer_uuid === customer).map((row) => row.uuid);
      return one(client, kind, uuids, options);
    }
  }
}

async function findProject(
  client: WaldurClient,
  { head, name, slug }: Sought,
  options: CallOptions,
): Promise<FoundObject> {
  const isIn = head.organisation !== undefined || head.organisationUuid !== undefined;
  const customer = isIn ? await organisationOf(client, head, options) : undefined;
  if (isIn && customer === undefined) {
    return { kind: 'noOrganisation', organisation: head.organisation };
  }
  const field = ['uuid', 'name', 'slug', 'customer_uuid'] as const;
  const isHere = (row: Project): boolean => customer === undefined || row.customer_uuid === customer;
  const rows = await calledSo(name, (one) =>
    readRowsInTurn(
      (page, call) => listProjects(client, { name: one, customer, field, page, page_size: 300 }, call),
      options,
    ),
  );
  const named = rows.filter(isHere);
  const slugged = await bySlug(slug, named, async (wanted) => {
    const found = await listProjects(client, { slug: wanted, customer, field, page_size: fewRows }, options);
    return found.rows;
  });
  return one(client, 'project', decide(slugged.filter(isHere), named), options);
}

async function customersLike(
  client: WaldurClient,
  name: string | undefined,
  slug: string | undefined,
  options: CallOptions,
): Promise<readonly string[]> {
  const field = ['uuid', 'name', 'slug'] as const;
  const named = await calledSo(name, (one) =>
    readRowsInTurn(
      (page, call) => listCustomers(client, { name_exact: one, field, page, page_size: 300 }, call),
      options,
    ),
  );
  const slugged = await bySlug(slug, named, async (wanted) => {
    const found = await listCustomers(client, { slug: wanted, field, page_size: fewRows }, options);
    return found.rows;
  });
  return decide(slugged, named);
}

/** Names may be written in two ways that look the same, and the server looks for one of them. */
async function calledSo<T extends { readonly name: string; readonly uuid: string }>(
  name: string | undefined,
  find: (name: string) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const ways = name === undefined ? [] : [...new Set([name, name.normalize('NFC')])];
  const rows = (await Promise.all(ways.map(find))).flat();
  const same = rows.filter((row) => row.name.normalize('NFC') === name?.normalize('NFC'));
  return [...new Map(same.map((row) => [row.uuid, row])).values()];
}

interface Candidate {
  readonly uuid: string;
  readonly slug?: string | null | undefined;
}

/** More than have one slug. */
const fewRows = 10;

/** Servers of 2024 ignore the filter and give any rows: a slug tells objects of one name apart there, and no more. */
async function bySlug<T extends Candidate>(
  slug: string | undefined,
  named: readonly T[],
  find: (slug: string) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  if (slug === undefined || slug === '') {
    return [];
  }
  const rows = await find(slug);
  return (rows.every((row) => row.slug === slug) ? rows : named).filter((row) => row.slug === slug);
}

/** A slug is told from others, a name need not be; where they mean different objects, both are given. */
function decide(slugged: readonly Candidate[], named: readonly Candidate[]): readonly string[] {
  const [only] = slugged;
  if (only === undefined) {
    return named.map(({ uuid }) => uuid);
  }
  return slugged.length === 1 && (named.length === 0 || named.some(({ uuid }) => uuid === only.uuid))
    ? [only.uuid]
    : [...new Set([...slugged, ...named].map(({ uuid }) => uuid))];
}

/** The organisation that a project or managing organisation belongs to, where it is one and no other. */
export async function organisationOf(
  client: WaldurClient,
  { organisation, organisationUuid }: FileHead,
  options: CallOptions = {},
): Promise<string | undefined> {
  if (organisationUuid !== undefined) {
    return organisationUuid;
  }
  const found =
    organisation === undefined ? [] : await customersLike(client, organisation, undefined, options);
  return found.length === 1 ? found[0] : undefined;
}

async function one(
  client: WaldurClient,
  kind: WritableRef['kind'],
  uuids: readonly string[],
  options: CallOptions,
): Promise<FoundObject> {
  const [uuid, ...more] = uuids;
  if (uuid === undefined) {
    return { kind: 'missing' };
  }
  return more.length > 0 ? { kind: 'ambiguous' } : readFound(client, { kind, uuid }, options);
}

async function readFound(client: WaldurClient, ref: WritableRef, options: CallOptions): Promise<FoundObject> {
  try {
    return { kind: 'found', ref, row: await readRaw(client, ref, options) };
  } catch (error) {
    if (isNotFound(error)) {
      return { kind: 'missing' };
    }
    throw error;
  }
}
