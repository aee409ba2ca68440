import * as z from 'zod/mini';
import { type TextForm, textForms } from './textForms';

/**
 * Building blocks for what may be written of an object: a schema a field, and the facts about it that a schema does not
 * hold. Unlike the schemas of what is read, these refuse what the server refuses. Texts are judged as the server does,
 * trimmed and in code points. Titles and sentences are no part of this, as they are told in the reader's language:
 * `src/ui/fieldText.ts`.
 */

/** The headings fields stand under, in their order. */
export type FieldGroup =
  'identity' | 'contact' | 'address' | 'billing' | 'membership' | 'schedule' | 'classification' | 'staff';

export interface FieldFacts {
  readonly group: FieldGroup;
  /** Only staff can change it. From others it is silently ignored, without even a look at it. */
  readonly staff?: true;
  /** Permission on the organisation that setting it takes, besides the one for changing the object: else 403. */
  readonly permission?: 'PROJECT.DELETE';
  /** The version it came in. Servers before ignore it silently. */
  readonly since?: string;
  /** The first version without it. */
  readonly until?: string;
  /** Servers before that version take less: fewer characters, or a lower number. */
  readonly before?: { readonly version: string; readonly most: number };
  /**
   * What comes of a change and cannot be undone, so that it is asked for first:
   * - answers: every answer of every project to the checklist is deleted, and each is asked anew
   * - lock: nothing of the organisation can be changed through the API any more, not even this
   */
  readonly cost?: 'answers' | 'lock';
  /** Which objects of the server it takes one of; always given by uuid, countries by their code. */
  readonly choices?: 'countries' | 'customers' | 'projectTypes' | 'checklists' | 'organizationGroups';
  /** Field of the same object that goes with it in one request. */
  readonly sentWith?: 'country';
  /** May have several lines. */
  readonly lines?: true;
  /** The form its text has to have. */
  readonly form?: TextForm;
  /** JSON Schema keywords for what code of ours checks, which zod cannot tell. */
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** The facts of each field; `z.toJSONSchema` takes them as `metadata`. */
export const fieldFacts = z.registry<FieldFacts>();

/** The facts of a field of any of the schemas: one that has to be given is around one that may be left out. */
export function factsOf(field: z.core.$ZodType): FieldFacts | undefined {
  return field instanceof z.ZodMiniNonOptional
    ? fieldFacts.get(field._zod.def.innerType)
    : fieldFacts.get(field);
}

/** A field that may be left out, with its facts. Each call makes a schema of its own, as facts are found by schema. */
export function field<S extends z.ZodMiniType>(schema: S, facts: FieldFacts): z.ZodMiniOptional<S> {
  const optional = z.optional(schema);
  fieldFacts.add(optional, facts);
  return optional;
}

/** Text of so many characters at most; "" clears it. */
export function text(most: number, facts: FieldFacts): z.ZodMiniOptional<z.ZodMiniString> {
  return field(string(most), { ...facts, maxLength: most });
}

/** Text that cannot be cleared. */
export function requiredText(most: number, facts: FieldFacts): z.ZodMiniOptional<z.ZodMiniString> {
  return field(string(most).check(z.minLength(1)), { ...facts, maxLength: most });
}

/** Text of a form, of so many characters at most where there is a limit. */
export function formed(form: TextForm, facts: FieldFacts, most?: number) {
  return field(formedString(form, most), formFacts(form, facts, most));
}

/** The same, which null clears. */
export function nullableFormed(form: TextForm, facts: FieldFacts, most?: number) {
  return field(z.nullable(formedString(form, most)), formFacts(form, facts, most));
}

/** Uuid of the object that something new belongs to. */
export function owner(facts: FieldFacts): z.ZodMiniString {
  return formedString('uuid').register(fieldFacts, formFacts('uuid', facts));
}

function formFacts(form: TextForm, facts: FieldFacts, most?: number): FieldFacts {
  const pattern = textForms[form].source;
  return { ...facts, form, pattern, ...(most === undefined ? {} : { maxLength: most }) };
}

function formedString(form: TextForm, most?: number): z.ZodMiniString {
  return string(most).check(({ value, issues }) => {
    if (!textForms[form].test(value)) {
      issues.push({ code: 'invalid_format', format: form, input: value });
    }
  });
}

/** Trimmed text that the server can store. What comes after is only put to text that is. */
function string(most = Infinity): z.ZodMiniString {
  return z.string().check(z.trim(), ({ value, issues }) => {
    if (value.length > most && Array.from(value).length > most) {
      issues.push({ code: 'too_big', origin: 'string', maximum: most, input: value, continue: false });
    } else if (value.includes('\0') || !value.isWellFormed()) {
      issues.push({ code: 'custom', input: value, continue: false });
    }
  });
}

/** A whole number from 0, or none. */
export function count(most: number, facts: FieldFacts) {
  return field(z.nullable(z.int().check(z.minimum(0), z.maximum(most))), facts);
}

/** The largest numbers that the columns of the server's database hold. */
export const mostInteger = 2_147_483_647;
export const mostSmallInteger = 32_767;

/** A decimal of at most two places, told as text and taken as text or number. */
export function decimal(most: number, facts: FieldFacts) {
  const schema = z.union([z.string(), z.number()]).check(({ value, issues }) => {
    const written = String(value).trim();
    if (!textForms.decimal.test(written)) {
      issues.push({ code: 'invalid_format', format: 'decimal', input: written });
    } else if (Number(written) > most) {
      issues.push({ code: 'too_big', origin: 'number', maximum: most, input: Number(written) });
    }
  });
  return field(schema, { ...formFacts('decimal', facts), minimum: 0, maximum: most });
}

/** Any number of texts, none of them empty. */
export function texts(facts: FieldFacts) {
  return field(z.array(string().check(z.minLength(1))), facts);
}

/** What an image is in a body of JSON: nothing, which removes it. A new one goes as a form. */
export function noImage() {
  return field(z.null(), { group: 'identity' });
}
