import { type Commands, commandsWith } from './command';
import { clearFilter } from './clearFilter';
import { filterOrganisations, type FilterOrganisationsParts } from './filterOrganisations';
import { groupOrganisations } from './groupOrganisations';
import { loadAll } from './loadAll';
import { loadMore } from './loadMore';
import { refresh, type RefreshParts } from './refresh';
import { sortOrganisations } from './sortOrganisations';

/** Which rows views show, and how. */
export function viewCommands(parts: RefreshParts & FilterOrganisationsParts): Commands {
  return commandsWith(parts, {
    'waldur.refresh': refresh,
    'waldur.filterOrganisations': filterOrganisations,
    'waldur.clearFilter': clearFilter,
    'waldur.sortOrganisations': sortOrganisations,
    'waldur.groupOrganisations': groupOrganisations,
    'waldur.loadMore': loadMore,
    'waldur.loadAll': loadAll,
  });
}
