import { UploadedFile } from '../http/body';
import type { Exchange } from '../http/exchange';
import { imageKind } from '../images';
import { isRecord, type JsonObject } from '../json';
import { parseUuid } from '../rules/visibility';
import { Invalid, type Input } from './input';

const label = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
const characters = (text: string): number => [...text].length;

type Options<V> = Partial<Pick<Input<V>, 'required' | 'nullable' | 'staffOnly'>> & {
  readonly meta?: JsonObject;
};

interface TextOptions extends Options<string> {
  readonly max?: number;
  /** "" is refused. */
  readonly notBlank?: boolean;
  readonly check?: (value: string) => string | undefined;
  /** Other words for the length. */
  readonly tooLong?: (length: number, max: number) => string;
  readonly type?: string;
}

const rest = <V>(options: Options<V>): Partial<Input<V>> => ({
  ...(options.required === undefined ? {} : { required: options.required }),
  ...(options.nullable === undefined ? {} : { nullable: options.nullable }),
  ...(options.staffOnly === undefined ? {} : { staffOnly: options.staffOnly }),
});

/** Text as DRF's CharField: trimmed, numbers taken as text, no NUL. */
export function text(name: string, options: TextOptions = {}): Input<string> {
  const { max, check } = options;
  return {
    ...rest(options),
    meta: {
      type: options.type ?? 'string',
      label: label(name),
      ...options.meta,
      ...(max === undefined || options.tooLong ? {} : { max_length: max }),
    },
    read: (value) => {
      if (typeof value !== 'string' && typeof value !== 'number') {
        throw new Invalid('Not a valid string.');
      }
      const trimmed = String(value).trim();
      if (trimmed === '') {
        if (options.notBlank === true) {
          throw new Invalid('This field may not be blank.');
        }
        return '';
      }
      const errors: string[] = [];
      const length = characters(trimmed);
      if (max !== undefined && length > max) {
        errors.push(
          options.tooLong?.(length, max) ?? `Ensure this field has no more than ${max} characters.`,
        );
      }
      const complaint = check?.(trimmed);
      if (complaint !== undefined) {
        errors.push(complaint);
      }
      if (trimmed.includes('\0')) {
        errors.push('Null characters are not allowed.');
      }
      if (errors.length > 0) {
        throw new Invalid(errors);
      }
      return trimmed;
    },
  };
}

export const requiredText = (name: string, max: number, options: TextOptions = {}): Input<string> =>
  text(name, { max, required: true, notBlank: true, ...options });

function isEmail(value: string): boolean {
  const at = value.lastIndexOf('@');
  const user = value.slice(0, at);
  const domain = value.slice(at + 1);
  return (
    at > 0 &&
    /^([-!#$%&'*+/=?^_`{}|~0-9A-Z]+(\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*|"([\x01-\x08\x0b\x0c\x0e-\x1f!#-[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*")$/i.test(
      user,
    ) &&
    (domain === 'localhost' ||
      /^((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+)(?:[\p{L}\p{N}-]{2,63}(?<!-))$/iu.test(
        domain,
      ) ||
      /^\[[0-9a-f.:]+\]$/i.test(domain)) &&
    value.length <= 320
  );
}

/** An e-mail address; "" is one where it is not `notBlank`. */
export const email = (name: string, options: TextOptions = {}): Input<string> => {
  const input = text(name, {
    type: 'email',
    ...options,
    check: (value) => (isEmail(value) ? undefined : 'Enter a valid email address.'),
  });
  return input;
};

const urlPattern =
  /^(?:https?|ftps?):\/\/(?:[^\s:@/]+(?::[^\s:@/]*)?@)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*(?!-)(?:[\p{L}-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)\.?|localhost)(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

export const url = (name: string, options: TextOptions = {}): Input<string> =>
  text(name, {
    type: 'url',
    ...options,
    check: (value) => {
      const host = /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#:]*)/i.exec(value)?.[1] ?? '';
      const dotted = host.includes('.') || host === 'localhost' || host.startsWith('[');
      return urlPattern.test(value) && dotted ? undefined : 'Enter a valid URL.';
    },
  });

export const slug = (name: string, options: TextOptions = {}): Input<string> =>
  text(name, {
    type: 'slug',
    ...options,
    check: (value) =>
      /^[-a-zA-Z0-9_]+$/.test(value)
        ? undefined
        : 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
  });

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
      if (
        whole.length + fraction.length > digits &&
        whole.length <= digits - places &&
        fraction.length <= places
      ) {
        throw new Invalid(`Ensure that there are no more than ${digits} digits in total.`);
      }
      if (whole.length + Math.max(fraction.length, 0) > digits) {
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
    emptyIsNull: true,
    meta: { type: 'date', label: label(name), ...options.meta },
    read: (value) => {
      if (typeof value !== 'string' || !isDay(value)) {
        throw new Invalid(dateWords);
      }
      return padded(value);
    },
  };
}

/** An ISO time in UTC as Waldur keeps it, of what DRF reads as a time; undefined where it is none. */
export function parseTime(value: string): string | undefined {
  const match =
    /^(\d{4}-\d{1,2}-\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,6})\d{0,6})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(
      value.trim(),
    );
  if (!match) {
    return undefined;
  }
  const [, day = '', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return undefined;
  }
  const two = (digits: string): string => digits.padStart(2, '0');
  const offset =
    zone === 'Z'
      ? 'Z'
      : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h: string, m?: string) => `${h}:${m ?? '00'}`);
  const made = new Date(`${padded(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset}`);
  if (Number.isNaN(made.getTime())) {
    return undefined;
  }
  const micros = fraction.padEnd(6, '0');
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
      const time = typeof value === 'string' ? parseTime(value) : undefined;
      if (time === undefined) {
        throw new Invalid(words);
      }
      return time;
    },
  };
}

/** A plain uuid. */
export function uuid(name: string, options: Options<string> = {}): Input<string> {
  return {
    ...rest(options),
    meta: { type: 'string', label: label(name), ...options.meta },
    read: (value) => {
      const hex = typeof value === 'string' ? parseUuid(value) : undefined;
      if (hex === undefined) {
        throw new Invalid('Must be a valid UUID.');
      }
      return hex;
    },
  };
}

/** The path of an address: the host does not count. */
export function addressPath(value: string): string {
  return value.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
}

/**
 * An object of one collection by its address; only the path of it counts.
 * @param find by uuid; undefined where it does not exist or the caller does not see it
 */
export function link<T>(
  name: string,
  collection: string,
  find: (uuid: string, exchange: Exchange) => T | undefined,
  options: Options<T> = {},
): Input<T> {
  return {
    ...rest(options),
    emptyIsNull: true,
    meta: { type: 'field', label: label(name), ...options.meta },
    read: (value, exchange) => {
      if (typeof value !== 'string') {
        throw new Invalid(`Incorrect type. Expected URL string, received ${pythonName(value)}.`);
      }
      if (value === '') {
        throw new Invalid('This field may not be null.');
      }
      const match = /^\/api\/([^/]+)\/([^/]+)\/$/.exec(addressPath(value));
      const hex = parseUuid(match?.[2] ?? '');
      if (!match || !knownCollections.has(match[1] ?? '')) {
        throw new Invalid('Invalid hyperlink - No URL match.');
      }
      if (match[1] !== collection) {
        throw new Invalid('Invalid hyperlink - Incorrect URL match.');
      }
      const found = hex === undefined ? undefined : find(hex, exchange);
      if (found === undefined) {
        throw new Invalid('Invalid hyperlink - Object does not exist.');
      }
      return found;
    },
  };
}

const knownCollections = new Set([
  'customers',
  'projects',
  'users',
  'organization-groups',
  'organization-group-types',
  'call-managing-organisations',
  'proposal-protected-calls',
  'project-types',
  'roles',
  'user-invitations',
  'payment-profiles',
  'access-subnets',
]);

const pythonName = (value: unknown): string =>
  Array.isArray(value)
    ? 'list'
    : isRecord(value)
      ? 'dict'
      : typeof value === 'boolean'
        ? 'bool'
        : Number.isInteger(value)
          ? 'int'
          : 'float';

const extensions =
  'bmp, dib, gif, jfif, jpe, jpg, jpeg, pbm, pgm, ppm, pnm, pfm, png, apng, blp, bufr, cur, pcx, dcx, dds, ps, eps, fit, fits, fli, flc, ftc, ftu, gbr, grib, h5, hdf, jp2, j2k, jpc, jpf, jpx, j2c, icns, ico, im, iim, mpg, mpeg, tif, tiff, mpo, msp, palm, pcd, pdf, pxr, psd, qoi, bw, rgb, rgba, sgi, ras, tga, icb, vda, vst, webp, wmf, emf, xbm, xpm';

/** A picture of a multipart body. */
export function image(name: string): Input<UploadedFile> {
  return {
    nullable: true,
    emptyIsNull: true,
    meta: { type: 'image upload', label: label(name), max_length: 100 },
    read: (value) => {
      if (!(value instanceof UploadedFile)) {
        throw new Invalid('The submitted data was not a file. Check the encoding type on the form.');
      }
      if (value.name === '') {
        throw new Invalid('No filename could be determined.');
      }
      if (value.bytes.length === 0) {
        throw new Invalid('The submitted file is empty.');
      }
      // The framework cuts names at 255 characters before it looks at them, and keeps the extension.
      const length = Math.min(characters(value.name), 255);
      if (length > 100) {
        throw new Invalid(`Ensure this filename has at most 100 characters (it has ${length}).`);
      }
      if (imageKind(value.bytes) === undefined) {
        throw new Invalid(
          'Upload a valid image. The file you uploaded was either not an image or a corrupted image.',
        );
      }
      const extension = /\.([^.]*)$/.exec(value.name)?.[1]?.toLowerCase() ?? '';
      if (!extensions.split(', ').includes(extension)) {
        throw new Invalid(
          `File extension “${extension}” is not allowed. Allowed extensions are: ${extensions}.`,
        );
      }
      return value;
    },
  };
}
