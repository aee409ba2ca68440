import type { ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { SampleApp } from '../app';
import { parseUuid } from '../rules/visibility';
import type { WorldUser } from '../world';
import { ApiError, notAuthenticated, notFoundPage, ServerCrash, serverErrorPage } from './errors';
import { Exchange, type Answer } from './exchange';
import { languageOf, negotiate } from './negotiate';
import { Query } from './query';
import { translate } from './translate';
import type { Json, JsonObject } from '../json';

type Handler = (exchange: Exchange) => Answer | Promise<Answer>;
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Verb = (typeof verbs)[number];

/** One path of the API and what it does by method; HEAD and OPTIONS come with it. */
export interface Endpoint extends Partial<Readonly<Record<Verb, Handler>>> {
  /** As hono writes it, with the trailing slash: `/api/customers/:uuid{[^/.]+}/`. */
  readonly path: string;
  /**
   * Also for those who are not signed in: all of it, or the reading, or that without OPTIONS. For the rest 401 comes
   * before anything else.
   */
  readonly anonymous?: true | 'reading' | 'getting';
  /** Who may not write at all learns of that before whether there is such a method: throws what is answered. */
  readonly guard?: (exchange: Exchange) => void;
  /** A function view: HEAD is 405. */
  readonly noHead?: true;
  /** Whatever the client accepts: no negotiation. */
  readonly plain?: true;
  /** The `Allow` header where it is not what the methods say. */
  readonly allow?: string;
  /** Name of the view in the answer to OPTIONS. */
  readonly name?: string;
  /** Fields by method in the answer to OPTIONS; where it throws, the answer is without them. */
  readonly metadata?: (exchange: Exchange) => JsonObject | undefined;
}

/** An answer as it goes over the wire. */
interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Also for HEAD, whose headers tell of it. */
  readonly body: Buffer;
}

/** Who served the request and what went wrong, for the log. */
export interface Report {
  readonly username: string | undefined;
  readonly crash: string | undefined;
}

type Served = Report & { readonly written: Written };

interface Bindings {
  Bindings: HttpBindings & { readonly report: (report: Report) => void };
}

function allow(endpoint: Endpoint): string {
  if (endpoint.allow !== undefined) {
    return endpoint.allow;
  }
  const named = verbs.filter((verb) => endpoint[verb] !== undefined);
  const head = endpoint.GET && endpoint.noHead === undefined ? ['HEAD'] : [];
  return [...named, ...head, 'OPTIONS'].join(', ');
}

interface Caller {
  readonly user: WorldUser | undefined;
  /** Who acts as that user. */
  readonly impersonator?: string;
  /** Signed in with the session's own token: neither impersonated nor with a personal one. */
  readonly session: boolean;
}

function authenticate(app: SampleApp, request: Request): Caller {
  const header = request.headers.get('authorization') ?? undefined;
  const user = app.sessions.authenticate(header, app.behaviour.personalAccessTokens);
  const session = header?.toLowerCase().startsWith('token') === true;
  const other =
    user?.is_staff === true
      ? app.store.users.get(parseUuid(request.headers.get('x-impersonated-user-uuid') ?? ''))
      : undefined;
  if (!user || !other) {
    return { user, session };
  }
  if (!app.sessions.hasToken(other)) {
    throw new ApiError(403, { detail: 'Unable to impersonate user that does not have an active session.' });
  }
  // The 2024 server shows the other's token.
  return { user: other, impersonator: user.uuid, session: !app.behaviour.newerFields };
}

/** What can be written, as far as the caller may see that. */
function actionsOf(endpoint: Endpoint, exchange: Exchange): JsonObject | undefined {
  try {
    return endpoint.metadata?.(exchange);
  } catch (error) {
    if (error instanceof ApiError) {
      return undefined;
    }
    throw error;
  }
}

function options(endpoint: Endpoint, exchange: Exchange): Answer {
  const actions = actionsOf(endpoint, exchange);
  return {
    status: 200,
    body: {
      name: endpoint.name ?? 'Api Root',
      description: '',
      renders: ['application/json'],
      parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
      ...(actions ? { actions } : {}),
    },
  };
}

async function run(endpoint: Endpoint, method: string, exchange: Exchange): Promise<Answer> {
  const gets = ['GET', 'HEAD'].includes(method);
  const reads = gets || method === 'OPTIONS';
  if (
    exchange.user === undefined &&
    endpoint.anonymous !== true &&
    !(endpoint.anonymous === 'reading' && reads) &&
    !(endpoint.anonymous === 'getting' && gets)
  ) {
    throw notAuthenticated();
  }
  if (method === 'OPTIONS') {
    return options(endpoint, exchange);
  }
  if (!reads) {
    endpoint.guard?.(exchange);
  }
  const verb = method === 'HEAD' && endpoint.noHead === undefined ? 'GET' : method;
  const handler = verbs.find((known) => known === verb);
  const handle = handler && endpoint[handler];
  if (!handle) {
    throw new ApiError(405, { detail: `Method "${method}" not allowed.` });
  }
  return handle(exchange);
}

/** What every page of Waldur's has, also the HTML ones. */
const common = (language: string): Record<string, string> => ({
  'content-language': language,
  vary: 'Accept-Language, Cookie',
});

function page(status: number, html: string, language: string): Written {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...common(language) },
    body: Buffer.from(html),
  };
}

/** Characters JSON allows as they are and JavaScript once did not: DRF escapes them. */
const render = (body: Json, indent: number): string =>
  JSON.stringify(body, undefined, indent).replace(
    /[\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16)}`,
  );

function write(
  answer: Answer,
  indent: number,
  language: string,
  extra: Readonly<Record<string, string>>,
): Written {
  const headers: Record<string, string> = { ...common(language), ...extra, ...answer.headers };
  if (answer.file) {
    headers['content-type'] = answer.file.contentType;
    return { status: answer.status, headers, body: Buffer.from(answer.file.bytes) };
  }
  if (answer.body === undefined) {
    return { status: answer.status, headers, body: Buffer.alloc(0) };
  }
  headers['content-type'] = 'application/json';
  return { status: answer.status, headers, body: Buffer.from(render(answer.body, indent)) };
}

/** Writes to the socket itself: hono's server would add a content type where Waldur sends none. */
function deliver(outgoing: ServerResponse, method: string, { status, headers, body }: Written): void {
  const length = status === 204 ? {} : { 'content-length': body.length };
  outgoing.writeHead(status, { ...headers, ...length });
  outgoing.end(method === 'HEAD' || status === 204 ? undefined : body);
}

function clientIp(request: Request, remote: string | undefined): string {
  const forwarded = request.headers.get('x-forwarded-for')?.split(',')[0]?.trim();
  return forwarded ?? (remote ?? '127.0.0.1').replace(/^::ffff:/, '');
}

/** A path as it is routed, and its suffix such as `.json`, which says the format. */
function routed(path: string): { path: string; suffix: string } {
  const match = /^(\/api\/(?:.*[^/])?)(\.[a-z0-9]+)\/?$/.exec(path);
  const before = match?.[1] ?? '';
  return match
    ? { path: before.endsWith('/') ? before : `${before}/`, suffix: match[2] ?? '' }
    : { path, suffix: '' };
}

/** Function views and files know no suffix. */
const takesSuffix = (endpoint: Endpoint): boolean =>
  endpoint.noHead === undefined && endpoint.plain === undefined;

async function serve(
  app: SampleApp,
  endpoint: Endpoint,
  request: Request,
  params: Readonly<Record<string, string>>,
  remote: string | undefined,
): Promise<Served> {
  const url = new URL(request.url);
  const method = request.method;
  const language = languageOf(request.headers.get('accept-language') ?? undefined);
  const query = new Query(url.search.slice(1));
  const extra: Record<string, string> = { allow: allow(endpoint) };
  const { suffix } = routed(url.pathname);
  let indent = 0;
  let user: WorldUser | undefined;
  try {
    if (endpoint.plain === undefined) {
      const format = suffix === '' ? query.get('format') : suffix.slice(1);
      indent = negotiate(request.headers.get('accept') ?? undefined, format).indent;
    }
    const who = authenticate(app, request);
    user = who.user;
    if (who.impersonator !== undefined) {
      extra['x-impersonator-uuid'] = who.impersonator;
    }
    const scheme = request.headers.get('x-forwarded-proto') ?? 'http';
    const exchange = new Exchange(
      app,
      {
        method,
        headers: Object.fromEntries(request.headers),
        bytes: Buffer.from(await request.arrayBuffer()),
        path: url.pathname,
      },
      query,
      params,
      `${scheme}://${request.headers.get('host') ?? url.host}`,
      suffix,
      clientIp(request, remote),
      language,
      user,
      who.session,
    );
    const answer = await run(endpoint, method, exchange);
    return {
      written: write(answer, indent, language, extra),
      username: user?.username,
      crash: undefined,
    };
  } catch (error) {
    const username = user?.username;
    if (error instanceof ApiError) {
      const body = error.body === undefined ? {} : { body: translate(error.body, language) };
      const answer: Answer = { status: error.status, ...body, headers: error.headers };
      return { written: write(answer, indent, language, extra), username, crash: undefined };
    }
    // What a real server crashes at is no mistake of the sample's own.
    const own = error instanceof ServerCrash ? undefined : error;
    const crash =
      own instanceof Error ? (own.stack ?? own.message) : own === undefined ? undefined : 'unknown';
    return { written: page(500, serverErrorPage, language), username, crash };
  }
}

/** A hono app that answers as Waldur does: these endpoints, and for the rest its HTML 404 and its redirect to the slash. */
export function createRouter(app: SampleApp, endpoints: readonly Endpoint[]): Hono<Bindings> {
  const hono = new Hono<Bindings>({ getPath: (request) => routed(new URL(request.url).pathname).path });
  for (const endpoint of endpoints) {
    hono.all(endpoint.path, async (c, next) => {
      if (!takesSuffix(endpoint) && routed(new URL(c.req.raw.url).pathname).suffix !== '') {
        return next();
      }
      const { incoming, outgoing, report } = c.env;
      const { written, ...served } = await serve(
        app,
        endpoint,
        c.req.raw,
        c.req.param(),
        incoming.socket.remoteAddress,
      );
      report(served);
      deliver(outgoing, c.req.method, written);
      return RESPONSE_ALREADY_SENT;
    });
  }
  hono.notFound((c) => {
    const url = new URL(c.req.raw.url);
    const language = languageOf(c.req.raw.headers.get('accept-language') ?? undefined);
    const missing = page(404, notFoundPage, language);
    const slashed = !url.pathname.endsWith('/') && app.routes.serves(`${url.pathname}/`);
    const moved = { ...page(301, '', language).headers, location: `${url.pathname}/${url.search}` };
    deliver(
      c.env.outgoing,
      c.req.method,
      slashed ? { status: 301, headers: moved, body: Buffer.alloc(0) } : missing,
    );
    return RESPONSE_ALREADY_SENT;
  });
  return hono;
}
