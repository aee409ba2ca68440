/** Rows by a key that several may share, in the order they came. */
class Index<T> {
  readonly #rows = new Map<string, Set<T>>();
  readonly #keyOf = new Map<T, string>();

  constructor(private readonly key: (row: T) => string | null | undefined) {}

  /** Files a row, or files it anew where its key has changed. */
  file(row: T): void {
    const key = this.key(row) ?? '';
    const before = this.#keyOf.get(row);
    if (before === key) {
      return;
    }
    this.drop(row);
    this.#keyOf.set(row, key);
    let rows = this.#rows.get(key);
    if (!rows) {
      rows = new Set();
      this.#rows.set(key, rows);
    }
    rows.add(row);
  }

  drop(row: T): void {
    const key = this.#keyOf.get(row);
    if (key !== undefined) {
      this.#rows.get(key)?.delete(row);
      this.#keyOf.delete(row);
    }
  }

  get(key: string): ReadonlySet<T> {
    return this.#rows.get(key) ?? none;
  }
}

const none: ReadonlySet<never> = new Set();

/**
 * A collection of the world with its indexes; `rows` is the world's own array and changes in place. The array is not
 * asked for, and no index made, before someone needs it: a hundred thousand rows must not slow the start.
 */
export class Table<T extends { readonly uuid: string }> {
  #rows: T[] | undefined;
  #byUuid: Map<string, T> | undefined;
  readonly #indexes: Index<T>[] = [];
  /** Grows with every change, so that what was derived from the rows can be kept until then. */
  version = 0;

  constructor(private readonly source: () => T[]) {}

  get rows(): T[] {
    return (this.#rows ??= this.source());
  }

  get #known(): Map<string, T> {
    return (this.#byUuid ??= new Map(this.rows.map((row) => [row.uuid, row])));
  }

  /** @param uuid 32 hex */
  get(uuid: string | null | undefined): T | undefined {
    return uuid === null || uuid === undefined ? undefined : this.#known.get(uuid);
  }

  /** Rows by another key, found without a walk; kept up to date by `add`, `changed` and `remove`. */
  index(key: (row: T) => string | null | undefined): (key: string) => readonly T[] {
    let index: Index<T> | undefined;
    return (wanted) => {
      if (!index) {
        index = new Index(key);
        for (const row of this.rows) {
          index.file(row);
        }
        this.#indexes.push(index);
      }
      return [...index.get(wanted)];
    };
  }

  add(row: T): void {
    this.#known.set(row.uuid, row);
    this.rows.push(row);
    this.changed(row);
  }

  /** To be called after a row was changed in place. */
  changed(row: T): void {
    this.version++;
    for (const index of this.#indexes) {
      index.file(row);
    }
  }

  remove(row: T): void {
    const at = this.rows.indexOf(row);
    if (at >= 0) {
      this.#known.delete(row.uuid);
      this.rows.splice(at, 1);
      this.version++;
      for (const index of this.#indexes) {
        index.drop(row);
      }
    }
  }
}

/** Compares as a database with the C collation does: by code point. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      // Surrogates sort after every other unit, as the code points they stand for do.
      const highX = x >= 0xd800 && x <= 0xdfff;
      const highY = y >= 0xd800 && y <= 0xdfff;
      return highX === highY ? x - y : highX ? 1 : -1;
    }
  }
  return a.length - b.length;
}

/** Names as PostgreSQL's UPPER with the C collation folds them: ASCII letters only. */
function fold(text: string): string {
  return text.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

/** `icontains` */
export function contains(text: string | null | undefined, wanted: string): boolean {
  return fold(text ?? '').includes(fold(wanted));
}
