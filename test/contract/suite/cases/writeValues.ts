import type { TextForm } from '../../../../src/waldur/textForms';
import type { Bench } from '../bench';
import { inDays } from '../fixtures';
import type { Field } from '../writable';

/** Texts of so many characters, by form, that keep the form whatever the length. */
const longTexts: Readonly<Partial<Record<TextForm, (length: number, bench: Bench) => string>>> = {
  email: (length) => '@example.org'.padStart(length, 'x'),
  emails: (length) => `@example.org${',a@example.org'.repeat(30)}`.padStart(length, 'x'),
  url: (length) => 'https://example.org/'.padEnd(length, 'x'),
  phone: (length) => '5'.repeat(length),
  slug: (length, bench) => `c-${bench.prefix.slice(-8)}`.padEnd(length, 'x'),
};

/** Text of so many characters that the field takes if there are no more than it has room for. */
export function textOf(bench: Bench, name: string, { facts }: Field, length: number): string {
  const formed = facts.form === undefined ? undefined : longTexts[facts.form];
  // The suite's own things are known by their names.
  return formed?.(length, bench) ?? (name === 'name' ? bench.name('object') : '').padEnd(length, 'x');
}

interface Values {
  /** Each is taken and, as `isSame` sees it, told again. */
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const day = inDays(30).slice(0, 10);

/** Of forms that have a good value without a look at the server. */
const forms: Readonly<Record<TextForm, Values>> = {
  email: {
    good: ["ann.o'neil+x@sub.example.org", ''],
    bad: ['nobody', 'ann lee@example.org', 'õ@example.org'],
  },
  emails: { good: ['a@example.org,b@example.org', ''], bad: ['a@example.org,nobody'] },
  url: {
    good: ['https://ann:secret@www.example.org:8080/path?x=1#y', 'ftp://192.0.2.1/', ''],
    bad: ['www.example.org', 'javascript:alert(1)'],
  },
  phone: { good: ['+372 (5) 123-456', ''], bad: ['call me', '5+5'] },
  slug: { good: [], bad: ['no slug', 'õ'] },
  country: { good: [''], bad: ['ee', 'Estonia'] },
  networks: { good: ['192.0.2.0/24, 2001:db8::/32', ''], bad: ['10.0.0.1', 'here'] },
  slugTemplate: { good: ['{customer_slug}-{year}-{counter_padded}', ''], bad: ['{nothing}'] },
  day: { good: [day], bad: ['31.12.2099', '2099-02-30', ''] },
  time: {
    good: ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09.123456+03:00', '2024-05-06'],
    bad: ['soon', '2024-02-30', ''],
  },
  uuid: { good: [], bad: ['data', 'x'.repeat(32)] },
  decimal: { good: ['24.50', 7.5, '0'], bad: ['1.234', 'lots', '-1'] },
};

/** Values for a field, of which the good ones do no harm. */
export function valuesOf(name: string, { facts, json }: Field): Values {
  if (facts.form !== undefined) {
    return forms[facts.form];
  }
  const types = [json.type ?? json.anyOf?.map((one) => one.type)].flat();
  if (types.includes('boolean')) {
    return { good: facts.cost === 'lock' ? [false] : [true, false], bad: ['maybe', 'soon'] };
  }
  if (types.includes('array')) {
    return { good: [['.*', 'staff'], []], bad: ['staff', ['']] };
  }
  if (types.includes('number')) {
    return { good: [58.38, -26.5, 0], bad: ['north'] };
  }
  if (types.includes('integer')) {
    return { good: [14, 15], bad: [1.5, 'many'] };
  }
  const choices = choicesOf({ facts, json });
  if (choices.length > 0) {
    return { good: choices, bad: ['something else'] };
  }
  if (types.includes('null')) {
    return { good: [null], bad: ['data:image/png;base64,', ''] };
  }
  return { good: ['"Õ" 😀'], bad: name === 'name' ? [' ', ''] : [] };
}

/** The words a field knows; none where it is no choice. */
export function choicesOf({ json }: Field): readonly unknown[] {
  return json.enum ?? json.anyOf?.flatMap((one) => one.enum ?? []) ?? [];
}

/** Whether the server tells a value as it was sent: times in UTC, decimals with two places. */
export function isSame(form: TextForm | undefined, told: unknown, sent: unknown): boolean {
  return form === 'time'
    ? Date.parse(String(told)) === Date.parse(String(sent))
    : form === 'decimal'
      ? Number(told) === Number(sent)
      : JSON.stringify(told) === JSON.stringify(sent);
}

/** Rounds of values: the first of each field, the second of each that has two, and so on. */
export function rounds(values: ReadonlyMap<string, readonly unknown[]>): readonly Record<string, unknown>[] {
  const most = Math.max(0, ...[...values.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(
      [...values].filter(([, { length }]) => at < length).map(([name, list]) => [name, list[at]]),
    ),
  );
}
