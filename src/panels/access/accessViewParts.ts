import type { Connection } from '../../connections/connection';
import type { HeldRole } from '../../grants/roleTask';
import type { ShownObject } from '../../organisations/shownObject';
import type { Actions } from '../panelContent';
import type { AccessReads } from './accessReads';

/** A role of the person. */
export interface AccessRole {
  /** The same for the same role of the next view; a server may hold one role twice. */
  readonly key: string;
  readonly held: HeldRole;
  readonly shown: ShownObject;
}

/** What the view of a person's access is made of. */
export interface AccessViewParts {
  readonly connection: Connection;
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
