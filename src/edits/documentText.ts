import type { FieldGroup } from '../waldur/writeField';
import { fileKey } from './fileMark';
import type { Values } from './values';
import type { WritableField } from './writableFields';

/** What of a document is in the reader's language. */
export interface DocumentWords {
  /** Lines at its head, as comments: what is told of the object and cannot be changed. */
  readonly head: readonly string[];
  readonly groups: Readonly<Record<FieldGroup, string>>;
  /** Address of the JSON Schema that VS Code checks it by. */
  readonly schema?: string;
  /** Of a file: what says which object it is about. */
  readonly file?: Readonly<Record<string, string>>;
}

/** A list that fits in a line of so many characters is written in one. */
const widestList = 100;

/**
 * An object as JSON with comments: a head, then its fields by groups. Lines end with "\n". Texts of the server cannot end
 * a comment or a text early, and what shows nothing or turns the direction of writing is written as an escape.
 * @param values of these fields; one without a value is left out
 */
export function documentText(
  fields: readonly WritableField[],
  values: Values,
  { head, groups, schema, file }: DocumentWords,
): string {
  const known = fields.filter(({ name }) => values.has(name));
  const lines = head.map((line) => `// ${inComment(line)}`);
  lines.push('{');
  const end = known.length === 0 ? '' : ',';
  if (schema !== undefined) {
    lines.push(`  "$schema": ${json(schema)}${end}`, '');
  }
  if (file !== undefined) {
    lines.push(`  ${json(fileKey)}: ${indented(json(file, 2))}${end}`, '');
  }
  for (const [at, { name, facts }] of known.entries()) {
    if (facts.group !== known[at - 1]?.facts.group) {
      lines.push(...(at === 0 ? [] : ['']), `  // ${inComment(groups[facts.group])}`);
    }
    const comma = at === known.length - 1 ? '' : ',';
    lines.push(`  ${json(name)}: ${valueText(values.get(name))}${comma}`);
  }
  lines.push('}', '');
  return lines.join('\n');
}

/** A value as it stands behind its name in a document. */
export function valueText(value: unknown): string {
  const text = json(value);
  return Array.isArray(value)
    ? text.length <= widestList
      ? `[${value.map(json).join(', ')}]`
      : indented(json(value, 2))
    : text;
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/**
 * What ends a line for some, cannot be seen, or makes text look like another: VS Code would ask about the first, and no
 * one would find the rest. Line feeds and the like are escaped in JSON anyway.
 */
const unclear =
  /[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

/** A value as JSON in which everything can be seen. */
export function json(value: unknown, indent?: number): string {
  return JSON.stringify(value ?? null, undefined, indent).replace(
    unclear,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text as one line of a comment. */
export function inComment(line: string): string {
  return line
    .toWellFormed()
    .replace(unclear, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
