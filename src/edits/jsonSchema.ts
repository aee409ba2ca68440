import type * as z from 'zod/mini';

/** What of JSON Schema, and of what VS Code adds to it, is used here. */
export interface JsonSchema {
  title?: string;
  description?: string;
  type?: string | readonly string[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  enum?: readonly unknown[];
  items?: JsonSchema;
  allOf?: readonly JsonSchema[];
  not?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: false;
  enumDescriptions?: readonly string[];
  /** The same, shown in the list of suggestions itself. */
  enumDetails?: readonly string[];
  patternErrorMessage?: string;
  errorMessage?: string;
  doNotSuggest?: true;
  suggestSortText?: string;
  allowComments?: true;
  allowTrailingCommas?: true;
}

/**
 * The JSON Schema of a field's values, save for what code of ours checks: what `z.toJSONSchema` makes of the kinds of
 * schemas that fields are made of, with null as one of the types: VS Code tells more of that than of `anyOf`. Ours, as
 * zod's would be 22 KB.
 */
export function valueSchema(schema: z.core.$ZodType): JsonSchema {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'nonoptional') {
    return valueSchema(def.innerType);
  }
  if (def.type === 'nullable') {
    const { type, ...inner } = valueSchema(def.innerType);
    return inner.enum === undefined
      ? { ...inner, type: [...typesOf(type), 'null'] }
      : { enum: [...inner.enum, null] };
  }
  if (def.type === 'union') {
    return { type: def.options.flatMap((option) => typesOf(valueSchema(option).type)) };
  }
  if (def.type === 'array') {
    return { type: 'array', items: valueSchema(def.element) };
  }
  if (def.type === 'enum') {
    return { enum: Object.values(def.entries) };
  }
  const type = def.type === 'number' && 'format' in def ? 'integer' : def.type;
  return { type, ...checked(def) };
}

/** The limits that zod checks. */
function checked({ checks = [] }: z.core.$ZodTypeDef): JsonSchema {
  const limits: JsonSchema = {};
  for (const { _zod } of checks) {
    const { def } = _zod;
    if (def.check === 'min_length' && 'minimum' in def) {
      limits.minLength = Number(def.minimum);
    } else if (def.check === 'greater_than' && 'value' in def) {
      limits.minimum = Number(def.value);
    } else if (def.check === 'less_than' && 'value' in def) {
      limits.maximum = Number(def.value);
    }
  }
  return limits;
}

export function typesOf(type: JsonSchema['type']): readonly string[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}
