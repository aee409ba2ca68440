import { TrieRouter } from 'hono/router/trie-router';
import { uuidParam } from './uuidParam';

/** What the server has at a path. */
export type Route =
  | { readonly kind: 'object'; readonly collection: string; readonly uuid: string }
  /** A list, an action, or something of a part of Waldur that the sample server does not have. */
  | { readonly kind: 'other' };

/** The paths of a server, for the addresses it is sent: which of them lead anywhere, and to what. */
export class RouteTable {
  readonly #router = new TrieRouter<string>();

  /** @param absent collections a real server has besides */
  constructor(
    paths: readonly string[],
    private readonly absent: readonly string[],
  ) {
    paths.forEach((path) => this.#router.add('ALL', path, path));
  }

  #served(path: string): string | undefined {
    return this.#router.match('ALL', path)[0][0]?.[0];
  }

  /** Whether the sample server itself answers at the path. */
  serves(path: string): boolean {
    return this.#served(path) !== undefined;
  }

  /** undefined: a real server has nothing at the path either. */
  resolve(path: string): Route | undefined {
    const [, collection = '', uuid] = /^\/api\/([^/]+)\/(?:([^/.]+)\/)?$/.exec(path) ?? [];
    const served = this.#served(path);
    if (uuid !== undefined && served === `/api/${collection}/${uuidParam}/`) {
      return { kind: 'object', collection, uuid };
    }
    return served !== undefined || this.absent.includes(collection) ? { kind: 'other' } : undefined;
  }
}
