import type { ChangeRuns } from '../changes/changeRuns';
import type { PlanDocuments } from '../documents/planDocuments';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { PeopleParts } from '../pickers/people';
import type { RecentChoices } from '../pickers/recentChoices';
import type { ScopeParts } from '../pickers/scopes';
import type { NodesParts } from '../tree/targets';
import type { SelectGrantedParts } from './selectGranted';

/** What commands that change roles and invitations work with. */
export interface RoleParts extends ScopeParts, NodesParts, SelectGrantedParts {
  readonly recentChoices: ScopeParts['recentChoices'] &
    PeopleParts['recentChoices'] &
    Pick<RecentChoices, 'roles'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
  readonly plans: Pick<PlanDocuments, 'opener' | 'run'>;
}
