import { fieldsOf } from './fieldsOf';

/** Which implementation of HTTP reaches the server: ours, or the host's fetch where only that knows the way out. */
export type TransportKind = 'undici' | 'fetch';

/** One signed-in user on one server: everything about it that is no secret. */
export interface ConnectionInfo {
  /** `baseUrl` + '#' + the user's uuid. */
  readonly id: string;
  /** Ends in '/', without 'api/'. */
  readonly baseUrl: string;
  /** The deployment's own name. The server's text. */
  readonly serverName: string;
  /** Where HomePort is, when the server says so; else it is at `baseUrl`. */
  readonly homePortUrl?: string | undefined;
  readonly user: { readonly uuid: string; readonly username: string; readonly fullName: string };
  /** The sample server of this window: kept in memory only, because it ends with the window. */
  readonly sample?: true | undefined;
  readonly transport: TransportKind;
}

/**
 * What identifies a connection, as it is kept beside its token and, without one, in the global state. A token goes to
 * the address it was given for, which is part of the id. Undefined: it is none. Read without a schema, because schemas
 * are more code than all else that starts with a window.
 */
export function readConnectionInfo(stored: unknown): ConnectionInfo | undefined {
  const { id, baseUrl, serverName, homePortUrl, user, transport } = fieldsOf(stored);
  const { uuid, username, fullName } = fieldsOf(user);
  return typeof baseUrl === 'string' &&
    isWebAddress(baseUrl) &&
    typeof serverName === 'string' &&
    (homePortUrl === undefined || typeof homePortUrl === 'string') &&
    typeof uuid === 'string' &&
    typeof username === 'string' &&
    typeof fullName === 'string' &&
    (transport === 'undici' || transport === 'fetch') &&
    id === `${baseUrl}#${uuid}`
    ? {
        ...{ id, baseUrl, serverName, user: { uuid, username, fullName }, transport },
        ...(homePortUrl === undefined ? {} : { homePortUrl }),
      }
    : undefined;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
