import * as z from 'zod/mini';
import type { ObjectKind, ObjectRef } from './objectRef';

/** What can be opened alone. */
const linkKinds = [
  'customer',
  'project',
  'call-managing-organisation',
  'call',
  'user',
] as const satisfies readonly ObjectKind[];

/** Where a link leads. It names no connection: whoever opens it is someone else, as a rule. */
export interface LinkTarget extends Pick<ObjectRef<(typeof linkKinds)[number]>, 'kind' | 'uuid'> {
  /** The base address of the server, as connections have it. */
  readonly server: string;
}

const path = '/open';
/** Ours are half as long, with an address of usual length. */
const longestQuery = 500;
/** Anybody makes links: what is not wholly as ours are is none. */
const schema: z.ZodMiniType<LinkTarget> = z.strictObject({
  server: z.string().check(z.refine(isBaseUrl)),
  kind: z.enum(linkKinds),
  uuid: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
});

/** A link that opens an object in the VS Code of whoever has it. Undefined where it cannot be opened alone. */
export function deepLink(
  app: { readonly uriScheme: string; readonly extensionId: string },
  server: string,
  { kind, uuid }: Pick<ObjectRef, 'kind' | 'uuid'>,
): string | undefined {
  const target = schema.safeParse({ server, kind, uuid });
  return target.success
    ? `${app.uriScheme}://${app.extensionId}${path}?${new URLSearchParams({ ...target.data }).toString()}`
    : undefined;
}

/** Where a link leads that VS Code was asked to open; undefined where it is none of ours. */
export function parseDeepLink(link: {
  readonly path: string;
  readonly query: string;
}): LinkTarget | undefined {
  if (link.path !== path || link.query.length > longestQuery) {
    return undefined;
  }
  const given = [...new URLSearchParams(link.query)];
  const fields = Object.fromEntries(given);
  // What stands there twice would leave it to who reads it which is meant.
  return given.length === Object.keys(fields).length ? schema.safeParse(fields).data : undefined;
}

/** Without user name, query and fragment, and spelled as only one address is. */
function isBaseUrl(text: string): boolean {
  return /^https?:[^?#@]+\/$/.test(text) && URL.canParse(text) && new URL(text).href === text;
}
