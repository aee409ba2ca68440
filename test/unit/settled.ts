import { setImmediate } from 'node:timers/promises';

/** Once all that waits for no timer and no network has been done: what is kept in memory needs a few turns only. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await setImmediate();
  }
}
