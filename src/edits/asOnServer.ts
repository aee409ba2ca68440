import { json, valueText } from './documentText';
import type { FileFormat } from './fileMark';
import type { ObjectFile } from './objectFile';
import { sameValue } from './sameValue';
import { type TextNode, valueOf } from './textTree';
import { valuesOf } from './values';
import type { RawObject, WritableKind } from '../waldur/rawObjects';
import { fieldNamed } from './writableFields';

/**
 * A file as it would be if it said what the server has: its own text, with the server's values in the places of those
 * that are not the same. What a diff of both shows is what applying the file would change, however it is written.
 * @param yamlProperty writes a property of YAML
 */
export function asOnServer(
  text: string,
  { tree }: Pick<ObjectFile, 'tree'>,
  format: FileFormat,
  kind: WritableKind,
  row: RawObject,
  yamlProperty: (name: string, value: unknown) => string,
): string {
  const { root } = tree;
  if (root?.kind !== 'object') {
    return text;
  }
  let result = '';
  let written = 0;
  for (const { name, key, value: node } of root.properties) {
    const field = fieldNamed(kind, name);
    const values = field === undefined ? undefined : valuesOf([field], row);
    if (field === undefined || values?.has(name) !== true || key.start < written) {
      continue;
    }
    const value = values.get(name);
    if (node.kind !== 'refused' && sameValue(field, valueOf(node), value)) {
      continue;
    }
    const isBlock = format === 'yaml' && text[root.range.start] !== '{' && isAtEdge(text, key.start);
    const from = isBlock ? key.start : node.range.start;
    const to = endOf(text, key.end, node);
    result += text.slice(written, from);
    result += isBlock
      ? yamlProperty(name, value).trimEnd()
      : format === 'yaml'
        ? `${node.range.start === key.start ? `${text.slice(key.start, key.end)}: ` : ''}${json(value)}`
        : valueText(value);
    // A block of YAML ends with its line.
    result += /\s*$/.exec(text.slice(from, to))?.[0] ?? '';
    written = to;
  }
  return result + text.slice(written);
}

/** Of a value that is left out in YAML, where its colon is. */
function endOf(text: string, keyEnd: number, { range }: TextNode): number {
  return range.end > keyEnd ? range.end : text.indexOf(':', keyEnd) + 1 || keyEnd;
}

function isAtEdge(text: string, offset: number): boolean {
  return offset === 0 || /[\r\n\ufeff]/.test(text.charAt(offset - 1));
}
