import * as path from 'node:path';

/**
 * What the name of a run's file says of it. `waiting`: it was let go before it was through. `running` and `asking`: a
 * window holds it, to carry it out or until a person says what to do with it. `settled`: no one has to be asked.
 */
export type FileState = 'waiting' | 'running' | 'asking' | 'settled';

const patterns: Readonly<Record<FileState, RegExp>> = {
  waiting: /^([\w-]+)\.jsonl$/,
  running: /^([\w-]+)\.[\w-]{36}\.running$/,
  asking: /^([\w-]+)\.[\w-]{36}\.asking$/,
  settled: /^([\w-]+)\.settled$/,
};

/** Undefined: it is no name of a run's file. */
export function stateOf(file: string): FileState | undefined {
  const name = path.basename(file);
  return (Object.keys(patterns) as FileState[]).find((state) => patterns[state].test(name));
}

/** The run that a file is of. */
export function idOf(file: string): string {
  return path.basename(file).split('.')[0] ?? '';
}

/** The same file in another state, in the hands of the same holder if of any. */
export function inState(file: string, state: FileState): string {
  const [id = '', hold = ''] = path.basename(file).split('.');
  const ending = state === 'waiting' ? 'jsonl' : state;
  const isHeld = state === 'running' || state === 'asking';
  return path.join(path.dirname(file), [id, ...(isHeld ? [hold] : []), ending].join('.'));
}

/** The file of a run in the hands of a new holder: each has a name of its own, so that no two share one. */
export function newlyHeld(folder: string, id: string, state: 'running' | 'asking'): string {
  return path.join(folder, `${id}.${crypto.randomUUID()}.${state}`);
}
