import { byCodePoint, contains } from '../store/table';
import { parseUuid } from '../rules/visibility';
import { addressPath } from '../validate/linkInputs';
import { parseTime } from '../validate/timeInputs';
import { ApiError, invalid } from './errors';
import type { Exchange } from './exchange';

const notAChoice = (value: string): string =>
  `Select a valid choice. ${value} is not one of the available choices.`;

/** `10/25/2006 14:30` as an ISO time; anything else as it stands. */
const american = (text: string): string =>
  text.replace(
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?=$| )/,
    (_, month: string, day: string, year: string) =>
      `${year.length === 4 ? year : `${Number(year) < 69 ? '20' : '19'}${year}`}-${month}-${day}`,
  );

type Check<T> = (row: T) => boolean;

/**
 * Collects the filters of a list request, checks their values and applies them together.
 * A bad value is reported with all others in one 400, as django-filter does.
 */
export class Filters<T> {
  readonly #checks: Check<T>[] = [];
  readonly #errors: Record<string, string[]> = {};
  #nowhere: string | undefined;

  constructor(private readonly exchange: Exchange) {}

  #value(key: string): string | undefined {
    const value = this.exchange.query.get(key)?.trim();
    if (value === undefined || value === '') {
      return undefined;
    }
    if (value.includes('\0')) {
      this.#errors[key] = ['Null characters are not allowed.'];
      return undefined;
    }
    return value;
  }

  /** Any rule of one's own on a text. */
  text(key: string, check: (row: T, value: string) => boolean): this {
    const value = this.#value(key);
    if (value !== undefined) {
      this.#checks.push((row) => check(row, value));
    }
    return this;
  }

  contains(key: string, of: (row: T) => string | null | undefined): this {
    return this.text(key, (row, value) => contains(of(row), value));
  }

  exact(key: string, of: (row: T) => string | null | undefined): this {
    return this.text(key, (row, value) => (of(row) ?? '') === value);
  }

  /** A boolean that the server declares: `true`, `false`, `1` and `0` count, in capitals too; the rest does not. */
  flag(key: string, check: (row: T, value: boolean) => boolean): this {
    const text = this.exchange.query.get(key)?.toLowerCase() ?? '';
    const value = { '1': true, true: true, '0': false, false: false }[text];
    return value === undefined ? this : this.where((row) => check(row, value));
  }

  /** A boolean that the server has from the model alone: Django's own spellings, 2 and 3 among them. */
  modelFlag(key: string, check: (row: T, value: boolean) => boolean): this {
    const text = this.exchange.query.get(key) ?? '';
    const value = { true: true, True: true, '2': true, false: false, False: false, '3': false }[text];
    return value === undefined ? this : this.where((row) => check(row, value));
  }

  /** As `flag`, for the filters whose widget also takes capitals, `1` and `0`. */
  loose(key: string, check: (row: T, value: boolean) => boolean): this {
    const text = this.exchange.query.get(key)?.toLowerCase() ?? '';
    if (['true', 'false', '1', '0'].includes(text)) {
      this.#checks.push((row) => check(row, text === 'true' || text === '1'));
    }
    return this;
  }

  /** A uuid in any form; anything else is 400. */
  uuid(key: string, check: (row: T, value: string) => boolean): this {
    const text = this.#value(key);
    if (text !== undefined) {
      const value = parseUuid(text);
      if (value === undefined) {
        this.#errors[key] = ['Enter a valid UUID.'];
      } else {
        this.#checks.push((row) => check(row, value));
      }
    }
    return this;
  }

  /** The address of an object; only its path counts. One that leads nowhere is 404, that of something else finds nothing. */
  url(key: string, collection: string, check: (row: T, uuid: string) => boolean): this {
    const text = this.#value(key);
    if (text === undefined) {
      return this;
    }
    const path = addressPath(text);
    const route = this.exchange.app.routes.resolve(path);
    if (!route && path.startsWith('/')) {
      this.#nowhere ??= path.slice(1);
    }
    const uuid =
      route?.kind === 'object' && route.collection === collection ? parseUuid(route.uuid) : undefined;
    return this.where((row) => uuid !== undefined && check(row, uuid));
  }

  /** Repeatable; each value must be one of the choices, which "" is not. */
  choices(key: string, choices: readonly string[], of: (row: T) => string): this {
    const values = this.exchange.query.all(key);
    const bad = values.find((value) => !choices.includes(value));
    if (bad !== undefined) {
      this.#errors[key] = [notAChoice(bad)];
    } else if (values.length > 0) {
      this.#checks.push((row) => values.includes(of(row)));
    }
    return this;
  }

  /** A time the row's must not be before. */
  since(key: string, of: (row: T) => string | null | undefined): this {
    return this.time(key, (row, value) => {
      const time = of(row);
      return typeof time === 'string' && Date.parse(time) >= value;
    });
  }

  time(key: string, check: (row: T, value: number) => boolean): this {
    const text = this.#value(key);
    if (text !== undefined) {
      const value = Date.parse(parseTime(american(text)) ?? '');
      if (Number.isNaN(value)) {
        this.#errors[key] = ['Enter a valid date/time.'];
      } else {
        this.#checks.push((row) => check(row, value));
      }
    }
    return this;
  }

  number(key: string, check: (row: T, value: number) => boolean): this {
    const text = this.#value(key);
    if (text !== undefined) {
      const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      if (Number.isNaN(value)) {
        this.#errors[key] = ['Enter a number.'];
      } else {
        this.#checks.push((row) => check(row, value));
      }
    }
    return this;
  }

  where(check: Check<T>): this {
    this.#checks.push(check);
    return this;
  }

  /** Notes that a value is bad, for rules of one's own. */
  refuse(key: string, message: string): this {
    this.#errors[key] = [message];
    return this;
  }

  refuseChoice(key: string, value: string): this {
    return this.refuse(key, notAChoice(value));
  }

  /** `o` of which unknown names are 400. */
  strictOrder(names: readonly string[]): this {
    const value = this.exchange.query.get('o');
    const bad = value?.split(',').find((name) => name !== '' && !names.includes(name.replace(/^-/, '')));
    if (bad !== undefined) {
      this.#errors.o = [notAChoice(bad)];
    }
    return this;
  }

  /** The rows all filters let through. Throws 400 where a value was bad, 404 where an address led nowhere. */
  apply(rows: readonly T[]): readonly T[] {
    if (Object.keys(this.#errors).length > 0) {
      throw invalid(this.#errors);
    }
    if (this.#nowhere !== undefined) {
      // A real server names in `tried` all the routes it has.
      throw new ApiError(404, { tried: [], path: this.#nowhere });
    }
    return this.#checks.length === 0 ? rows : rows.filter((row) => this.#checks.every((check) => check(row)));
  }
}

export type SortKey<T> = (row: T) => string | number | boolean | null | undefined;

function compare(a: ReturnType<SortKey<unknown>>, b: ReturnType<SortKey<unknown>>): number {
  // PostgreSQL: null after everything.
  if (a === null || a === undefined || b === null || b === undefined) {
    return (a === null || a === undefined ? 1 : 0) - (b === null || b === undefined ? 1 : 0);
  }
  return typeof a === 'string' && typeof b === 'string' ? byCodePoint(a, b) : Number(a) - Number(b);
}

/** Rows by the keys an `o` names, the first counts most; equal ones stay in the order they had. */
export function sortRows<T>(
  rows: readonly T[],
  order: readonly string[],
  keys: Readonly<Record<string, SortKey<T>>>,
): readonly T[] {
  const known = order
    .map((name) => ({ key: keys[name.replace(/^-/, '')], sign: name.startsWith('-') ? -1 : 1 }))
    .filter((entry): entry is { key: SortKey<T>; sign: number } => entry.key !== undefined);
  if (known.length === 0) {
    return rows;
  }
  return [...rows].sort((a, b) => {
    for (const { key, sign } of known) {
      const result = compare(key(a), key(b)) * sign;
      if (result !== 0) {
        return result;
      }
    }
    return 0;
  });
}

/** The names of an `o`, without those that are not among the keys. */
export function knownOrder(
  text: string | undefined,
  keys: Readonly<Record<string, unknown>>,
): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => Object.hasOwn(keys, name.replace(/^-/, '')));
}
