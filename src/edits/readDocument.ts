import { uuidOfUrl } from '../waldur/params';
import type { RawObject } from '../waldur/rawObjects';
import { checkValue } from './checkValue';
import type { DocumentProblem, TextRange } from './documentProblem';
import { fileKey } from './fileMark';
import { parseJson } from './parseJson';
import { sameValue } from './sameValue';
import { rangeOf, type TextNode, type TextProperty, type TextTree, valueOf } from './textTree';
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

/** What is no field: by the first VS Code knows the JSON Schema to check a document by, the second heads files. */
const otherKeys: ReadonlySet<string> = new Set(['$schema', fileKey]);
/** What is wrong with a text at one place of it, so that the rest can be read. */
const ofValues: ReadonlySet<DocumentProblem['kind']> = new Set([
  ...(['yamlAlias', 'yamlTag', 'yamlNumber', 'yamlKey'] as const),
  ...(['fileKind', 'fileUuid', 'fileServer', 'fileText', 'duplicate', 'unknown'] as const),
]);
const mostProblems = 100;

/**
 * Reads a document: JSON with comments, commas at the ends, a BOM, any line ends.
 * @param opened what it had then is not looked at, whatever the server let in
 * @returns ranges are of `text` as it was given
 */
export function readDocument(text: string, fields: WritableFields, opened?: Opened): ReadDocument {
  return readFields(parseJson(text), fields, opened);
}

/** The same of a text that has been parsed. @param tree with all that is known to be wrong with it */
export function readFields(tree: TextTree, fields: WritableFields, opened?: Opened): ReadDocument {
  const read = new FieldsReading(fields, opened);
  if (tree.root?.kind === 'object') {
    read.object(tree.root);
  } else if (tree.root !== undefined) {
    read.problems.push({ range: tree.root.range, kind: 'notObject' });
  }
  // What a parser makes of a broken text says little about its fields.
  const problems = tree.problems.some(({ kind }) => !ofValues.has(kind))
    ? tree.problems
    : [...tree.problems, ...read.problems].toSorted((a, b) => a.range.start - b.range.start);
  return {
    values: read.values,
    places: read.places,
    problems: problems.slice(0, mostProblems),
    more: Math.max(0, problems.length - mostProblems),
  };
}

class FieldsReading {
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

  object({ range, properties }: Extract<TextNode, { kind: 'object' }>): void {
    for (const property of properties) {
      this.property(property);
    }
    for (const { name, required } of this.fields.values()) {
      if (required === true && !this.seen.has(name)) {
        this.problems.push({ range: rangeOf(range.start, 1), name, kind: 'missing' });
      }
    }
  }

  private property({ name, key: range, value }: TextProperty): void {
    if (this.seen.has(name)) {
      this.problems.push({ range, name, kind: 'duplicate' });
      return;
    }
    this.seen.add(name);
    if (otherKeys.has(name)) {
      return;
    }
    const field = this.fields.get(name);
    if (field !== undefined) {
      this.places.set(name, { key: range, value: value.range });
      this.value(field, value);
      return;
    }
    if (this.isAsBefore(name, value)) {
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

  /** Of what the caller cannot write, as whoever could wrote it down. */
  private isAsBefore(name: string, node: TextNode): boolean {
    const { row } = this.opened ?? {};
    if (row === undefined || !Object.hasOwn(row, name)) {
      return false;
    }
    const [value, before] = [valueOf(node), row[name]];
    // Other objects are written down by their uuid.
    const isUuid = typeof before === 'string' && value !== undefined && uuidOfUrl(before) === value;
    return isUuid || JSON.stringify(value) === JSON.stringify(before);
  }

  private value(field: WritableField, node: TextNode): void {
    const { name } = field;
    if (node.kind === 'refused') {
      return;
    }
    const value = valueOf(node);
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
      const { range } = (item === undefined || node.kind !== 'list' ? undefined : node.items[item]) ?? node;
      this.problems.push({ range, name, ...problem });
    }
  }
}
