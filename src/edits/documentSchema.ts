import * as z from 'zod/mini';
import type { TextForm } from '../waldur/textForms';
import { type JsonSchema, valueSchema } from './jsonSchema';
import type { WhyNotWritable, WritableField, WritableFields } from './writableFields';

/** One of the values a field takes, as it is told. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The words of a schema, in the reader's language. */
export interface SchemaTexts {
  /** By field. */
  readonly fields: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  /** By field; of fields whose values the server lists, all of them: no other value is taken then. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  /** What a text has to be, by its form. */
  readonly forms: Readonly<Record<TextForm, string>>;
  readonly notObject: string;
  readonly unknownField: string;
  readonly readOnlyField: string;
  readonly wrongChoice: string;
  /** Of the choices "" and null: nothing is set. */
  readonly nothing: string;
  /** Of a field that the caller can only clear. */
  readonly onlyClear: string;
  /** Of fields that the caller cannot write. */
  readonly others: (why: WhyNotWritable) => string;
}

/**
 * The JSON Schema of documents with these fields, for VS Code's JSON language service, as plain data.
 * @param readOnly names of what objects have besides, to say so to who writes one
 */
export function documentSchema(
  { fields, others }: WritableFields,
  texts: SchemaTexts,
  readOnly: readonly string[] = [],
): JsonSchema {
  const required = fields.filter((field) => field.required === true).map(({ name }) => name);
  return {
    allOf: [{ type: 'object', errorMessage: texts.notObject }],
    properties: {
      $schema: { type: 'string', doNotSuggest: true },
      ...Object.fromEntries(readOnly.map((name) => [name, refused(texts.readOnlyField)])),
      ...Object.fromEntries([...others].map(([name, why]) => [name, refused(texts.others(why))])),
      ...Object.fromEntries(
        fields.map((field, at) => [
          field.name,
          { ...fieldSchema(field, texts), suggestSortText: String(at).padStart(3, '0') },
        ]),
      ),
    },
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    // Of what is no field: VS Code has no words of its own for that alone.
    errorMessage: texts.unknownField,
    allowComments: true,
    allowTrailingCommas: true,
  };
}

/** Takes no value at all, and says why. */
function refused(errorMessage: string): JsonSchema {
  return { not: {}, errorMessage, doNotSuggest: true };
}

function fieldSchema(field: WritableField, texts: SchemaTexts): JsonSchema {
  const { name, facts, schema, most, onlyClear } = field;
  const text = texts.fields[name];
  const description = [text?.description, onlyClear === true ? texts.onlyClear : undefined]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
  const value = withChoices(valueSchema(schema), field, texts);
  return {
    ...(text === undefined ? {} : { title: text.title, description }),
    ...value,
    ...(value.enum === undefined ? limits(facts, most) : {}),
    ...(value.enum === undefined && facts.form !== undefined
      ? { patternErrorMessage: texts.forms[facts.form] }
      : {}),
  };
}

/** What code of ours checks; `most`: of an older server. */
function limits({ pattern, minimum, maximum, maxLength }: WritableField['facts'], most?: number): JsonSchema {
  return {
    ...(pattern === undefined ? {} : { pattern }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum: most ?? maximum }),
    ...(maxLength === undefined ? {} : { maxLength: most ?? maxLength }),
  };
}

function withChoices(schema: JsonSchema, field: WritableField, texts: SchemaTexts): JsonSchema {
  const choices = texts.choices[field.name];
  const values =
    schema.enum?.filter((value) => value !== '' && value !== null) ??
    (field.facts.choices === undefined ? undefined : choices?.map(({ value }) => value));
  if (values === undefined) {
    return schema;
  }
  const labels = new Map<unknown, string>(choices?.map(({ value, label }) => [value, label]));
  const empty = ['', null].filter((value) => z.safeParse(field.schema, value).success);
  const told = [...values.map((value) => labels.get(value) ?? ''), ...empty.map(() => texts.nothing)];
  return {
    enum: [...values, ...empty],
    enumDescriptions: told,
    enumDetails: told,
    errorMessage: texts.wrongChoice,
  };
}
