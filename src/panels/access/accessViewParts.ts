import type { Actions } from '../panelContent';
import type { AccessReads } from './accessReads';
import type { AccessRole } from './accessRoles';

/** What the view of a person's access is made of. */
export interface AccessViewParts {
  readonly reads: AccessReads;
  readonly actions: Actions;
  /** As far as they are known. */
  readonly person: {
    readonly name: string;
    readonly username?: string | undefined;
    readonly email?: string | undefined;
  };
  readonly roles: readonly AccessRole[];
  /** Keys of those that are selected. */
  readonly selected: ReadonlySet<string>;
  readonly serverName: string;
  readonly showConnection: () => unknown;
  /** Days before their end from which roles count as ending soon. */
  readonly soonDays: number;
  readonly now: Date;
  /** Runs a command on roles. */
  readonly run: (command: string, roles: readonly AccessRole[]) => unknown;
  /** Opens what a role is in. */
  readonly open: (role: AccessRole) => unknown;
  readonly exportTable: () => unknown;
}
