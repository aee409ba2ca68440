import { Invalid, type Input } from './input';
import { label, rest, type Options } from './options';
import { plainNumber, str } from './python';

function short(text: string): string {
  if (text.length > 1000) {
    throw new Invalid('String value too large.');
  }
  return text;
}

/** As Python's `float()`, which also knows words for what no JSON can hold; undefined where it would raise. */
function floatOf(text: string): number | undefined {
  const plain = plainNumber(text);
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) {
    return Number(plain);
  }
  return /^[+-]?(?:inf(?:inity)?|nan)$/i.test(plain) ? NaN : undefined;
}

export function boolean(name: string, options: Options<boolean> = {}): Input<boolean> {
  const yes: unknown[] = ['t', 'y', 'yes', 'true', 'on', '1', 1, true];
  const no: unknown[] = ['f', 'n', 'no', 'false', 'off', '0', 0, false];
  return {
    ...rest(options),
    isBoolean: true,
    meta: { type: 'boolean', label: label(name), ...options.meta },
    read: (value) => {
      const word = typeof value === 'string' ? value.toLowerCase() : value;
      if (yes.includes(word)) {
        return true;
      }
      if (no.includes(word)) {
        return false;
      }
      throw new Invalid('Must be a valid boolean.');
    },
  };
}

export function integer(
  name: string,
  min: number,
  max: number,
  options: Options<number> = {},
): Input<number> {
  return {
    ...rest(options),
    meta: { type: 'integer', label: label(name), ...options.meta, min_value: min, max_value: max },
    read: (value) => {
      const digits = typeof value === 'string' ? plainNumber(short(value)).replace(/\.0*$/, '') : value;
      const number = typeof digits === 'string' && /^[+-]?\d+$/.test(digits) ? Number(digits) : digits;
      if (typeof number !== 'number' || !Number.isInteger(number)) {
        throw new Invalid('A valid integer is required.');
      }
      if (number < min) {
        throw new Invalid(`Ensure this value is greater than or equal to ${min}.`);
      }
      if (number > max) {
        throw new Invalid(`Ensure this value is less than or equal to ${max}.`);
      }
      return number;
    },
  };
}

export function float(name: string, options: Options<number> = {}): Input<number> {
  return {
    ...rest(options),
    meta: { type: 'float', label: label(name), ...options.meta },
    read: (value) => {
      const number =
        typeof value === 'string'
          ? floatOf(short(value))
          : typeof value === 'boolean'
            ? Number(value)
            : value;
      if (typeof number !== 'number') {
        throw new Invalid('A valid number is required.');
      }
      return Number.isFinite(number) ? number : NaN;
    },
  };
}

/** A decimal, kept and sent as text. */
export function decimal(
  name: string,
  digits: number,
  places: number,
  range: { min: number; max: number },
  options: Options<string> = {},
): Input<string> {
  return {
    ...rest(options),
    meta: {
      type: 'decimal',
      label: label(name),
      ...options.meta,
      min_value: range.min,
      max_value: range.max,
      max_digits: digits,
      decimal_places: places,
    },
    read: (value) => {
      const plain =
        typeof value === 'string'
          ? plainNumber(short(value))
          : typeof value === 'number'
            ? String(value)
            : '';
      const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(plain);
      const written = (match?.[2] ?? '') + (match?.[3] ?? '');
      if (!match || written === '') {
        throw new Invalid('A valid number is required.');
      }
      const coefficient = written.replace(/^0+(?=\d)/, '');
      const exponent = Number(match[4] ?? 0) - (match[3] ?? '').length;
      const decimals = Math.max(0, -exponent);
      const total = Math.max(coefficient.length + Math.max(0, exponent), decimals);
      if (total > digits) {
        throw new Invalid(`Ensure that there are no more than ${digits} digits in total.`);
      }
      if (decimals > places) {
        throw new Invalid(`Ensure that there are no more than ${places} decimal places.`);
      }
      if (total - decimals > digits - places) {
        throw new Invalid(
          `Ensure that there are no more than ${digits - places} digits before the decimal point.`,
        );
      }
      const number = Number(plain);
      if (number < range.min) {
        throw new Invalid(`Ensure this value is greater than or equal to ${range.min}.`);
      }
      if (number > range.max) {
        throw new Invalid(`Ensure this value is less than or equal to ${range.max}.`);
      }
      return (number === 0 ? 0 : number).toFixed(places);
    },
  };
}

export function choice(
  name: string,
  choices: readonly (readonly [value: string, label: string])[],
  options: Options<string> & { blank?: boolean } = {},
): Input<string> {
  return {
    ...rest(options),
    allowsBlank: options.blank ?? false,
    meta: {
      type: 'choice',
      label: label(name),
      ...options.meta,
      choices: choices.map(([value, display]) => ({ value, display_name: display })),
    },
    read: (value) => {
      if (value === '' && options.blank === true) {
        return '';
      }
      const shown = str(value);
      if (!choices.some(([known]) => known === shown)) {
        throw new Invalid(`"${shown}" is not a valid choice.`);
      }
      return shown;
    },
  };
}
