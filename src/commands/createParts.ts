import type { NewObjects } from '../documents/newObjects';
import type { CustomerViews } from '../organisations/customerView';
import type { ManagingOrganisationsView } from '../tree/managingOrganisationsView';
import type { OrganisationsView } from '../tree/organisationsView';
import type { RoleParts } from './roleParts';

/** What commands that make organisations and what belongs to them work with. */
export interface CreateParts extends RoleParts {
  readonly organisations: Pick<OrganisationsView, 'revealCustomer' | 'revealProject'>;
  readonly managingOrganisations: Pick<ManagingOrganisationsView, 'revealManagingOrganisation'>;
  readonly views: Pick<CustomerViews, 'get'>;
  readonly newObjects: Pick<NewObjects, 'open'>;
}
