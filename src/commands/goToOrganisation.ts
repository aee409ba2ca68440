import { pickOrganisation } from '../pickers/organisation';
import type { OrganisationParts } from '../pickers/organisation';
import type { ManagingOrganisationsView } from '../tree/managingOrganisationsView';
import type { OrganisationsView } from '../tree/organisationsView';
import type { ContextKeys } from '../ui/contextKeys';

export interface GoToOrganisationParts extends OrganisationParts {
  readonly organisations: Pick<OrganisationsView, 'revealCustomer' | 'revealProject'>;
  readonly managingOrganisations: Pick<ManagingOrganisationsView, 'revealManagingOrganisation'>;
  readonly contextKeys: Pick<ContextKeys, 'set'>;
}

export async function goToOrganisation(parts: GoToOrganisationParts): Promise<void> {
  const picked = await pickOrganisation(parts);
  if (picked === undefined) {
    return;
  }
  const { connection, customer, project, managing } = picked;
  if (project !== undefined) {
    await parts.organisations.revealProject(connection, project);
  } else if (managing !== undefined) {
    await parts.managingOrganisations.revealManagingOrganisation(connection, managing);
  } else {
    await parts.organisations.revealCustomer(connection, customer);
  }
  parts.contextKeys.set('waldur.found', true);
}
