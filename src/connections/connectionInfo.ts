import * as z from 'zod/mini';

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
 * the address it was given for, which is part of the id.
 */
export const connectionInfoSchema = z
  .object({
    id: z.string(),
    baseUrl: z.url({ protocol: /^https?$/ }),
    serverName: z.string(),
    homePortUrl: z.optional(z.string()),
    user: z.object({ uuid: z.string(), username: z.string(), fullName: z.string() }),
    transport: z.enum(['undici', 'fetch']),
  })
  .check(z.refine(({ id, baseUrl, user }) => id === `${baseUrl}#${user.uuid}`));
