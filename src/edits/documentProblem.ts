import type { TextForm } from '../waldur/textForms';
import type { WhyNotWritable } from './writableFields';

/** A part of a text, in UTF-16 code units from its start; `end` is the first that is not part of it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a value of a field. */
export type ValueProblem =
  /** Types of JSON, as JSON Schema names them. */
  | { readonly kind: 'type'; readonly expected: readonly string[] }
  /** A text that cannot be empty. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly most: number; readonly length: number }
  | { readonly kind: 'outOfRange'; readonly least: number; readonly most: number }
  | { readonly kind: 'form'; readonly form: TextForm }
  /** None of the values that are taken. */
  | { readonly kind: 'choice' }
  /** Null characters, or halves of a character, which the server cannot store. */
  | { readonly kind: 'characters' }
  /** Who may not set it can only clear it, by null. */
  | { readonly kind: 'onlyClear' };

/** What is wrong in a document, and where. */
export type DocumentProblem = {
  readonly range: TextRange;
  /** The field it is about. */
  readonly name?: string;
} & (
  | ValueProblem
  /** No JSON, even with comments and commas at the end of lists. `code`: the parser's word for it. */
  | { readonly kind: 'syntax'; readonly code: string }
  /** No YAML. `code`: the parser's word for it. */
  | { readonly kind: 'notYaml'; readonly code: string }
  /** YAML that means more than it says, or not the same to everyone. */
  | { readonly kind: 'yamlAlias' | 'yamlTag' | 'yamlDocuments' | 'yamlNumber' | 'yamlKey' }
  | { readonly kind: 'tooMuchText'; readonly most: number }
  | { readonly kind: 'tooDeep' }
  | { readonly kind: 'notObject' }
  | { readonly kind: 'duplicate' }
  /** No field of that name. */
  | { readonly kind: 'unknown' }
  /** The object has it, and no one can change it. */
  | { readonly kind: 'readOnly' }
  | { readonly kind: 'notWritable'; readonly why: WhyNotWritable }
  /** What a file says of the object it is about. */
  | { readonly kind: 'fileKind' | 'fileUuid' | 'fileServer' | 'fileText' }
  /** Of something new: it has to be given. */
  | { readonly kind: 'missing' }
);
