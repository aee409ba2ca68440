import { isNotFound } from '../waldur/errors';
import { unlessAborted } from '../waldur/unlessAborted';
import { newerRow } from './newerRow';
import type { ReadPage, Row } from './pagedRows';
import type { RowList, RowListOptions } from './rowList';
import { RowLists } from './rowLists';

/** How long what was read is not read again. */
const freshForMs = 60_000;
/** Objects that are kept; those read longest ago go first. */
const mostKept = 300;

/** Names of fields; or the whole object. */
type Fields = ReadonlySet<string> | 'all';

interface Known<T> {
  /** Every value there is. */
  readonly row: T;
  /** The fields that are as new as `readAt`. */
  readonly fields: Fields;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  /** When its values were asked for, in the order of all questions. */
  readonly asked: number;
}

/** A read under way. */
interface Reading<T> {
  readonly uuid: string;
  readonly fields: Fields;
  readonly row: Promise<T>;
  readonly stop: AbortController;
  /** How many wait for it. */
  waiting: number;
}

export interface ReadOptions<F extends string> {
  /** Only these are needed; the whole object when left out. */
  readonly fields?: readonly F[] | undefined;
  /** Asks the server, and takes nothing else that is known of it for new any longer. */
  readonly anew?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface ObjectsOfKindParts<T, F extends string> {
  readonly read: (uuid: string, fields: readonly F[] | undefined, signal: AbortSignal) => Promise<T>;
  /** Told of an object that is another than was known, or is gone. */
  readonly changed: (uuid: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * What was read of the objects of one kind through one connection, one by one and in lists. Rows of lists hold a few
 * fields: they make what is known of an object newer and never less, and it makes them newer.
 */
export class ObjectsOfKind<T extends Row, F extends string = never> {
  readonly lists = new RowLists<T>();
  private readonly known = new Map<string, Known<T>>();
  private readonly readings = new Set<Reading<T>>();
  /** Of which it was told that they are no longer there. */
  private readonly gone = new Set<string>();
  /** Numbers questions to the server, so that an answer is known to be older than a change. */
  private questions = 0;
  private isDisposed = false;

  constructor(private readonly parts: ObjectsOfKindParts<T, F>) {}

  /** The object with at least the fields asked for, read unless that was done a moment ago. @throws what reading threw */
  get(uuid: string, { fields, anew = false, signal }: ReadOptions<F> = {}): Promise<T> {
    const wanted: Fields = fields === undefined ? 'all' : new Set(fields);
    const known = this.known.get(uuid);
    if (!anew && known !== undefined && this.isFresh(known) && covers(known.fields, wanted)) {
      return Promise.resolve(known.row);
    }
    const underWay = [...this.readings].find(
      (reading) => reading.uuid === uuid && covers(reading.fields, wanted),
    );
    return this.wait(underWay ?? this.read(uuid, fields, anew), signal);
  }

  /** A list of such objects, which someone shows already or shows from now on. @param fields that its rows have */
  list(
    key: string,
    readPage: ReadPage<T>,
    {
      fields,
      ...options
    }: Omit<RowListOptions<T>, 'known' | 'readRow'> & { readonly fields?: readonly F[] | undefined } = {},
  ): RowList<T> {
    return this.lists.get(key, readPage, {
      ...options,
      known: this,
      readRow: ({ uuid }, signal) => this.getIfThere(uuid, { fields, anew: true, signal }),
    });
  }

  /** A list of these, each as the other list has it, else read by itself; what is gone is left out. */
  some(uuids: readonly string[], beside: Pick<RowList<T>, 'find'>, fields?: readonly F[]): RowList<T> {
    const readPage: ReadPage<T> = async ({ page }, signal) => {
      const rows = await Promise.all(
        uuids.map(
          async (uuid) => beside.find(uuid) ?? (await this.getIfThere(uuid, { fields, anew: true, signal })),
        ),
      );
      return { rows: rows.flatMap((row) => row ?? []), page, hasNext: false, dropped: 0 };
    };
    return this.list(`some ${JSON.stringify([fields, uuids])}`, readPage, { fields });
  }

  /** Takes what the server answered to a write. */
  apply(row: T): void {
    const before = this.known.get(row.uuid);
    const written = new Set(Object.keys(row));
    this.keep({
      row: { ...before?.row, ...row },
      fields: before === undefined ? written : union(before.fields, written),
      readAt: before?.readAt ?? this.now(),
      asked: this.ask(),
    });
    this.parts.changed(row.uuid);
  }

  /** It was changed on the server: what is known of it is not used again, nor what is being read. */
  drop(uuid: string): void {
    this.known.delete(uuid);
    for (const reading of this.readings) {
      if (reading.uuid === uuid) {
        this.readings.delete(reading);
      }
    }
  }

  /** Reads the rows of an object again in the lists that someone shows. */
  async readRows(uuid: string): Promise<void> {
    await Promise.allSettled(this.lists.shown.map((list) => list.readRow(uuid)));
  }

  /** The number of a question to the server that begins now. */
  ask(): number {
    return ++this.questions;
  }

  /** @returns a row as a list brought it, with what is known better. @param asked when the list was asked for it */
  newest(row: T, asked: number): T {
    const known = this.known.get(row.uuid);
    if (known === undefined) {
      return row;
    }
    if (known.asked > asked) {
      return newerRow(row, known.row);
    }
    // A list is read again by whoever wants all of it new: what it does not bring is asked for with the next question.
    const fields = new Set(Object.keys(row));
    this.change({ row: { ...known.row, ...row }, fields, readAt: this.now(), asked });
    return row;
  }

  missed(uuid: string): void {
    this.drop(uuid);
    this.parts.changed(uuid);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const { stop } of this.readings) {
      stop.abort();
    }
    this.readings.clear();
    this.known.clear();
    this.lists.dispose();
  }

  private read(uuid: string, fields: readonly F[] | undefined, anew: boolean): Reading<T> {
    const stop = new AbortController();
    if (this.isDisposed) {
      stop.abort();
    }
    const asked = this.ask();
    const wanted: Fields = fields === undefined ? 'all' : new Set(fields);
    const reading: Reading<T> = {
      uuid,
      fields: wanted,
      stop,
      waiting: 0,
      row: this.parts.read(uuid, fields, stop.signal).then(
        (row) => (this.readings.delete(reading) ? this.learn(row, wanted, asked, anew) : row),
        (error: unknown) => {
          if (this.readings.delete(reading) && isNotFound(error)) {
            this.remove(uuid);
          }
          throw error;
        },
      ),
    };
    this.readings.add(reading);
    return reading;
  }

  /** Whoever gives up goes at once; with the last of them goes the request. */
  private async wait(reading: Reading<T>, signal: AbortSignal | undefined): Promise<T> {
    reading.waiting++;
    try {
      return await (signal === undefined
        ? reading.row
        : unlessAborted(reading.row, signal, { method: 'GET', path: reading.uuid }));
    } finally {
      reading.waiting--;
      if (reading.waiting === 0 && this.readings.delete(reading)) {
        reading.stop.abort();
      }
    }
  }

  private learn(row: T, fields: Fields, asked: number, anew: boolean): T {
    const before = this.known.get(row.uuid);
    if (before === undefined) {
      this.keep({ row, fields, readAt: this.now(), asked });
      return row;
    }
    const isAddition = !anew && this.isFresh(before) && !covers(fields, before.fields);
    const known = {
      row: before.asked > asked ? { ...row, ...before.row } : { ...before.row, ...row },
      fields: isAddition ? union(before.fields, fields) : fields,
      readAt: isAddition ? before.readAt : this.now(),
      asked: Math.max(asked, before.asked),
    };
    this.change(known);
    return known.row;
  }

  /** Keeps it, and tells of it where a value is another than before. */
  private change(known: Known<T>): void {
    const before = this.known.get(known.row.uuid);
    this.keep(known);
    if (before !== undefined && newerRow(before.row, known.row) !== before.row) {
      this.parts.changed(known.row.uuid);
    }
  }

  private keep(known: Known<T>): void {
    const { row } = known;
    this.gone.delete(row.uuid);
    this.known.delete(row.uuid);
    this.known.set(row.uuid, known);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKept && oldest !== undefined) {
      this.known.delete(oldest);
    }
    for (const list of this.lists.shown) {
      list.replace(row);
    }
  }

  /** Told once: whoever reads it again when told would be told without end. */
  private remove(uuid: string): void {
    this.known.delete(uuid);
    for (const list of this.lists.shown) {
      list.remove(uuid);
    }
    if (!this.gone.has(uuid)) {
      this.gone.add(uuid);
      this.parts.changed(uuid);
    }
  }

  private async getIfThere(uuid: string, options: ReadOptions<F>): Promise<T | undefined> {
    try {
      return await this.get(uuid, options);
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  private isFresh({ readAt }: Known<T>): boolean {
    return this.now() - readAt < freshForMs;
  }

  private now(): number {
    return this.parts.now?.() ?? Date.now();
  }
}

function covers(fields: Fields, wanted: Fields): boolean {
  return fields === 'all' || (wanted !== 'all' && [...wanted].every((field) => fields.has(field)));
}

function union(a: Fields, b: Fields): Fields {
  return a === 'all' || b === 'all' ? 'all' : new Set([...a, ...b]);
}
