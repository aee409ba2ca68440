const word = "[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+";
const quoted = String.raw`"(?:[!#-\[\]-~]|\\[!-~])*"`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\-]{0,61}[\p{L}\p{N}])?`;
const host = String.raw`(?:(?:${label}\.)+[\p{L}\p{N}\-]{2,63}|localhost|\[[0-9a-fA-F:.]+\])`;
const email = String.raw`(?:${word}(?:\.${word})*|${quoted})@${host}`;

const network = String.raw`(?:(?:\d{1,3}\.){0,3}\d{1,3}\/\d{1,2}|(?=[0-9a-f]*:)[0-9a-f:]+\/\d{1,3})`;

/** What a template for slugs can have in braces. */
export const slugPlaceholders = [
  'customer_slug',
  'project_name',
  'year',
  'month',
  'counter',
  'counter_padded',
] as const;
const placeholder = String.raw`\{(?:${slugPlaceholders.join('|')})(?::[^{}]*)?\}`;

const hex = (digits: number) => `[0-9a-fA-F]{${digits}}`;
const orEmpty = (source: string) => new RegExp(`^(?:${source})?$`, 'u');
const listed = (source: string) => orEmpty(String.raw`${source}(?:\s*,\s*${source})*`);

/** `z.regexes.date` and `datetime`, which would bring every pattern of zod into what each window evaluates. */
const leapYear = String.raw`(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)`;
const dayOfMonth = String.raw`(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8]))`;
const date = String.raw`(?:${leapYear}-02-29|\d{4}-${dayOfMonth})`;
const hour = String.raw`(?:[01]\d|2[0-3])`;
const withOffset = String.raw`${hour}:[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-]${hour}:[0-5]\d))`;
const local = String.raw`${hour}:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?`;
const day = `^${date}$`;
const moment = `^${date}T(?:${withOffset}|${local})$`;

/**
 * The forms of text that the server wants, as patterns that JSON Schema can carry. They take what Django's validators
 * take, which is more than zod's own do; on what they leave open the server has the last word, as whether the numbers
 * of a network are within bounds. Those without "or empty" take no "".
 */
export const textForms = {
  /** Or empty. */
  email: orEmpty(email),
  /** With commas between, or empty. */
  emails: listed(email),
  /** With its scheme: http, https, ftp or ftps. Or empty. */
  url: orEmpty(
    String.raw`(?:https?|ftps?|HTTPS?|FTPS?):\/\/(?:[^\s:@\/]+(?::[^\s:@\/]*)?@)?` +
      String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|${host}\.?)(?::\d{1,5})?(?:[\/?#]\S*)?`,
  ),
  /** Digits of any script, spaces, hyphens, brackets, a leading plus. Or empty. */
  phone: orEmpty(String.raw`\+?[\p{Nd} \-()]+`),
  /** Letters, digits, hyphens and underscores, or empty. */
  slug: orEmpty(String.raw`[\-a-zA-Z0-9_]+`),
  /** ISO 3166-1 alpha-2, upper-case, or "EU". Or empty. */
  country: orEmpty('[A-Z]{2}'),
  /** Networks with their masks, with commas between, or empty. */
  networks: listed(network),
  /** Text with placeholders in braces, of those the server knows. Or empty. */
  slugTemplate: orEmpty(String.raw`(?:[^{}]|\{\{|\}\}|${placeholder})+`),
  /** A day that there is, `YYYY-MM-DD`. */
  day: new RegExp(day),
  /** A day, or a time in it with or without its offset from UTC; without one it is UTC. */
  time: new RegExp(`${day}|${moment}`),
  /** With dashes or without. */
  uuid: new RegExp(`^${[8, 4, 4, 4, 12].map(hex).join('-?')}$`),
  /** At most two places. */
  decimal: /^\d+(?:\.\d{1,2})?$/,
} as const;

export type TextForm = keyof typeof textForms;
