import { createHash } from 'node:crypto';
import type { ConnectionInfo } from '../connections/connectionInfo';
import type { ObjectRef } from './objectRef';

/**
 * Names an object in addresses and in what is kept of editors, so that a restored window finds it again. A server's
 * address is left out of what is shown, logged and kept: a digest of the connection stands for it.
 */
export function codeOf({ connectionId, kind, uuid }: ObjectRef): string {
  return `${digestOf(connectionId)}.${kind}.${uuid}`;
}

/**
 * The object of a code; undefined where the code, which others may have made, is none of a kind that is asked for.
 * `connection`: undefined where the person is signed out, or someone else has signed in.
 */
export function parseObjectCode<K extends string, C extends { readonly info: Pick<ConnectionInfo, 'id'> }>(
  code: string,
  kinds: readonly K[],
  connections: readonly C[],
): { readonly kind: K; readonly uuid: string; readonly connection: C | undefined } | undefined {
  const [, digest, name, uuid] = /^([0-9a-f]{8})\.([a-z-]+)\.([0-9a-f]{32})$/.exec(code) ?? [];
  const kind = kinds.find((candidate) => candidate === name);
  return kind === undefined || uuid === undefined
    ? undefined
    : { kind, uuid, connection: connections.find(({ info }) => digestOf(info.id) === digest) };
}

/** Stands for a connection where its server is not to be told. */
export function digestOf(connectionId: string): string {
  return createHash('sha256').update(connectionId).digest('hex').slice(0, 8);
}
