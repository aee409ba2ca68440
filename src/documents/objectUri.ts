import * as vscode from 'vscode';
import type { ConnectionInfo } from '../connections/connectionInfo';
import { codeOf, parseObjectCode } from '../organisations/objectCode';
import type { ObjectRef } from '../organisations/objectRef';
import { plainLine } from '../ui/serverText';
import type { WritableKind } from '../waldur/rawObjects';
import { imageScheme, objectScheme } from './objectScheme';

/** An object that has a document. */
export type EditableRef = ObjectRef<WritableKind>;

export const schemaScheme = 'waldur-schema';

export const kinds = [
  'customer',
  'project',
  'call-managing-organisation',
] as const satisfies readonly WritableKind[];

/** The object, if it is of a kind that has a document. */
export function editableRef(ref: ObjectRef | undefined): EditableRef | undefined {
  const kind = kinds.find((candidate) => candidate === ref?.kind);
  return ref === undefined || kind === undefined ? undefined : { ...ref, kind };
}

/**
 * The address of an object's document. Its path is what tabs and breadcrumbs show, its authority names the object, so
 * that a restored window finds it again, and tells no one which server that is on.
 * @param folders what it belongs to, the outermost first
 */
export function objectUri(ref: EditableRef, folders: readonly string[], name: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: objectScheme,
    authority: codeOf(ref),
    path: `/${[...folders, name].map(segment).join('/')}.waldur`,
  });
}

/** The address of an object's image as a file. @param extension of its kind: `png` */
export function imageUri(ref: EditableRef, name: string, extension: string): vscode.Uri {
  const path = `/${segment(name)}.${extension}`;
  return vscode.Uri.from({ scheme: imageScheme, authority: codeOf(ref), path });
}

/** Whether it is the address of this object's document, whatever the object was called then. */
export function isUriOf({ scheme, authority }: vscode.Uri, ref: EditableRef): boolean {
  return scheme === objectScheme && authority === codeOf(ref);
}

/** The address of the JSON Schema of an object's document, as the document names it. */
export function schemaUri(ref: EditableRef): vscode.Uri {
  return vscode.Uri.from({ scheme: schemaScheme, path: `/${codeOf(ref)}.json` });
}

/**
 * The object of a document or of its schema; undefined where the address, which others may have made, names none.
 * `connection`: undefined where the person is signed out, or someone else has signed in.
 */
export function parseObjectUri<C extends { readonly info: Pick<ConnectionInfo, 'id'> }>(
  { authority, path }: vscode.Uri,
  connections: readonly C[],
): { readonly kind: WritableKind; readonly uuid: string; readonly connection: C | undefined } | undefined {
  const code = authority === '' ? path.slice(1).replace(/\.json$/, '') : authority;
  return parseObjectCode(code, kinds, connections);
}

/** A name as a part of a path: what would be read as another part is replaced. */
export function segment(name: string): string {
  return plainLine(name, 80).replace(/[/\\]/g, '-').replace(/^\.+$/, '-') || '-';
}
