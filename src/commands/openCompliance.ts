import * as vscode from 'vscode';
import { objectRef } from '../organisations/objectRef';
import { resourcesOf } from '../tree/targets';
import type { OpenOrganisationParts } from './openOrganisation';

/** Opens how far the projects of organisations have answered their checklists. */
export async function openCompliance(
  parts: OpenOrganisationParts,
  ...args: readonly unknown[]
): Promise<void> {
  const resources = await resourcesOf(parts, args);
  const organisations = resources.flatMap(({ connection, ref, name }) =>
    ref?.kind === 'customer' ? [{ ref: objectRef(connection, ref), name }] : [],
  );
  for (const { ref, name } of organisations) {
    parts.panels.show('waldur.compliance', ref, name);
  }
  if (resources.length > 0 && organisations.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select an organisation whose compliance to open.'),
    );
  }
}
