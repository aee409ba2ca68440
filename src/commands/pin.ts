import * as vscode from 'vscode';
import { type ObjectRef, objectRef } from '../organisations/objectRef';
import type { Pin, Pins } from '../organisations/pins';
import type { RoleScope } from '../organisations/roleScope';
import { pickOrganisation } from '../pickers/organisation';
import { editableOfNodes } from '../tree/targets';
import { shownName } from '../waldur/shownName';
import type { ItemParts } from './itemParts';

export interface PinParts {
  readonly pins: Pick<Pins, 'add' | 'remove'>;
}

/** Keeps organisations and projects at hand: first in the tree, and in what “Go to” shows. */
export async function pin(parts: ItemParts & PinParts, ...args: readonly unknown[]): Promise<void> {
  await parts.pins.add(await pinsOf(parts, args, vscode.l10n.t('Pin')));
}

export async function unpin(parts: ItemParts & PinParts, ...args: readonly unknown[]): Promise<void> {
  const refs: readonly ObjectRef[] = await pinsOf(parts, args, vscode.l10n.t('Unpin'));
  await parts.pins.remove(refs);
}

/** What the nodes stand for, of what can be pinned; from the palette with nothing selected it asks for an organisation. */
async function pinsOf(parts: ItemParts, args: readonly unknown[], title: string): Promise<readonly Pin[]> {
  const scopes = editableOfNodes(parts, args);
  if (scopes.length > 0) {
    const pins = scopes.flatMap(pinOf);
    if (pins.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Only organisations and projects can be pinned.'),
      );
    }
    return pins;
  }
  const picked = await pickOrganisation(parts, title);
  return picked === undefined
    ? []
    : [
        {
          ...objectRef(picked.connection, { kind: 'customer', uuid: picked.customer.uuid }),
          name: shownName(picked.customer.uuid, picked.customer.name),
        },
      ];
}

function pinOf({ connection, object }: RoleScope): readonly Pin[] {
  switch (object.kind) {
    case 'customer':
      return [{ ...objectRef(connection, { kind: 'customer', uuid: object.uuid }), name: object.name }];
    case 'project': {
      const { uuid, name, customer: customerUuid, customerName } = object;
      return [{ ...objectRef(connection, { kind: 'project', uuid }), name, customerUuid, customerName }];
    }
    case 'call-managing-organisation':
      return [];
  }
}
