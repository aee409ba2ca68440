import { setImmediate } from 'node:timers/promises';
import type * as z from 'zod/mini';
import type { ApiCall, CallOptions, ListCall, WaldurClient } from './client';
import { refuse, WaldurError } from './errors';
import type { HttpResponse } from './http/transport';
import type { Page } from './paging';
import type { QueryPairs } from './params';
import { readRow, readRows, type RowSchema } from './row';
import { cancelled } from './unlessAborted';

/** The steps every resource function is made of: send, check the JSON, read it by its schema. */

/** A file to upload. The server goes by its content, but wants a name with a known extension. */
export interface ImageFile {
  /** 'logo.png' */
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** One object. */
export async function readObject<S extends RowSchema>(
  client: WaldurClient,
  call: Omit<ApiCall, 'body'>,
  schema: S,
  options?: CallOptions,
): Promise<z.output<S>> {
  return parseObject(await client.send(call, options), call, schema);
}

/** One page of a list. */
export async function readPage<S extends RowSchema>(
  client: WaldurClient,
  call: ListCall,
  schema: S,
  options?: CallOptions,
): Promise<Page<z.output<S>>> {
  const response = await client.send({ ...call, method: 'GET' }, options);
  // Connections are free again a turn later: what waits for one leaves before this answer is read.
  await setImmediate();
  if (options?.signal?.aborted === true) {
    throw cancelled({ method: 'GET', path: `/${call.path}` });
  }
  const body = parseJson(response, { ...call, method: 'GET' });
  if (!Array.isArray(body)) {
    throw notWaldur(response, { ...call, method: 'GET' }, 'no list came where one was due');
  }
  const query = call.query ?? [];
  if (body.length > mostRowsOf(query)) {
    client.heedIgnoredPageSize();
  }
  return pageOf(response, query, body, schema);
}

/** How many rows a list has, by HEAD: nothing but headers comes back. */
export async function readCount(
  client: WaldurClient,
  call: ListCall,
  options?: CallOptions,
): Promise<number> {
  const head: ApiCall = {
    ...call,
    method: 'HEAD',
    // HEAD builds its page like GET does: the smallest one is asked for.
    query: [...(call.query ?? []), ['page_size', '1'], ['field', 'uuid']],
  };
  const response = await client.send(head, options);
  const total = totalOf(response);
  if (total === undefined) {
    throw notWaldur(response, head, 'the number of rows is missing');
  }
  return total;
}

/** A write that answers with an object. Never sent with `field`, which would drop what it does not name. */
export async function writeObject<S extends RowSchema>(
  client: WaldurClient,
  call: Omit<ApiCall, 'body' | 'query'>,
  body: object | undefined,
  schema: S,
  options?: CallOptions,
): Promise<z.output<S>> {
  const full: ApiCall = { ...call, ...(body === undefined ? {} : { body: jsonBody(body) }) };
  return parseObject(await client.send(full, options), full, schema);
}

/** A write whose answer holds nothing to read, save that it comes from Waldur and not from a sign-in page. */
export async function write(
  client: WaldurClient,
  call: Omit<ApiCall, 'body' | 'query'>,
  body?: object,
  options?: CallOptions,
): Promise<void> {
  const full: ApiCall = { ...call, ...(body === undefined ? {} : { body: jsonBody(body) }) };
  const response = await client.send(full, options);
  if (response.body.length > 0) {
    parseJson(response, full);
  }
}

/** A PATCH that carries an image alone: beside other fields, a form would set every absent boolean to false. */
export async function writeImage<S extends RowSchema>(
  client: WaldurClient,
  call: Omit<ApiCall, 'body' | 'query' | 'method'>,
  image: ImageFile,
  schema: S,
  options?: CallOptions,
): Promise<z.output<S>> {
  if (image.content.length === 0) {
    return refuse('emptyImage', 'The image is empty.');
  }
  const full: ApiCall = { ...call, method: 'PATCH', body: multipart('image', image) };
  return parseObject(await client.send(full, options), full, schema);
}

function jsonBody(body: object) {
  const content = JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'string' && value.includes('\0')
      ? refuse('nullCharacter', 'Text must not contain null characters.')
      : value,
  );
  return { contentType: 'application/json', content };
}

function multipart(field: string, file: ImageFile) {
  const boundary = `waldur-${crypto.randomUUID()}`;
  const name = file.name.replace(/[\r\n"\\]/g, '_');
  const content = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    ),
    file.content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, content };
}

/**
 * The rows of a page and what the headers say about the list. More rows than were asked for are not kept; where there
 * are no headers about pages, what came is the whole list, and the page is cut out of it.
 */
export function pageOf<S extends RowSchema>(
  response: HttpResponse,
  query: QueryPairs,
  body: readonly unknown[],
  schema: S,
): Page<z.output<S>> {
  const total = totalOf(response);
  const page = numberIn(query, 'page') ?? 1;
  const most = mostRowsOf(query);
  const { link } = response.headers;
  const isWhole = body.length > most && link === undefined && total === undefined;
  const start = isWhole ? (page - 1) * most : 0;
  const items = body.length > most ? body.slice(start, start + most) : body;
  const rows = readRows(schema, items);
  return {
    rows,
    page,
    hasNext: isWhole
      ? start + most < body.length
      : items.length > 0 && hasNext(link, total, query, items.length),
    dropped: items.length - rows.length,
    ...(isWhole ? { total: body.length } : total === undefined ? {} : { total }),
  };
}

function hasNext(
  link: string | undefined,
  total: number | undefined,
  query: QueryPairs,
  count: number,
): boolean {
  if (link !== undefined) {
    return /\brel="?next\b/i.test(link);
  }
  const pageSize = numberIn(query, 'page_size') ?? 10;
  return total === undefined ? count >= pageSize : (numberIn(query, 'page') ?? 1) * pageSize < total;
}

/** As many as were asked for, or as the largest page has. */
function mostRowsOf(query: QueryPairs): number {
  return numberIn(query, 'page_size') ?? 300;
}

function totalOf(response: HttpResponse): number | undefined {
  const value = response.headers['x-result-count'];
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function numberIn(query: QueryPairs, name: string): number | undefined {
  const value = query.find(([key]) => key === name)?.[1];
  return value === undefined ? undefined : Number(value);
}

function parseObject<S extends RowSchema>(response: HttpResponse, call: ApiCall, schema: S): z.output<S> {
  const found = readRow(schema, parseJson(response, call));
  if (found === undefined) {
    throw notWaldur(response, call, 'the object that was due did not come');
  }
  return found;
}

export function parseJson(response: HttpResponse, call: ApiCall): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response.body));
  } catch {
    const html = /html/i.test(response.headers['content-type'] ?? '');
    throw notWaldur(response, call, html ? 'a web page came where JSON was due' : 'what came is not JSON');
  }
}

export function notWaldur(response: HttpResponse, call: ApiCall, what: string): WaldurError {
  return new WaldurError(
    { kind: 'notWaldur', status: response.status, what },
    { method: call.method, path: `/${call.path}` },
  );
}
