import type { NewObjects } from '../documents/newObjects';
import type { CustomerViews } from '../organisations/customerView';
import type { ManagingOrganisationsView } from '../tree/managingOrganisationsView';
import type { NewRows } from '../tree/newRows';
import type { RoleParts } from './roleParts';

/** What commands that make organisations and what belongs to them work with. */
export interface CreateParts extends RoleParts {
  readonly newRows: Pick<NewRows, 'role' | 'invitation' | 'customer' | 'project' | 'managingOrganisation'>;
  readonly managingOrganisations: Pick<ManagingOrganisationsView, 'revealManagingOrganisation'>;
  readonly views: Pick<CustomerViews, 'get'>;
  readonly newObjects: Pick<NewObjects, 'open'>;
}
