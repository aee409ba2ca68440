import * as vscode from 'vscode';
import { objectRef } from '../organisations/objectRef';
import { type Resource, resourceOf } from '../organisations/resource';
import type { Panels } from '../panels/panels';
import { pickManagingOrganisation } from '../pickers/managingOrganisation';
import type { OrganisationParts } from '../pickers/organisation';
import { type NodesParts, resourcesOfNodes } from '../tree/targets';
import { whileReading } from '../ui/whileReading';
import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';

export interface OpenManagingOrganisationParts extends NodesParts {
  readonly connections: OrganisationParts['connections'];
  readonly panels: Pick<Panels, 'show'>;
}

/** Opens the panels of managing organisations; on an organisation, that of its own. */
export async function openManagingOrganisation(
  parts: OpenManagingOrganisationParts,
  ...args: readonly unknown[]
): Promise<void> {
  const title = vscode.l10n.t('Open Managing Organisation');
  const shown = resourcesOfNodes(parts, args);
  const meant = shown.filter(({ ref }) => ref?.kind === 'call-managing-organisation');
  const organisations = shown.filter(({ ref }) => ref?.kind === 'customer');
  let found: readonly (Resource | undefined)[] = meant;
  if (meant.length === 0 && organisations.length > 0) {
    const read = await whileReading(title, (signal) =>
      Promise.all(organisations.map((each) => managingOf(each, signal))),
    );
    found = read?.value ?? [];
    if (read !== undefined && found.every((each) => each === undefined)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This organisation does not manage calls.'));
    }
  } else if (meant.length === 0) {
    found = [await pickManagingOrganisation(parts.connections, title)];
  }
  for (const resource of found) {
    if (resource?.ref !== undefined) {
      const ref = objectRef(resource.connection, resource.ref);
      parts.panels.show('waldur.managingOrganisation', ref, resource.name);
    }
  }
}

/** The managing organisation of an organisation; undefined where it is none. */
async function managingOf({ connection, ref, name }: Resource, signal: AbortSignal) {
  const customer = ref?.uuid ?? '';
  const { rows } = await listCallManagingOrganisations(
    connection.client,
    { customer_uuid: customer },
    { signal },
  );
  // Whatever else an old server may send.
  const row = rows.find(({ customer_uuid: uuid }) => uuid === customer);
  const object = { kind: 'call-managing-organisation', uuid: row?.uuid ?? '', customer } as const;
  return row === undefined ? undefined : resourceOf(connection, object, name);
}
