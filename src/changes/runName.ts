import * as z from 'zod/mini';
import { runCommands } from '../ui/runCommands';

const direction = z.optional(z.enum(['undo', 'redo']));

/** Whether a run takes another one back, or takes that back. */
export type Direction = NonNullable<z.infer<typeof direction>>;

export const runName = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.enum(runCommands), direction }),
  /** Kept by a version that wrote the title down. */
  z.object({ kind: z.literal('titled'), title: z.string(), direction }),
]);

/** What a run is called, as data: it is kept over restarts, and said in the language of the day. */
export type RunName = Readonly<z.infer<typeof runName>>;

/** A name as it was kept; undefined when it is none of this version's. */
export function readRunName(value: unknown): RunName | undefined {
  return runName.safeParse(value).data;
}

/** The run that takes this one back. */
export function takingBack(name: RunName): RunName {
  return { ...name, direction: name.direction === 'undo' ? 'redo' : 'undo' };
}
