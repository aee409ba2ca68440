import type { Resource } from './resource';
import type { RoleScope, ShownRole } from './roleScope';

/** What a row, of a tree or of a panel, stands for: commands are called on it. */
export interface Shown {
  /** Undefined for rows that only tell something. */
  readonly resource: Resource | undefined;
  /** What roles can be held on and the row stands for, or stands below. */
  readonly roleScope: RoleScope | undefined;
  /** The roles of people that the row stands for. */
  readonly shownRoles: readonly ShownRole[];
}

/** A thing that a panel shows, as an argument of a command. */
export class ShownObject implements Shown {
  readonly resource: Resource | undefined;
  readonly roleScope: RoleScope | undefined;
  readonly shownRoles: readonly ShownRole[];

  constructor({ resource, roleScope, shownRoles = [] }: Partial<Shown>) {
    this.resource = resource;
    this.roleScope = roleScope;
    this.shownRoles = shownRoles;
  }
}
