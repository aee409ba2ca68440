import { type Commands, commandsWith } from './command';
import { clearFilter } from './clearFilter';
import {
  filterManagingOrganisations,
  type FilterManagingOrganisationsParts,
} from './filterManagingOrganisations';
import { filterOrganisations, type FilterOrganisationsParts } from './filterOrganisations';
import { groupOrganisations } from './groupOrganisations';
import { loadAll } from './loadAll';
import { loadMore } from './loadMore';
import { refresh, type RefreshParts } from './refresh';
import { sortOrganisations } from './sortOrganisations';

/** Which rows views show, and how. */
export function viewCommands(
  parts: RefreshParts & FilterOrganisationsParts & FilterManagingOrganisationsParts,
): Commands {
  return commandsWith(parts, {
    'waldur.refresh': refresh,
    'waldur.filterOrganisations': filterOrganisations,
    'waldur.filterManagingOrganisations': filterManagingOrganisations,
    'waldur.clearFilter': clearFilter,
    'waldur.sortOrganisations': sortOrganisations,
    'waldur.groupOrganisations': groupOrganisations,
    'waldur.loadMore': loadMore,
    'waldur.loadAll': loadAll,
  });
}
