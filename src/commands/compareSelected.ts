import * as vscode from 'vscode';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { editableRef, type EditableRef } from '../documents/objectUri';
import type { ObjectDocuments } from '../documents/objectDocuments';
import { objectRef, refKey } from '../organisations/objectRef';
import type { Resource } from '../organisations/resource';
import { pickOrganisation } from '../pickers/organisation';
import { resourcesOfNodes } from '../tree/targets';
import { resourceOf } from '../organisations/resource';
import { shownName } from '../waldur/shownName';
import { plainText } from '../ui/serverText';
import type { ItemParts } from './itemParts';

export interface CompareSelectedParts extends ItemParts {
  readonly objects: Pick<ObjectDocuments, 'uriOf'>;
  readonly connections: ConnectionStore;
}

type Compared = Resource & { readonly ref: EditableRef };

/** Shows two objects, of any kinds and servers, beside each other as documents; what is missing is asked for. */
export async function compareSelected(
  parts: CompareSelectedParts,
  ...args: readonly unknown[]
): Promise<void> {
  const chosen = new Map(
    resourcesOfNodes(parts, args).flatMap((resource): [string, Compared][] => {
      const ref = editableRef(resource.ref);
      return ref === undefined ? [] : [[refKey(ref), { ...resource, ref }]];
    }),
  );
  if (chosen.size > 2) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Select two items to compare.'));
    return;
  }
  while (chosen.size < 2) {
    const picked = await pickOrganisation(parts);
    if (picked === undefined) {
      return;
    }
    const { connection, customer } = picked;
    const ref = objectRef(connection, { kind: 'customer' as const, uuid: customer.uuid });
    const name = shownName(customer.uuid, customer.name);
    chosen.set(refKey(ref), { ...resourceOf(connection, ref, name), ref });
  }
  const [left, right] = [...chosen.values()];
  if (left === undefined || right === undefined) {
    return;
  }
  const uriOf = ({ connection, customerName, name, ref }: Compared): vscode.Uri => {
    const server = connectionName(connection.info, parts.connections.connections);
    const folders = customerName === undefined ? [server] : [server, customerName];
    return parts.objects.uriOf(ref, { folders, name });
  };
  await vscode.commands.executeCommand(
    'vscode.diff',
    uriOf(left),
    uriOf(right),
    `${plainText(left.name, 60)} ↔ ${plainText(right.name, 60)}`,
  );
}
