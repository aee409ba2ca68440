import type { RunEnd } from '../changes/changeRuns';
import type { Connection } from '../connections/connection';
import type { NewRows } from '../tree/newRows';

export interface SelectGrantedParts {
  readonly newRows: Pick<NewRows, 'role' | 'invitation'>;
}

/** After a grant or an invitation: selects the first new row. @throws WaldurError */
export async function selectGranted(
  { newRows }: SelectGrantedParts,
  connection: Connection,
  end: RunEnd,
): Promise<void> {
  const results = end.kind === 'result' ? end.result.results : [];
  for (const { task, outcome } of results) {
    if (outcome.kind === 'done' && task.kind === 'role' && task.change.kind === 'add') {
      return newRows.role(connection, task);
    }
    if (outcome.kind === 'done' && task.kind === 'invite') {
      return newRows.invitation(connection, task.scope, task.email);
    }
  }
}
