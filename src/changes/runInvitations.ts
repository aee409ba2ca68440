import type { InvitationTask } from '../grants/invitationTasks';
import type { ChosenInvitation } from '../organisations/chosenInvitation';
import type { ChangeRuns } from './changeRuns';

/** A run a server, each with its own report. */
export async function runInvitations(
  runs: Pick<ChangeRuns, 'run'>,
  command: 'resendInvitation' | 'cancelInvitation',
  chosen: readonly ChosenInvitation[],
  taskOf: (one: ChosenInvitation) => InvitationTask,
): Promise<void> {
  for (const connection of new Set(chosen.map((one) => one.connection))) {
    const tasks = chosen.filter((one) => one.connection === connection).map(taskOf);
    await runs.run({ connection, name: { kind: 'command', command }, plan: { tasks } });
  }
}
