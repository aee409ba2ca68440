import { Invalid, type Input } from './input';
import { label, rest, type Options } from './options';

const dateWords = 'Date has wrong format. Use one of these formats instead: YYYY-MM-DD.';

/** Whether a calendar has that day. */
function isDay(date: string): boolean {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(date);
  if (!match) {
    return false;
  }
  const [, year, month, day] = match.map(Number);
  const made = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return (year ?? 0) > 0 && made.getUTCMonth() === (month ?? 0) - 1 && made.getUTCDate() === day;
}

const padded = (date: string): string =>
  date.replace(
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
    (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
  );

export function date(name: string, options: Options<string> = {}): Input<string> {
  return {
    ...rest(options),
    meta: { type: 'date', label: label(name), ...options.meta },
    read: (value) => {
      if (typeof value !== 'string' || !isDay(value)) {
        throw new Invalid(dateWords);
      }
      return padded(value);
    },
  };
}

/** As Python's `fromisoformat`: with two digits each, or none of the signs between them. */
const iso =
  /^(\d{4})(-?)(\d{2})\2(\d{2})(?:[^](\d{2})(?:(:?)(\d{2})(?:\6(\d{2})(?:[.,](\d+))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/u;
/** What Django reads besides. */
const loose =
  /^(\d{4})(-)(\d{1,2})-(\d{1,2})[T ](\d{1,2})(:)(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,6})\d{0,6})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** An ISO time in UTC as Waldur keeps it, of what DRF reads as a time; undefined where it is none. Throws {@link Invalid} where it is out of range. */
export function parseTime(value: string): string | undefined {
  const match = iso.exec(value) ?? loose.exec(value);
  if (!match) {
    return undefined;
  }
  const [, year, , month, dayOfMonth, hour = '0', , minute = '0', second = '0', fraction = '', zone] = match;
  const day = `${year ?? ''}-${month ?? ''}-${dayOfMonth ?? ''}`;
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return undefined;
  }
  const two = (digits: string): string => digits.padStart(2, '0');
  const offset = (zone ?? 'Z').replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h: string, m = '00') => `${h}:${m}`);
  const made = new Date(`${padded(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset}`);
  if (Number.isNaN(made.getTime())) {
    return undefined;
  }
  if (made.getUTCFullYear() < 1 || made.getUTCFullYear() > 9999) {
    throw new Invalid('Datetime value out of range.');
  }
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  return `${made.toISOString().slice(0, 19)}${Number(micros) === 0 ? '' : `.${micros}`}Z`;
}

/** A time, kept in UTC. @param withDates the words for a bad one also name the bare date */
export function datetime(
  name: string,
  options: Options<string> & { withDates?: boolean } = {},
): Input<string> {
  const words = `Datetime has wrong format. Use one of these formats instead: ${options.withDates === true ? 'YYYY-MM-DD, ' : ''}YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].`;
  return {
    ...rest(options),
    meta: { type: 'datetime', label: label(name), ...options.meta },
    read: (value) => {
      // The bare date is read with fewer demands where the words name it.
      const text = typeof value === 'string' ? value : '';
      const time = parseTime(options.withDates === true && isDay(text) ? padded(text) : text);
      if (time === undefined) {
        throw new Invalid(words);
      }
      return time;
    },
  };
}
