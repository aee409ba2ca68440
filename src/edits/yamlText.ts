import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  parseAllDocuments,
  type ParsedNode,
  stringify,
} from 'yaml';
import type { DocumentProblem, TextRange } from './documentProblem';
import { type DocumentWords, inComment, json } from './documentText';
import { fileKey } from './fileMark';
import { mostLevels, rangeOf, type TextNode, type TextProperty, type TextTree, unread } from './textTree';
import type { Values } from './values';
import type { WritableField } from './writableFields';

// YAML, and the library that reads it: loaded with the first file that is written in it.

/** Far more than all fields have room for; the parser takes its time. */
const mostText = 250_000;

/** A number as JSON has it. Others are not the same in YAML 1.1 and 1.2: 010 is 8 in one and 10 in the other. */
const plainNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/**
 * Reads YAML 1.2, where days and words such as "no" are texts. What refers to other places of the text, names types or
 * holds several documents is a problem. @returns ranges are of `text` as it was given
 */
export function parseYaml(text: string): TextTree {
  if (text.length > mostText) {
    return unread({ range: rangeOf(0, text.length), kind: 'tooMuchText', most: mostText });
  }
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    return unread({ range: rangeOf(deep, 1), kind: 'tooDeep' });
  }
  const documents = parseAllDocuments<ParsedNode, false>(text, {
    // Whatever version a text says it has.
    schema: 'core',
    // They have a problem of their own.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [first, second] = [...documents];
  if (first === undefined || first.contents === null) {
    return unread({ range: rangeOf(0, text.length), kind: 'notObject' });
  }
  const problems: DocumentProblem[] = first.errors.map(({ code, pos: [start, end] }) => ({
    range: { start, end },
    kind: 'notYaml',
    code,
  }));
  if (second !== undefined) {
    problems.push({ range: rangeOf(second.range[0], 1), kind: 'yamlDocuments' });
  }
  return { root: nodeOf(first.contents, problems), problems };
}

function nodeOf(node: Node, problems: DocumentProblem[], level = 0): TextNode {
  const range = placeOf(node);
  const refused = (kind: 'yamlAlias' | 'yamlTag' | 'yamlNumber' | 'tooDeep'): TextNode => {
    problems.push({ range, kind });
    return { range, kind: 'refused' };
  };
  if (level > mostLevels) {
    return refused('tooDeep');
  }
  if (isAlias(node)) {
    return refused('yamlAlias');
  }
  if (node.tag !== undefined) {
    return refused('yamlTag');
  }
  if (isMap<Node, Node | null>(node)) {
    return {
      range,
      kind: 'object',
      properties: node.items.flatMap(({ key, value }): readonly TextProperty[] => {
        const place = placeOf(key);
        if (!isScalar(key) || key.tag !== undefined) {
          problems.push({ range: place, kind: 'yamlKey' });
          return [];
        }
        const read: TextNode =
          value === null ? { range: place, kind: 'value', value } : nodeOf(value, problems, level + 1);
        const isNothing = read.range.start === read.range.end;
        return [{ name: String(key.value), key: place, value: isNothing ? { ...read, range: place } : read }];
      }),
    };
  }
  if (isSeq<Node>(node)) {
    return { range, kind: 'list', items: node.items.map((item) => nodeOf(item, problems, level + 1)) };
  }
  if (!isScalar(node)) {
    return { range, kind: 'value', value: null };
  }
  return typeof node.value === 'number' && !plainNumber.test(node.source ?? '')
    ? refused('yamlNumber')
    : { range, kind: 'value', value: node.value };
}

function placeOf({ range }: Node): TextRange {
  const [start, end] = range ?? [0, 0];
  return { start, end };
}

/** What the lexer says that is no part of the text: where a document begins, and what it makes of a word. */
const besideText: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);

/** Where more levels begin than a file can have; the parser would call itself for each. */
function tooDeepAt(text: string): number | undefined {
  let offset = 0;
  let brackets = 0;
  let onLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      brackets++;
    } else if (token === ']' || token === '}') {
      brackets--;
    } else if (brackets === 0 && (token === '-' || token === '?' || token === ':')) {
      onLine++;
    } else if (/^[\r\n]/.test(token)) {
      onLine = 0;
    }
    // Items are pairs of brackets or levels of a line; lines that go deeper need more text than a file can have.
    if (brackets > mostLevels || onLine > 2 * mostLevels) {
      return offset;
    }
    offset += besideText.has(token) ? 0 : token.length;
  }
  return undefined;
}

/**
 * An object as YAML, as `documentText` has it as JSON: what every version of YAML reads alike. Lines end with "\n".
 * @param values of these fields; one without a value is left out
 */
export function yamlText(
  fields: readonly WritableField[],
  values: Values,
  { head, groups, file }: DocumentWords,
): string {
  const lines = head.map((line) => `# ${inComment(line)}\n`);
  if (file !== undefined) {
    lines.push(yamlProperty(fileKey, file));
  }
  let group: string | undefined;
  for (const { name, facts } of fields.filter((field) => values.has(field.name))) {
    if (facts.group !== group) {
      group = facts.group;
      lines.push(`\n# ${inComment(groups[facts.group])}\n`);
    }
    lines.push(yamlProperty(name, values.get(name)));
  }
  return lines.join('');
}

/** A property at the left edge, on lines of its own. */
export function yamlProperty(name: string, value: unknown): string {
  const plain = JSON.stringify(value ?? null);
  // JSON is YAML, too, and has a way to write what cannot be seen.
  return plain === json(value) && !plain.includes('\\r')
    ? stringify({ [name]: value ?? null }, { compat: 'yaml-1.1', lineWidth: 0 })
    : `${name}: ${json(value)}\n`;
}
