import { isIP } from 'node:net';
import type { Exchange } from '../http/exchange';
import { Invalid, type Input } from './input';
import { characters, label, rest, type Options } from './options';
import { strip } from './python';

export interface TextOptions extends Options<string> {
  readonly max?: number;
  /** "" is refused. */
  readonly notBlank?: boolean;
  /** What a validator of the server's own says of it; these come before all others. */
  readonly check?: (value: string, exchange: Exchange) => string | readonly string[] | undefined;
  /** The words for what is no text, or not the form of it that is wanted; these come after all others. */
  readonly form?: { readonly fits: (value: string) => boolean; readonly words: string };
  /** Other words for the length. */
  readonly tooLong?: (length: number, max: number) => string;
  readonly type?: string;
}

/** Text as DRF's CharField: trimmed, numbers taken as text, no NUL. */
export function text(name: string, options: TextOptions = {}): Input<string> {
  const { max, check, form } = options;
  return {
    ...rest(options),
    allowsBlank: options.notBlank !== true,
    meta: {
      type: options.type ?? 'string',
      label: label(name),
      ...options.meta,
      ...(max === undefined || options.tooLong ? {} : { max_length: max }),
    },
    read: (value, exchange) => {
      if (typeof value !== 'string' && typeof value !== 'number') {
        throw new Invalid(form?.words ?? 'Not a valid string.');
      }
      const trimmed = strip(String(value));
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
      if (form?.fits(trimmed) === false) {
        errors.push(form.words);
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
    /^(?:[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*|"(?:[!#-[\]-~]|\\[!-~])*")$/i.test(
      user,
    ) &&
    (domain === 'localhost' ||
      /^((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+)(?:[\p{L}\p{N}-]{2,63}(?<!-))$/iu.test(
        domain,
      ) ||
      isIP(/^\[([0-9a-f.:]+)\]$/i.exec(domain)?.[1] ?? '') !== 0) &&
    characters(value) <= 320
  );
}

/** An e-mail address; "" is one where it is not `notBlank`. */
export const email = (name: string, options: TextOptions = {}): Input<string> =>
  text(name, {
    type: 'email',
    ...options,
    form: { fits: isEmail, words: 'Enter a valid email address.' },
  });

const urlPattern =
  /^(?:https?|ftps?):\/\/(?:[^\s:@/]+(?::[^\s:@/]*)?@)?(?:(\d+(?:\.\d+){3})|\[([0-9a-f:.]+)\]|(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*(?!-)(?:[\p{L}-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)\.?|localhost)(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

function isUrl(value: string): boolean {
  const host = /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#:]*)/i.exec(value)?.[1] ?? '';
  const dotted = host.includes('.') || host === 'localhost' || host.startsWith('[');
  const [, four, six] = urlPattern.exec(value) ?? [];
  return (
    urlPattern.test(value) &&
    dotted &&
    isIP(four ?? six ?? '::') !== 0 &&
    characters(host) <= 253 &&
    characters(value) <= 2048
  );
}

export const url = (name: string, options: TextOptions = {}): Input<string> =>
  text(name, { type: 'url', ...options, form: { fits: isUrl, words: 'Enter a valid URL.' } });

export const slug = (name: string, options: TextOptions = {}): Input<string> =>
  text(name, {
    type: 'slug',
    ...options,
    form: {
      fits: (value) => /^[-a-zA-Z0-9_]+$/.test(value),
      words: 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
    },
  });
