import type { Connection } from '../connections/connection';
import type { CustomerViews } from '../organisations/customerView';
import type { Pins } from '../organisations/pins';
import type { OrganisationStore } from '../organisations/organisationStore';
import type { TeamViews } from '../organisations/teamView';
import type { Freshness } from './freshness';
import type { TreeNode } from './treeNode';

/** What nodes below one connection need. */
export interface TreeContext {
  readonly connection: Connection;
  readonly store: OrganisationStore;
  readonly views: CustomerViews;
  readonly teams: TeamViews;
  readonly pins: Pick<Pins, 'of' | 'has' | 'onDidChange'>;
  /** The tree that shows the node. */
  readonly tree: {
    changed(node: TreeNode): void;
    redraw(node: TreeNode): void;
    refresh(node: TreeNode): Promise<void>;
    /** Whether a person sees what is below the node. */
    isInSight(node: TreeNode): boolean;
  };
  /** Told of the lists that the tree shows. */
  readonly freshness: Freshness;
  /** Days before its end in which a role or project counts as ending soon. */
  readonly expiringSoonDays: () => number;
}
