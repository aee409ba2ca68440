import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { documentSchema, type SchemaTexts } from '../../../src/edits/documentSchema';
import type { JsonSchema } from '../../../src/edits/jsonSchema';
import { fieldsFor, fieldsToCreate } from '../../../src/edits/writableFields';
import { type TextForm, textForms } from '../../../src/waldur/textForms';
import { fieldFacts } from '../../../src/waldur/writeField';
import { caller, customer, grant, managing, now, project } from '../access/callers';

const staff = (version = '8.1.2') => caller([], { me: { is_staff: true }, version });
const owner = caller([grant('CUSTOMER.OWNER', 'customer', customer)], { version: '8.1.2' });
const objects = [
  { kind: 'customer', uuid: customer },
  { kind: 'project', uuid: project, customer },
  { kind: 'call-managing-organisation', uuid: managing, customer },
] as const;
const [organisation, itsProject] = objects;

const texts: SchemaTexts = {
  fields: { end_date: { title: 'End date', description: 'The last day.' } },
  choices: {
    country: [{ value: 'EE', label: 'Estonia' }],
    kind: [{ value: 'course', label: 'Course' }],
    project_metadata_checklist: [{ value: 'a'.repeat(32), label: 'Data' }],
  },
  forms: Object.fromEntries(Object.keys(textForms).map((form) => [form, `no ${form}`])) as Record<
    TextForm,
    string
  >,
  notObject: 'no object',
  unknownField: 'no such field',
  readOnlyField: 'read only',
  wrongChoice: 'not one of them',
  nothing: 'nothing',
  onlyClear: 'Only null.',
  others: ({ kind }) => `not here: ${kind}`,
};

function schemaOf(object: Parameters<typeof fieldsFor>[0], who = staff(), choices = texts.choices) {
  const { properties = {}, ...root } = documentSchema(fieldsFor(object, who, now), { ...texts, choices }, [
    'uuid',
    'name',
  ]);
  return { properties, ...root };
}

/** What zod makes of a field, with null among its types or choices. */
function zodSchema(field: z.core.$ZodType): object {
  const schema = z.object({ field });
  const { field: json } = z.toJSONSchema(schema, { metadata: fieldFacts }).properties ?? {};
  assert.ok(typeof json === 'object');
  const { anyOf, type, pattern, maxLength, minLength, minimum, maximum, items, enum: values } = json;
  const [one = {}, two] = anyOf ?? [];
  const isNull = two?.type === 'null';
  const types = [type ?? one.type, ...(two === undefined ? [] : [two.type])].filter(
    (known) => known !== undefined,
  );
  const choices = values ?? one.enum;
  const limits = {
    pattern,
    maxLength,
    minLength: minLength ?? one.minLength,
    minimum: minimum ?? one.minimum,
    maximum: maximum ?? one.maximum,
    items,
  };
  return JSON.parse(
    JSON.stringify(
      choices === undefined
        ? { type: types.length === 1 ? types[0] : types, ...limits }
        : { enum: isNull ? [...choices, null] : choices },
    ),
  ) as object;
}

/** Without the words. */
function told({ type, pattern, maxLength, minLength, minimum, maximum, items, enum: values }: JsonSchema) {
  return JSON.parse(
    JSON.stringify({ type, pattern, maxLength, minLength, minimum, maximum, items, enum: values }),
  ) as object;
}

describe('JSON Schema of documents', () => {
  for (const object of objects) {
    it(`says of each field of a ${object.kind} what zod says of it`, () => {
      const { properties } = schemaOf(object, staff(), {});
      for (const { name, schema } of fieldsFor(object, staff(), now).fields) {
        assert.deepEqual(told(properties[name] ?? {}), zodSchema(schema), name);
      }
    });
  }

  it('takes nothing else, and says why', () => {
    const { properties, ...root } = schemaOf(organisation, owner);
    assert.deepEqual(root, {
      allOf: [{ type: 'object', errorMessage: 'no object' }],
      additionalProperties: false,
      errorMessage: 'no such field',
      allowComments: true,
      allowTrailingCommas: true,
    });
    assert.deepEqual(properties.uuid, { not: {}, errorMessage: 'read only', doNotSuggest: true });
    assert.equal(properties.blocked?.errorMessage, 'not here: staff');
    assert.equal(properties.organization_group?.errorMessage, 'not here: gone');
    assert.deepEqual(properties.$schema, { type: 'string', doNotSuggest: true });
    // A field that can be written is no fact.
    assert.equal(properties.name?.type, 'string');
  });

  it('has choices with their labels, and a word for none', () => {
    const { country, project_metadata_checklist: checklist } = schemaOf(organisation).properties;
    assert.deepEqual(
      [country?.enum, country?.enumDescriptions, country?.enumDetails],
      [
        ['EE', ''],
        ['Estonia', 'nothing'],
        ['Estonia', 'nothing'],
      ],
    );
    assert.deepEqual([checklist?.enum?.at(-1), checklist?.enumDescriptions], [null, ['Data', 'nothing']]);
    assert.equal(country?.pattern ?? country?.patternErrorMessage, undefined);
    const { kind, oecd_fos_2007_code: science } = schemaOf(itsProject).properties;
    assert.deepEqual(kind?.enumDescriptions, ['', 'Course', '']);
    assert.deepEqual(science?.enum?.slice(-3), ['6.5', '', null]);
    assert.equal(science.errorMessage, 'not one of them');
  });

  it('takes any value of its form where the server did not list them', () => {
    const { country } = schemaOf(organisation, staff(), {}).properties;
    assert.deepEqual(
      [country?.pattern, country?.patternErrorMessage],
      [textForms.country.source, 'no country'],
    );
  });

  it('has the limits of an older server', () => {
    const { properties } = schemaOf(organisation, staff('7.0'));
    assert.equal(properties.default_tax_percent?.maximum, 99.99);
    assert.equal(schemaOf(itsProject, staff('7.0')).properties.description?.maxLength, 2000);
    assert.equal(schemaOf(itsProject).properties.description?.maxLength, 4096);
  });

  it('tells each field in words, in the order of HomePort', () => {
    const manager = caller([grant('PROJECT.MANAGER', 'project', project)], { version: '8.1.2' });
    const ends = [owner, manager].map((who) => schemaOf(itsProject, who).properties.end_date);
    assert.deepEqual(
      ends.map((end) => [end?.title, end?.description]),
      [
        ['End date', 'The last day.'],
        ['End date', 'The last day. Only null.'],
      ],
    );
    const { name, slug } = schemaOf(itsProject).properties;
    assert.ok(String(name?.suggestSortText) < String(slug?.suggestSortText));
  });

  it('asks for what something new needs', () => {
    const fields = fieldsToCreate({ kind: 'project', customer: organisation }, owner, now);
    assert.deepEqual(documentSchema(fields, texts).required, ['name', 'customer']);
    assert.equal(schemaOf(organisation).required, undefined);
  });
});
