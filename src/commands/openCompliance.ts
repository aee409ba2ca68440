import * as vscode from 'vscode';
import type { OpenOrganisationParts } from './openOrganisation';
import type { ContextKeys } from '../ui/contextKeys';
import { organisationsToOpen } from './organisationsToOpen';

export interface OpenComplianceParts extends OpenOrganisationParts {
  readonly contextKeys: Pick<ContextKeys, 'set'>;
}

/** Opens how far the projects of organisations have answered their checklists. */
export async function openCompliance(parts: OpenComplianceParts, ...args: readonly unknown[]): Promise<void> {
  const none = vscode.l10n.t('Select an organisation whose compliance to open.');
  for (const { ref, name } of await organisationsToOpen(parts, args, none)) {
    parts.panels.show('waldur.compliance', ref, name);
    parts.contextKeys.set('waldur.complianceSeen', true);
  }
}
