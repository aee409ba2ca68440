import { uuidOfUrl } from '../waldur/params';
import type { TextForm } from '../waldur/textForms';
import { typesOf, valueSchema } from './jsonSchema';
import type { WritableField } from './writableFields';

/**
 * Whether two values of a field are one to the server: it trims texts, tells times in UTC and decimals with two places,
 * takes uuids with dashes or without, and stores a number in a text as text. Blanks in a list of addresses mean nothing.
 */
export function sameValue(field: WritableField, one: unknown, other: unknown): boolean {
  return one === other || normal(field, one) === normal(field, other);
}

function normal(field: WritableField, value: unknown): unknown {
  if (typeof value === 'number') {
    const types = typesOf(valueSchema(field.schema).type);
    return types.includes('number') || types.includes('integer')
      ? field.facts.form === 'decimal'
        ? value.toFixed(2)
        : value
      : String(value);
  }
  if (typeof value === 'string') {
    const { form } = field.facts;
    const text = strip(value);
    return (form === undefined ? undefined : normalTexts[form])?.(text) ?? text;
  }
  if (typeof value === 'object' && value !== null) {
    return JSON.stringify(value, (_, item: unknown) => (typeof item === 'string' ? strip(item) : item));
  }
  return value;
}

const normalTexts: Readonly<Partial<Record<TextForm, (text: string) => string>>> = {
  time: (text) => instant(text) ?? text,
  decimal: (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text).toFixed(2) : text),
  uuid: (text) => uuidOfUrl(text) ?? text.replaceAll('-', '').toLowerCase(),
  emails: (text) => text.split(',').map(strip).join(','),
};

/** A time to the microsecond, the same whatever its offset; undefined: it is none. */
function instant(text: string): string | undefined {
  const [, day = '', time = '00:00', seconds = ':00', fraction = '', offset = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}${seconds}${offset.toUpperCase()}`);
  return Number.isNaN(at) ? undefined : `${at} ${fraction.padEnd(6, '0').slice(0, 6)}`;
}

/** What Python takes for blank and JavaScript does not. */
const alsoBlank = new Set(['\x1c', '\x1d', '\x1e', '\x1f', '\x85']);

/** Without the blanks around it, by the server's view and by ours. */
function strip(text: string): string {
  let stripped = text.trim();
  while (alsoBlank.has(stripped.charAt(0)) || alsoBlank.has(stripped.charAt(stripped.length - 1))) {
    const start = alsoBlank.has(stripped.charAt(0)) ? 1 : 0;
    const end = stripped.length - (alsoBlank.has(stripped.charAt(stripped.length - 1)) ? 1 : 0);
    stripped = stripped.slice(start, end).trim();
  }
  return stripped;
}
