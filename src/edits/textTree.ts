import type { DocumentProblem, TextRange } from './documentProblem';

/** A value in a text, with its place: JSON and YAML come to the same. */
export type TextNode = { readonly range: TextRange } & (
  | { readonly kind: 'object'; readonly properties: readonly TextProperty[] }
  | { readonly kind: 'list'; readonly items: readonly TextNode[] }
  | { readonly kind: 'value'; readonly value: unknown }
  /** Not read, for a problem that is told. */
  | { readonly kind: 'refused' }
);

export interface TextProperty {
  readonly name: string;
  readonly key: TextRange;
  readonly value: TextNode;
}

/** What a text comes to. */
export interface TextTree {
  /** Undefined where there is nothing. With problems, it says little of what was meant. */
  readonly root: TextNode | undefined;
  /** Of the text itself, in front of all that its fields may have. */
  readonly problems: readonly DocumentProblem[];
}

/** Far more than all fields have room for. */
export const mostText = 1_000_000;
/** What reads a level calls itself for the next; fields have one. */
export const mostLevels = 50;

/** What a node says, without its places. */
export function valueOf(node: TextNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.properties.map(({ name, value }) => [name, valueOf(value)]));
    case 'list':
      return node.items.map(valueOf);
    case 'value':
      return node.value;
    case 'refused':
      return undefined;
  }
}

export function propertyOf(node: TextNode | undefined, name: string): TextProperty | undefined {
  return node?.kind === 'object' ? node.properties.find((property) => property.name === name) : undefined;
}

/** A text that is not read. */
export function unread(problem: DocumentProblem): TextTree {
  return { root: undefined, problems: [problem] };
}

export function rangeOf(offset: number, length: number): TextRange {
  return { start: offset, end: offset + length };
}
