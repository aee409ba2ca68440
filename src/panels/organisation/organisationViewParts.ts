import type { Caller } from '../../access/caller';
import { may } from '../../access/may';
import type { RoleScope } from '../../organisations/roleScope';
import type { ShownObject } from '../../organisations/shownObject';
import type { Project } from '../../waldur/projects';
import type { Actions } from '../panelContent';
import type { OrganisationReads } from './organisationReads';

/** What the view of an organisation is made of. */
export interface OrganisationViewParts {
  readonly reads: OrganisationReads;
  readonly actions: Actions;
  readonly scope: RoleScope;
  /** Undefined until it is known who looks. */
  readonly caller: Caller | undefined;
  readonly serverName: string;
  /** Days before their end from which roles and projects count as ending soon. */
  readonly soonDays: number;
  readonly now: Date;
  /** Runs a command on something that is shown; on the organisation where it is left out. */
  readonly run: (command: string, shown?: ShownObject) => unknown;
  readonly revealProject: (project: Project) => unknown;
}

/** Whether the caller may, or perhaps may, do something in the organisation; no before it is known who they are. */
export function isOffered(
  { caller, scope: { object }, now }: Pick<OrganisationViewParts, 'caller' | 'scope' | 'now'>,
  action: 'createProject' | 'editCustomer' | 'grant' | 'invite',
): boolean {
  return caller !== undefined && object.kind === 'customer' && may(caller, action, object, now).kind !== 'no';
}
