import type { NodeTree } from '../tree/nodeTree';
import type { ListParts } from '../tree/pagedList';

/** What commands that read rows work with. */
export interface TreesParts extends ListParts {
  readonly managingOrganisations: { readonly tree: NodeTree };
  /** There once it was opened. */
  readonly attention: { readonly now: { readonly tree: NodeTree } | undefined };
}
