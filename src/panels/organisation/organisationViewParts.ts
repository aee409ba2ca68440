import { may } from '../../access/may';
import type { Project } from '../../waldur/projects';
import type { TeamParts } from '../teamSection';
import type { OrganisationReads } from './organisationReads';

/** What the view of an organisation is made of. */
export interface OrganisationViewParts extends TeamParts {
  readonly reads: OrganisationReads;
  readonly serverName: string;
  /** Shows the rows of the connection. */
  readonly showConnection: () => unknown;
  readonly revealProject: (project: Project) => unknown;
}

/** Whether the caller may, or perhaps may, do something in the organisation; no before it is known who they are. */
export function isOffered(
  { caller, scope: { object }, now }: Pick<OrganisationViewParts, 'caller' | 'scope' | 'now'>,
  action: 'createProject' | 'editCustomer' | 'grant' | 'invite',
): boolean {
  return caller !== undefined && object.kind === 'customer' && may(caller, action, object, now).kind !== 'no';
}
