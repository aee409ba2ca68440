import {
  createScanner,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { mostLevels, mostText, rangeOf, type TextNode, type TextTree, unread } from './textTree';

/** Reads JSON with comments, commas at the ends, a BOM, any line ends. @returns ranges are of `text` as it was given */
export function parseJson(text: string): TextTree {
  if (text.length > mostText) {
    return unread({ range: rangeOf(0, text.length), kind: 'tooMuchText', most: mostText });
  }
  // Blank to the parser, and of the same length.
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const deep = tooDeepAt(json);
  if (deep !== undefined) {
    return unread({ range: rangeOf(deep, 1), kind: 'tooDeep' });
  }
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true });
  return {
    root: root === undefined ? undefined : nodeOf(root),
    problems: errors.map(({ error, offset, length }) => ({
      range: rangeOf(offset, length),
      kind: 'syntax',
      code: printParseErrorCode(error),
    })),
  };
}

function nodeOf(node: Node): TextNode {
  const range = rangeOf(node.offset, node.length);
  const children = node.children ?? [];
  switch (node.type) {
    case 'object':
      return {
        range,
        kind: 'object',
        properties: children.flatMap(({ children: [key, value] = [] }) =>
          key === undefined || value === undefined
            ? []
            : [{ name: String(key.value), key: rangeOf(key.offset, key.length), value: nodeOf(value) }],
        ),
      };
    case 'array':
      return { range, kind: 'list', items: children.map(nodeOf) };
    case 'property':
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { range, kind: 'value', value: getNodeValue(node) };
  }
}

/** Where more levels begin than the parser can take, however deep they go. */
function tooDeepAt(json: string): number | undefined {
  const scanner = createScanner(json, true);
  let level = 0;
  while (scanner.getPosition() < json.length) {
    scanner.scan();
    // A text begins with a quotation mark, whatever is in it.
    const first = json.charAt(scanner.getTokenOffset());
    level += first === '{' || first === '[' ? 1 : first === '}' || first === ']' ? -1 : 0;
    if (level > mostLevels) {
      return scanner.getTokenOffset();
    }
  }
  return undefined;
}
