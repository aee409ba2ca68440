import type { OrganisationParts } from '../pickers/organisation';
import type { NodesParts } from '../tree/targets';

/** What commands about any item work with: its row, or the organisation that is asked for. */
export type ItemParts = NodesParts & OrganisationParts;
