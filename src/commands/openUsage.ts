import * as vscode from 'vscode';
import { objectRef } from '../organisations/objectRef';
import { mostCompared, parsePlace, placeText } from '../panels/usage/usagePlace';
import { resourcesOf } from '../tree/targets';
import type { OpenOrganisationParts } from './openOrganisation';

/** Opens what an organisation uses; of several, beside each other in one panel. */
export async function openUsage(parts: OpenOrganisationParts, ...args: readonly unknown[]): Promise<void> {
  const resources = await resourcesOf(parts, args);
  const organisations = resources.flatMap(({ connection, ref, name }) =>
    ref?.kind === 'customer' ? [{ ref: objectRef(connection, ref), name }] : [],
  );
  const [first, ...others] = organisations;
  if (first === undefined) {
    if (resources.length > 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select an organisation whose usage to open.'));
    }
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
  parts.panels.show('waldur.usage', first.ref, first.name, place);
}
