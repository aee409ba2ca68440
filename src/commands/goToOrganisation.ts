import { pickOrganisation } from '../pickers/organisation';
import type { OrganisationParts } from '../pickers/organisation';
import type { OrganisationsView } from '../tree/organisationsView';
import type { ContextKeys } from '../ui/contextKeys';

export interface GoToOrganisationParts extends OrganisationParts {
  readonly organisations: Pick<OrganisationsView, 'revealCustomer'>;
  readonly contextKeys: Pick<ContextKeys, 'set'>;
}

export async function goToOrganisation(parts: GoToOrganisationParts): Promise<void> {
  const picked = await pickOrganisation(parts);
  if (picked !== undefined) {
    await parts.organisations.revealCustomer(picked.connection, picked.customer);
    parts.contextKeys.set('waldur.found', true);
  }
}
