import type { Connection } from '../connections/connection';
import type { Person } from '../grants/roleTask';

/** A person whose access is shown or revoked. */
export interface AccessSubject {
  readonly connection: Connection;
  readonly person: Person;
}
