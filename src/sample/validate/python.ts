const blanks = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const ends = new RegExp(`^${blanks}|${blanks}$`, 'g');

/** As `str.strip()`: other characters count as blank than with `trim()`. */
export const strip = (text: string): string => text.replace(ends, '');

function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `${mark}${text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`).replaceAll('\n', '\\n')}${mark}`;
}

function repr(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(repr).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${quoted(key)}: ${repr(item)}`)
      .join(', ')}}`;
  }
  return typeof value === 'string' ? quoted(value) : str(value);
}

/** As `str()` writes a value that came as JSON. */
export function str(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return repr(value);
  }
  const words: Readonly<Record<string, string>> = { null: 'None', true: 'True', false: 'False' };
  return typeof value === 'string' ? value : (words[String(value)] ?? String(value));
}

/** A number in a text without what Python lets one write around and within it. */
export const plainNumber = (text: string): string => strip(text).replace(/(?<=\d)_(?=\d)/g, '');
