import * as vscode from 'vscode';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import type { ObjectDocuments } from '../documents/objectDocuments';
import { editableRef } from '../documents/objectUri';
import { resourcesOf } from '../tree/targets';
import type { ItemParts } from './itemParts';

export interface EditParts extends ItemParts {
  readonly objects: Pick<ObjectDocuments, 'show'>;
  readonly connections: ConnectionStore;
}

/** Opens an object as a document whose fields can be changed and saved. */
export async function edit(parts: EditParts, ...args: readonly unknown[]): Promise<void> {
  const resources = await resourcesOf(parts, args);
  const editable = resources.flatMap((resource) => {
    const ref = editableRef(resource.ref);
    return ref === undefined ? [] : [{ ...resource, ref }];
  });
  for (const { connection, customerName, name, ref } of editable) {
    const server = connectionName(connection.info, parts.connections.connections);
    const folders = customerName === undefined ? [server] : [server, customerName];
    // A preview takes the place of the one before it, so of several only the last would be left.
    await parts.objects.show(ref, { folders, name }, { preview: editable.length === 1 });
  }
  if (resources.length > 0 && editable.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This item cannot be edited as a document.'));
  }
}
