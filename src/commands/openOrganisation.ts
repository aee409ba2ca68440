import * as vscode from 'vscode';
import type { Panels } from '../panels/panels';
import type { ItemParts } from './itemParts';
import { organisationsToOpen } from './organisationsToOpen';

export interface OpenOrganisationParts extends ItemParts {
  readonly panels: Pick<Panels, 'show'>;
}

/** Opens the panels of organisations: what they are, cost and hold. */
export async function openOrganisation(
  parts: OpenOrganisationParts,
  ...args: readonly unknown[]
): Promise<void> {
  const none = vscode.l10n.t('Select an organisation to open.');
  for (const { ref, name } of await organisationsToOpen(parts, args, none)) {
    parts.panels.show('waldur.organisation', ref, name);
  }
}
