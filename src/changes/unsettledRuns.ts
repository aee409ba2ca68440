import { readdir } from 'node:fs/promises';
import { stateOf } from '../runs/fileName';

/** Whether there are runs that a window carries out or did not finish: their names tell it, so that nothing is read. */
export async function hasUnsettledRuns(folder: string): Promise<boolean> {
  const states = (await readdir(folder).catch(() => [])).map(stateOf);
  return states.some((state) => state !== undefined && state !== 'settled');
}
