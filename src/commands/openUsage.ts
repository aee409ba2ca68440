import * as vscode from 'vscode';
import { mostCompared, parsePlace, placeText } from '../panels/usage/usagePlace';
import type { OpenOrganisationParts } from './openOrganisation';
import { organisationsToOpen } from './organisationsToOpen';

/** Opens what an organisation uses; of several, beside each other in one panel. */
export async function openUsage(parts: OpenOrganisationParts, ...args: readonly unknown[]): Promise<void> {
  const none = vscode.l10n.t('Select an organisation whose usage to open.');
  const organisations = await organisationsToOpen(parts, args, none);
  const [first, ...others] = organisations;
  if (first === undefined) {
    return;
  }
  if (organisations.length > mostCompared) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select five organisations or fewer to compare their usage.'),
    );
    return;
  }
  if (others.some(({ ref }) => ref.connectionId !== first.ref.connectionId)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select organisations on one server to compare their usage.'),
    );
    return;
  }
  const place =
    others.length === 0
      ? undefined
      : placeText({ ...parsePlace(undefined), others: others.map(({ ref }) => ref.uuid) });
  parts.panels.show('waldur.usage', first.ref, first.name, { place });
}
