import * as vscode from 'vscode';
import { type ObjectRef, objectRef } from '../organisations/objectRef';
import { resourcesOf } from '../tree/targets';
import type { ItemParts } from './itemParts';

/**
 * The organisations whose panels are to be opened.
 * @param none said where something else was chosen
 */
export async function organisationsToOpen(
  parts: ItemParts,
  args: readonly unknown[],
  none: string,
): Promise<readonly { readonly ref: ObjectRef; readonly name: string }[]> {
  const resources = await resourcesOf(parts, args);
  const organisations = resources.flatMap(({ connection, ref, name }) =>
    ref?.kind === 'customer' ? [{ ref: objectRef(connection, ref), name }] : [],
  );
  if (resources.length > 0 && organisations.length === 0) {
    void vscode.window.showInformationMessage(none);
  }
  return organisations;
}
