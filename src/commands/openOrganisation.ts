import * as vscode from 'vscode';
import { objectRef } from '../organisations/objectRef';
import type { Panels } from '../panels/panels';
import { resourcesOf } from '../tree/targets';
import type { ItemParts } from './itemParts';

export interface OpenOrganisationParts extends ItemParts {
  readonly panels: Pick<Panels, 'show'>;
}

/** Opens the panels of organisations: what they are, cost and hold. */
export async function openOrganisation(
  parts: OpenOrganisationParts,
  ...args: readonly unknown[]
): Promise<void> {
  const resources = await resourcesOf(parts, args);
  const organisations = resources.flatMap(({ connection, ref, name }) =>
    ref?.kind === 'customer' ? [{ ref: objectRef(connection, ref), name }] : [],
  );
  for (const { ref, name } of organisations) {
    parts.panels.show('waldur.organisation', ref, name);
  }
  if (resources.length > 0 && organisations.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select an organisation to open.'));
  }
}
