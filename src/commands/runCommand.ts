import type { Log } from '../log/log';
import { notifyError } from '../ui/notify';
import type { Commands } from './command';
import { signInAgain, type SignInParts } from './signIn';

export interface RunCommandParts extends SignInParts {
  readonly log: Pick<Log, 'warn' | 'show'>;
}

/** Each failure ends in one sentence, with what may help. Never throws. */
export async function runCommand(
  parts: RunCommandParts,
  commands: Commands,
  id: string,
  args: readonly unknown[],
): Promise<void> {
  try {
    await new Map(Object.entries(commands)).get(id)?.(...args);
  } catch (error) {
    parts.log.warn(`${id} failed`, error);
    // Not awaited: a command is done when it has failed, not when its notification is closed.
    void notifyError(error, {
      retry: () => runCommand(parts, commands, id, args),
      signIn: () => signInAgain(parts),
      showLog: () => parts.log.show(),
    });
  }
}
