import { type Delimiter, writeCsv } from '../csv/csv';
import type { HeldRole } from './roleTask';

/** The columns an import reads; names stand beside the uuids for people, and have to fit them. */
const exported = ['person', 'name', 'mail', 'role', 'scope_kind', 'scope', 'scope_name', 'expiry'] as const;

/** One line a grant; the import reads it again as it is. */
export function writeTeamCsv(held: readonly HeldRole[], delimiter?: Delimiter): string {
  const rows = held.map(({ scope, person, role, expiry }) => [
    person.username ?? person.uuid,
    person.name,
    person.email ?? '',
    role.name,
    scope.kind === 'customer' ? 'organisation' : scope.kind,
    scope.uuid,
    scope.name,
    expiry ?? '',
  ]);
  return writeCsv([[...exported], ...rows], delimiter);
}
