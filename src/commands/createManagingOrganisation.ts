import * as vscode from 'vscode';
import { namesakes } from '../edits/namesakes';
import { scopeLabel } from '../organisations/scopeLabel';
import { scopesOf } from '../pickers/scopes';
import { scopesOfNodes } from '../tree/targets';
import { retrieveCallManagingOrganisation } from '../waldur/callManagingOrganisations';
import { whileReading } from '../ui/whileReading';
import { createObjects } from './createObjects';
import type { CreateParts } from './createParts';

/** Lets the organisation of a row, or the one that is picked, run calls for proposals. */
export async function createManagingOrganisation(
  parts: CreateParts,
  ...args: readonly unknown[]
): Promise<void> {
  const title = vscode.l10n.t('Create Managing Organisation');
  const question = { title, several: false, kinds: ['customer'] } as const;
  const [scope] = await scopesOf(parts, scopesOfNodes(parts, args), question);
  if (scope === undefined) {
    return;
  }
  const { connection, object } = scope;
  const { uuid: customer, state, name } = object;
  const kind = 'call-managing-organisation';
  const found = await whileReading(title, (signal) =>
    namesakes(connection.client, { kind, name, customer }, { signal }),
  );
  const [uuid] = found?.value ?? [];
  if (uuid !== undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is already a managing organisation.', scopeLabel({ name })),
    );
    const row = await retrieveCallManagingOrganisation(connection.client, uuid);
    await parts.managingOrganisations.revealManagingOrganisation(connection, row);
  } else if (found !== undefined) {
    await createObjects(parts, {
      title,
      connection,
      object: { kind, name, customer, customerName: name },
      of: { kind, customer: { kind: 'customer', uuid: customer, state } },
    });
  }
}
