import {
  createScanner,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { RawObject } from '../waldur/rawObjects';
import { checkValue } from './checkValue';
import type { DocumentProblem, TextRange } from './documentProblem';
import { sameValue } from './sameValue';
import type { Values } from './values';
import type { WritableField, WritableFields } from './writableFields';

/** What a document says, and what is wrong with it. */
export interface ReadDocument {
  /** Of each field that is there and right, as it is to be sent; what is left out is left as it is. */
  readonly values: Values;
  /** Where the fields are. */
  readonly places: ReadonlyMap<string, FieldPlace>;
  readonly problems: readonly DocumentProblem[];
  /** How many more there are. */
  readonly more: number;
}

interface FieldPlace {
  readonly key: TextRange;
  readonly value: TextRange;
}

/** The object a document was made of. */
export interface Opened {
  readonly values: Values;
  readonly row: RawObject;
}

/** Tells VS Code by which JSON Schema to check a document. */
const schemaKey = '$schema';
const mostProblems = 100;
/** Far more than all fields have room for. */
const mostText = 1_000_000;
/** The parser calls itself at each level; fields have one. */
const mostLevels = 50;

/**
 * Reads a document: JSON with comments, commas at the ends, a BOM, any line ends.
 * @param opened what a field had then is not looked at, whatever the server let in
 * @returns ranges are of `text` as it was given
 */
export function readDocument(text: string, fields: WritableFields, opened?: Opened): ReadDocument {
  if (text.length > mostText) {
    return nothing({ range: rangeOf(0, text.length), kind: 'tooMuchText', most: mostText });
  }
  // Blank to the parser, and of the same length.
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const deep = tooDeepAt(json);
  if (deep !== undefined) {
    return nothing({ range: rangeOf(deep, 1), kind: 'tooDeep' });
  }
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true });
  const read = new DocumentReading(fields, opened);
  if (root?.type === 'object') {
    read.object(root);
  } else if (root !== undefined) {
    read.problems.push({ range: rangeOf(root.offset, root.length), kind: 'notObject' });
  }
  // What the parser makes of broken JSON says little about the rest.
  const problems: readonly DocumentProblem[] =
    errors.length === 0
      ? read.problems
      : errors.map(({ error, offset, length }) => ({
          range: rangeOf(offset, length),
          kind: 'syntax',
          code: printParseErrorCode(error),
        }));
  return {
    values: read.values,
    places: read.places,
    problems: problems.slice(0, mostProblems),
    more: Math.max(0, problems.length - mostProblems),
  };
}

class DocumentReading {
  readonly values = new Map<string, unknown>();
  readonly places = new Map<string, FieldPlace>();
  readonly problems: DocumentProblem[] = [];
  private readonly fields: ReadonlyMap<string, WritableField>;
  private readonly seen = new Set<string>();

  constructor(
    private readonly writable: WritableFields,
    private readonly opened: Opened | undefined,
  ) {
    this.fields = new Map(writable.fields.map((field) => [field.name, field]));
  }

  object(root: Node): void {
    for (const property of root.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key !== undefined && value !== undefined) {
        this.property(key, value);
      }
    }
    for (const { name, required } of this.fields.values()) {
      if (required === true && !this.seen.has(name)) {
        this.problems.push({ range: rangeOf(root.offset, 1), name, kind: 'missing' });
      }
    }
  }

  private property(key: Node, value: Node): void {
    const name = String(key.value);
    if (name === schemaKey) {
      return;
    }
    const range = rangeOf(key.offset, key.length);
    if (this.seen.has(name)) {
      this.problems.push({ range, name, kind: 'duplicate' });
      return;
    }
    this.seen.add(name);
    const field = this.fields.get(name);
    if (field !== undefined) {
      this.places.set(name, { key: range, value: rangeOf(value.offset, value.length) });
      this.value(field, value);
      return;
    }
    const why = this.writable.others.get(name);
    if (why !== undefined) {
      this.problems.push({ range, name, kind: 'notWritable', why });
    } else {
      const isKnown = this.opened !== undefined && Object.hasOwn(this.opened.row, name);
      this.problems.push({ range, name, kind: isKnown ? 'readOnly' : 'unknown' });
    }
  }

  private value(field: WritableField, node: Node): void {
    const { name } = field;
    const value: unknown = getNodeValue(node);
    const before = this.opened?.values.get(name);
    if (before !== undefined && sameValue(field, before, value)) {
      this.values.set(name, before);
      return;
    }
    const checked = checkValue(field, value);
    if (checked.kind === 'value') {
      this.values.set(name, checked.value);
      return;
    }
    for (const { problem, item } of checked.problems) {
      const { offset, length } = (item === undefined ? undefined : node.children?.[item]) ?? node;
      this.problems.push({ range: rangeOf(offset, length), name, ...problem });
    }
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

function nothing(problem: DocumentProblem): ReadDocument {
  return { values: new Map(), places: new Map(), problems: [problem], more: 0 };
}

function rangeOf(offset: number, length: number): TextRange {
  return { start: offset, end: offset + length };
}
