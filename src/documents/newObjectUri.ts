import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ConnectionInfo } from '../connections/connectionInfo';
import type { WritableKind } from '../waldur/rawObjects';
import { objectScheme } from './objectScheme';
import { digestOf } from '../organisations/objectCode';
import { kinds, schemaScheme, segment } from './objectUri';

/** What is to be made, and the uuid of the organisation it belongs to; an organisation belongs to none. */
export interface NewObjectRef {
  readonly kind: WritableKind;
  readonly customer: string | undefined;
}

/** The address of a document that is not an object yet: another one each time. @param folders, name as of `objectUri` */
export function newObjectUri(
  connectionId: string,
  { kind, customer }: NewObjectRef,
  folders: readonly string[],
  name: string,
): vscode.Uri {
  const draft = randomBytes(4).toString('hex');
  return vscode.Uri.from({
    scheme: objectScheme,
    authority: ['new', draft, digestOf(connectionId), kind, customer ?? 'none'].join('.'),
    path: `/${[...folders, name].map(segment).join('/')}.waldur`,
  });
}

export function isNewObjectUri({ scheme, authority }: vscode.Uri): boolean {
  return scheme === objectScheme && authority.startsWith('new.');
}

/** The address of the JSON Schema of such a document, as the document names it. */
export function newSchemaUri({ authority }: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: schemaScheme, path: `/${authority}.json` });
}

/**
 * What a document or its schema is about; undefined where the address names nothing that can be made.
 * `connection`: undefined where the person is signed out.
 */
export function parseNewObjectUri<C extends { readonly info: Pick<ConnectionInfo, 'id'> }>(
  { authority, path }: vscode.Uri,
  connections: readonly C[],
): (NewObjectRef & { readonly connection: C | undefined }) | undefined {
  const code = authority === '' ? path.slice(1) : authority;
  const [, digest, name, customer] =
    /^new\.[0-9a-f]{8}\.([0-9a-f]{8})\.([a-z-]+)\.(none|[0-9a-f]{32})(?:\.json)?$/.exec(code) ?? [];
  const kind = kinds.find((candidate) => candidate === name);
  return kind === undefined || (kind === 'customer') !== (customer === 'none')
    ? undefined
    : {
        kind,
        customer: customer === 'none' ? undefined : customer,
        connection: connections.find(({ info }) => digestOf(info.id) === digest),
      };
}
