/** A day as far as a text tells it; the year with two or four digits. */
interface Day {
  readonly year?: number;
  readonly month: number;
  readonly day?: number;
}

/** In their languages spreadsheets write the names of months. */
const languages = [
  ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'nb', 'da', 'fi', 'et', 'lv', 'lt', 'pl', 'cs', 'sk'],
  ...['sl', 'hr', 'hu', 'ro', 'el', 'tr', 'ru', 'uk', 'bg'],
];

/** What spreadsheets have and `Intl` has not. */
const otherMonths: ReadonlyMap<string, number> = new Map([
  ['mrz', 3],
  ['sept', 9],
]);

let months: ReadonlyMap<string, number> | undefined;

function monthOf(word: string): number | undefined {
  months ??= new Map(
    languages.flatMap((language) =>
      (['short', 'long'] as const).flatMap((month) => {
        const format = new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' });
        return Array.from({ length: 12 }, (_, at) => {
          const parts = format.formatToParts(Date.UTC(2024, at, 1));
          return [plainWord(parts.find(({ type }) => type === 'month')?.value ?? ''), at + 1] as const;
        });
      }),
    ),
  );
  return months.get(plainWord(word)) ?? otherMonths.get(plainWord(word));
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/\.$/, '');
}

/** Days between the first day of spreadsheets and that of Unix, and the days that are plain to be such a number. */
const daysBefore = 25_569;
const dayNumbers = { least: 10_000, most: 99_999 };
const dayMs = 86_400_000;

/** Every day that a spreadsheet of some locale may take a text for, or write for one. */
function daysIn(text: string): readonly Day[] {
  const plain = text.trim().replace(/[T\s]+\d{1,2}:\d\d(:\d\d([.,]\d+)?)?\s*([ap]m|z|[+-]\d\d:?\d\d)?$/i, '');
  const [, first, second, third] =
    /^(\d{1,4})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{1,4}))?\.?$/.exec(plain) ?? [];
  if (first !== undefined && second !== undefined) {
    const [a, b] = [Number(first), Number(second)];
    return (
      third === undefined
        ? [day(b, a), day(a, b), day(a, undefined, b), day(b, undefined, a)]
        : [day(b, a, Number(third)), day(a, b, Number(third)), day(b, Number(third), a)]
    ).flatMap((one) => one ?? []);
  }
  const [, before = '', word, after = ''] =
    /^(\d{0,4})[\s.,-]*(\p{L}{3,})[\s.,-]*(\d{0,4})$/u.exec(plain) ?? [];
  const [, word2, of2, year2] = /^(\p{L}{3,})[\s.]+(\d{1,2}),?\s+(\d{4})$/u.exec(plain) ?? [];
  const month = monthOf(word ?? word2 ?? '');
  if (month !== undefined) {
    const numbers = [before, after, of2 ?? '', year2 ?? ''].filter((digits) => digits !== '').map(Number);
    const [one, two] = numbers;
    return (
      one === undefined
        ? []
        : two === undefined
          ? [day(month, one), day(month, undefined, one)]
          : [day(month, one, two)]
    ).flatMap((each) => each ?? []);
  }
  const [whole] = /^\d{5}(?=$|[.,]\d+$)/.exec(plain) ?? [];
  const number = Number(whole);
  if (whole !== undefined && number >= dayNumbers.least && number <= dayNumbers.most) {
    const date = new Date((number - daysBefore) * dayMs);
    return [{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }];
  }
  return [];
}

function day(month: number, of?: number, year?: number): Day | undefined {
  const isDay = month >= 1 && month <= 12 && (of === undefined || (of >= 1 && of <= 31));
  return isDay
    ? { month, ...(of === undefined ? {} : { day: of }), ...(year === undefined ? {} : { year }) }
    : undefined;
}

/** Whether a spreadsheet may take the one for a day and write it as the other. */
export function isSameDay(one: string, other: string): boolean {
  const others = daysIn(other);
  return (
    others.length > 0 &&
    daysIn(one).some((a) =>
      others.some(
        (b) =>
          a.month === b.month &&
          (a.day === undefined || b.day === undefined ? isSame(a.year, b.year) === true : a.day === b.day) &&
          isSame(a.year, b.year) !== false,
      ),
    )
  );
}

/** Undefined where one is not told. */
function isSame(year: number | undefined, other: number | undefined): boolean | undefined {
  return year === undefined || other === undefined ? undefined : year % 100 === other % 100;
}

/** Whether a spreadsheet may take the one for a time of day and write it as the other. */
export function isSameTime(one: string, other: string): boolean {
  const a = secondsIn(one);
  const b = secondsIn(other);
  return a !== undefined && b !== undefined && Math.abs(a - b) < 1;
}

/** Of half a day, as some write the afternoon with its letters and others do not. */
function secondsIn(text: string): number | undefined {
  const [, hours, minutes, seconds = '0'] =
    /^(\d{1,3}):(\d\d)(?::(\d\d))?\s*(?:[ap]\.?m\.?)?$/i.exec(text.trim()) ?? [];
  if (hours !== undefined) {
    return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) % 43_200;
  }
  return /^[01]?[.,]\d{2,}$/.test(text.trim())
    ? (Number(text.trim().replace(',', '.')) * 86_400) % 43_200
    : undefined;
}
