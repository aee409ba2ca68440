import { Invalid, type Input } from './input';
import { label, rest, type Options } from './options';

export function boolean(name: string, options: Options<boolean> = {}): Input<boolean> {
  const yes: unknown[] = [
    't',
    'T',
    'y',
    'Y',
    'yes',
    'Yes',
    'YES',
    'true',
    'True',
    'TRUE',
    'on',
    'On',
    'ON',
    '1',
    1,
    true,
  ];
  const no: unknown[] = [
    'f',
    'F',
    'n',
    'N',
    'no',
    'No',
    'NO',
    'false',
    'False',
    'FALSE',
    'off',
    'Off',
    'OFF',
    '0',
    0,
    false,
  ];
  return {
    ...rest(options),
    isBoolean: true,
    meta: { type: 'boolean', label: label(name), ...options.meta },
    read: (value) => {
      if (yes.includes(value)) {
        return true;
      }
      if (no.includes(value)) {
        return false;
      }
      // Python words for "no value" count as null, which a boolean may not be.
      if (typeof value === 'string' && ['null', 'Null', 'NULL', ''].includes(value)) {
        throw new Invalid(value === '' ? 'Must be a valid boolean.' : 'This field may not be null.');
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
    emptyIsNull: true,
    meta: { type: 'integer', label: label(name), ...options.meta, min_value: min, max_value: max },
    read: (value) => {
      const digits = typeof value === 'string' ? value.trim().replace(/\.0*$/, '') : value;
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
    emptyIsNull: true,
    meta: { type: 'float', label: label(name), ...options.meta },
    read: (value) => {
      const number =
        typeof value === 'boolean'
          ? Number(value)
          : typeof value === 'string' && value.trim() !== ''
            ? Number(value)
            : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) {
        throw new Invalid('A valid number is required.');
      }
      return number;
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
      const plain = String(typeof value === 'string' || typeof value === 'number' ? value : 'x').trim();
      const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain);
      if (!match || !/\d/.test(plain)) {
        throw new Invalid('A valid number is required.');
      }
      const whole = (match[2] ?? '').replace(/^0+/, '');
      const fraction = match[3] ?? '';
      if (whole.length + fraction.length > digits) {
        throw new Invalid(`Ensure that there are no more than ${digits} digits in total.`);
      }
      if (fraction.length > places) {
        throw new Invalid(`Ensure that there are no more than ${places} decimal places.`);
      }
      if (whole.length > digits - places) {
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
      return `${match[1] === '-' && number !== 0 ? '-' : ''}${whole === '' ? '0' : whole}.${fraction.padEnd(places, '0')}`;
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
      const shown =
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
          ? String(value)
          : JSON.stringify(value);
      if (!choices.some(([known]) => known === shown)) {
        throw new Invalid(`"${shown}" is not a valid choice.`);
      }
      return shown;
    },
  };
}
