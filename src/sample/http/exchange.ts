import type { SampleApp } from '../app';
import type { WorldUser } from '../world';
import { readBody, type Body } from './body';
import { notAuthenticated } from './errors';
import { paginate, type PageOf } from './paging';
import type { Query } from './query';
import type { Json } from '../json';

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  /** undefined: an empty body without a content type. */
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of `body`: bytes as they stand. */
  readonly file?: { readonly bytes: Uint8Array; readonly contentType: string };
}

export const ok = (body: Json): Answer => ({ status: 200, body });
export const created = (body: Json, location?: string): Answer => ({
  status: 201,
  body,
  ...(location === undefined ? {} : { headers: { location } }),
});

/** One request on its way to a handler, with what the rules need to know of it. */
export class Exchange {
  constructor(
    readonly app: SampleApp,
    readonly request: {
      readonly method: string;
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly bytes: Buffer;
      /** Path without the query. */
      readonly path: string;
    },
    readonly query: Query,
    readonly params: Readonly<Record<string, string>>,
    /** Scheme and host the links are built from. */
    readonly origin: string,
    /** `.json` where the path had it: links then have it too. */
    readonly suffix: string,
    readonly ip: string,
    readonly language: string,
    /** Who is signed in, if anybody. */
    readonly user: WorldUser | undefined,
    /** Whether the caller may see its own token: not with a personal one, nor as someone else. */
    readonly showsToken: boolean,
  ) {}

  #body: Body | undefined;

  /** Who is signed in; throws 401 where no one is. */
  get caller(): WorldUser {
    if (!this.user) {
      throw notAuthenticated();
    }
    return this.user;
  }

  /** The body, read once. Throws 400 and 415. */
  body(): Body {
    this.#body ??= readBody(this.request.bytes, this.request.headers['content-type']);
    return this.#body;
  }

  param(name: string): string {
    return this.params[name] ?? '';
  }

  /** Absolute address of an object: `…/api/<collection>/<uuid>/`. */
  url(collection: string, uuid: string): string {
    return `${this.origin}/api/${collection}/${uuid}${this.suffix === '' ? '/' : this.suffix}`;
  }

  /** The same without the suffix, for objects that know nothing of the request's form. */
  plainUrl(collection: string, uuid: string): string {
    return `${this.origin}/api/${collection}/${uuid}/`;
  }

  mediaUrl(key: string): string {
    return `${this.origin}/api/media/${key}/`;
  }

  /** A stored time as this server writes it. */
  time(stored: string): string;
  time(stored: string | null | undefined): string | null;
  time(stored: string | null | undefined): string | null {
    if (stored === null || stored === undefined) {
      return null;
    }
    return this.app.behaviour.utcSuffix === 'Z' ? stored : stored.replace(/Z$/, '+00:00');
  }

  page<T>(rows: readonly T[]): PageOf<T> {
    return paginate(rows, this.query, this.origin + this.request.path);
  }

  /** A page of rows as an answer; only the rows of the page are written. */
  list<T>(rows: readonly T[], write: (row: T) => Json): Answer {
    const page = this.page(rows);
    return { status: 200, body: page.rows.map(write), headers: page.headers };
  }
}
