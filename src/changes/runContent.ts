import * as z from 'zod/mini';
import { fromVersion1 } from '../grants/version1';
import { readRun } from '../runs/readRecord';
import type { RunRecord } from '../runs/record';
import { readRunName, type RunName } from './runName';
import { changeKinds, type ChangeTask } from './taskKinds';

/** Who makes a run and where, as it is told once the connection is gone. */
export const runAuthor = z.object({
  serverName: z.string(),
  fullName: z.string(),
  /** On the sample server of a window, which ends with it. */
  sample: z.optional(z.literal(true)),
});

/** What a run is told by. */
export interface RunHead {
  readonly connectionId: string;
  readonly name: RunName;
  /** Versions before did not keep it. */
  readonly author?: z.infer<typeof runAuthor> | undefined;
}

/** A run as it is kept. */
export interface StoredRun extends RunHead {
  /** Of what keeps it: the same for as long as it is kept. */
  readonly id: string;
  readonly record: RunRecord<ChangeTask>;
  /** Another run has taken it back, as far as that came. */
  readonly isUndone: boolean;
}

/** The first line of a file, and that of every further try. */
export interface Begin extends RunHead {
  readonly kind: 'begin';
  readonly record: RunRecord;
}

/** A line of a run that another one takes back: with its id, before that one is kept, so that no crash comes between; and after. */
export interface Undone {
  readonly kind: 'undone';
  readonly by?: string;
}

/** The last line of a run that is settled: what there is to tell of it, so that no one has to read all of it. */
export interface Told {
  readonly kind: 'told';
  readonly facts: object;
}

/** A run that was read. */
export interface RunOfFile {
  readonly kind: 'run';
  readonly run: StoredRun;
  /** It was written by a version that did not hold its files. */
  readonly holdsNothing: boolean;
}

/** What the file of a run comes to. `newer`: a later version of the extension wrote it. */
export type Content = RunOfFile | { readonly kind: 'damaged' } | { readonly kind: 'newer' };

/**
 * @param texts its lines
 * @param isKept whether there is a run of that id
 */
export function readContent(id: string, texts: readonly string[], isKept: (id: string) => boolean): Content {
  const all = texts.map((text, index) => parse(index === 0 ? text.replace(/^\uFEFF/, '') : text));
  const undone = all.filter(isUndone);
  const lines = all.filter((line) => !isUndone(line) && kindOf(line) !== 'told');
  const last = lines.findLastIndex((line) => kindOf(line) === 'begin');
  const head = lines[Math.max(last, 0)] as
    (Partial<Begin> & { readonly title?: unknown; readonly pid?: unknown }) | null | undefined;
  if (typeof head !== 'object' || head === null) {
    return { kind: 'damaged' };
  }
  const version: unknown = head.record?.version;
  if (typeof version === 'number' && version > 2) {
    return { kind: 'newer' };
  }
  const kept = fromVersion1(head, lines.slice(Math.max(last, 0) + 1));
  const record = readRun(kept.record, kept.entries, changeKinds);
  if (record === undefined || typeof head.connectionId !== 'string') {
    return { kind: 'damaged' };
  }
  // Versions before wrote down the title in the language of the day.
  const title = typeof head.title === 'string' ? head.title : '';
  const name = readRunName(head.name) ?? { kind: 'titled', title };
  return {
    kind: 'run',
    run: {
      id,
      connectionId: head.connectionId,
      name,
      author: runAuthor.safeParse(head.author).data,
      record,
      isUndone: undone.some(({ by }) => by === undefined || isKept(by)),
    },
    holdsNothing: head.pid !== undefined,
  };
}

/** What `Told` tells; undefined: the line is another one. */
export function toldIn(text: string): unknown {
  const line = parse(text);
  return kindOf(line) === 'told' ? (line as Told).facts : undefined;
}

function isUndone(line: unknown): line is Undone {
  return kindOf(line) === 'undone';
}

function kindOf(line: unknown): unknown {
  return (line as { readonly kind?: unknown } | null | undefined)?.kind;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
