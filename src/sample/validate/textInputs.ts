import type { Exchange } from '../http/exchange';
import { Invalid, type Input } from './input';
import { characters, label, rest, type Options } from './options';

export interface TextOptions extends Options<string> {
  readonly max?: number;
  /** "" is refused. */
  readonly notBlank?: boolean;
  /** What a validator of the server's own says of it; these come before all others. */
  readonly check?: (value: string, exchange: Exchange) => string | readonly string[] | undefined;
  /** What the kind of text, such as an address, says of it: after all others. */
  readonly format?: (value: string) => string | undefined;
  /** Other words for the length. */
  readonly tooLong?: (length: number, max: number) => string;
  readonly type?: string;
}

/** Text as DRF's CharField: trimmed, numbers taken as text, no NUL. */
export function text(name: string, options: TextOptions = {}): Input<string> {
  const { max, check, format } = options;
  return {
    ...rest(options),
    meta: {
      type: options.type ?? 'string',
      label: label(name),
      ...options.meta,
      ...(max === undefined || options.tooLong ? {} : { max_length: max }),
    },
    read: (value, exchange) => {
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
      const errors: string[] = [check?.(trimmed, exchange) ?? []].flat();
      const length = characters(trimmed);
      if (max !== undefined && length > max) {
        errors.push(
          options.tooLong?.(length, max) ?? `Ensure this field has no more than ${max} characters.`,
        );
      }
      if (trimmed.includes('\0')) {
        errors.push('Null characters are not allowed.');
      }
      const surrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(
        trimmed,
      )?.[0];
      if (surrogate !== undefined) {
        errors.push(
          `Surrogate characters are not allowed: U+${surrogate.charCodeAt(0).toString(16).toUpperCase()}.`,
        );
      }
      const complaint = format?.(trimmed);
      if (complaint !== undefined) {
        errors.push(complaint);
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
    /^(?:[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*|"(?:[^"\\\r\n]|\\.)*")$/i.test(
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
    format: (value) => (isEmail(value) ? undefined : 'Enter a valid email address.'),
  });
  return input;
};

const urlPattern =
  /^(?:https?|ftps?):\/\/(?:[^\s:@/]+(?::[^\s:@/]*)?@)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*(?!-)(?:[\p{L}-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)\.?|localhost)(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

export const url = (name: string, options: TextOptions = {}): Input<string> =>
  text(name, {
    type: 'url',
    ...options,
    format: (value) => {
      const host = /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#:]*)/i.exec(value)?.[1] ?? '';
      const dotted = host.includes('.') || host === 'localhost' || host.startsWith('[');
      return urlPattern.test(value) && dotted ? undefined : 'Enter a valid URL.';
    },
  });

export const slug = (name: string, options: TextOptions = {}): Input<string> =>
  text(name, {
    type: 'slug',
    ...options,
    format: (value) =>
      /^[-a-zA-Z0-9_]+$/.test(value)
        ? undefined
        : 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
  });
