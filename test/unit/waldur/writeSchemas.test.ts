import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import {
  callManagingOrganisationCreate,
  callManagingOrganisationWrite,
} from '../../../src/waldur/callManagingOrganisationWrite';
import { customerContact, customerCreate, customerWrite } from '../../../src/waldur/customerWrite';
import { projectCreate, projectWrite } from '../../../src/waldur/projectWrite';
import { textForms } from '../../../src/waldur/textForms';
import { type FieldFacts, fieldFacts, factsOf } from '../../../src/waldur/writeField';

const schemas = {
  customerWrite,
  customerCreate,
  customerContact,
  projectWrite,
  projectCreate,
  callManagingOrganisationWrite,
  callManagingOrganisationCreate,
};

const jsonSchema = (schema: z.ZodMiniObject) => z.toJSONSchema(schema, { metadata: fieldFacts });

/** The fields with something to say against, and what. */
function complaints(schema: z.ZodMiniObject, value: unknown): readonly string[] {
  const issues = z.safeParse(schema, value).error?.issues ?? [];
  return issues.map((issue) => {
    const what = issue.code === 'invalid_format' ? issue.format : issue.code;
    return `${issue.path.join('.')}: ${what}`;
  });
}

describe('Write schemas', () => {
  for (const [name, schema] of Object.entries(schemas)) {
    it(`${name}: is a JSON Schema with the facts of every field, and takes nothing else`, () => {
      const { properties = {}, additionalProperties } = jsonSchema(schema);
      assert.equal(additionalProperties, false);
      assert.deepEqual(Object.keys(properties), Object.keys(schema.shape));
      for (const [field, property] of Object.entries(properties)) {
        assert.ok(typeof property === 'object' && typeof property.group === 'string', field);
      }
      assert.ok(Object.values<z.core.$ZodType>(schema.shape).every((field) => factsOf(field) !== undefined));
      // As a document's JSON Schema it is carried as JSON.
      assert.deepEqual(JSON.parse(JSON.stringify(properties)), properties);
    });

    it(`${name}: says by patterns of JSON Schema what it checks`, () => {
      for (const [field, property] of Object.entries(jsonSchema(schema).properties ?? {})) {
        assert.ok(typeof property === 'object');
        const form = property.form as FieldFacts['form'];
        if (form !== undefined) {
          assert.equal(property.pattern, textForms[form].source, field);
          // VS Code compiles patterns with this flag.
          assert.doesNotThrow(() => new RegExp(property.pattern ?? '', 'u'), field);
        }
      }
    });
  }

  it('tell limits, nullability, choices and what is needed as JSON Schema does', () => {
    const { properties = {}, required } = jsonSchema(projectCreate);
    assert.deepEqual(required, ['name', 'customer']);
    assert.equal(jsonSchema(projectWrite).required, undefined);
    assert.deepEqual(properties.name, { group: 'identity', type: 'string', minLength: 1, maxLength: 500 });
    assert.deepEqual(properties.kind, {
      group: 'classification',
      since: '7.7.8',
      type: 'string',
      enum: ['default', 'course', 'public'],
    });
    assert.deepEqual(properties.grace_period_days, {
      group: 'staff',
      staff: true,
      since: '7.8.8',
      anyOf: [{ type: 'integer', minimum: 0, maximum: 2147483647 }, { type: 'null' }],
    });
  });

  it('say of each field what is wrong with it', () => {
    const bad = {
      name: ' ',
      native_name: 'a\0b',
      abbreviation: 'x'.repeat(13),
      email: 'ann',
      country: 'ee',
      latitude: 'north',
      default_tax_percent: '200.01',
      sponsor_number: 1.5,
      user_affiliations: ['staff', ' '],
      archived: null,
      uuid: 'x',
    };
    assert.deepEqual(complaints(customerWrite, bad), [
      'name: too_small',
      'native_name: custom',
      'abbreviation: too_big',
      'email: email',
      'country: country',
      'latitude: invalid_type',
      'sponsor_number: invalid_type',
      'default_tax_percent: too_big',
      'user_affiliations.1: too_small',
      'archived: invalid_type',
      ': unrecognized_keys',
    ]);
  });

  it('judge texts trimmed and by characters, as the server does, and give them trimmed', () => {
    const twelve = '😀'.repeat(12);
    const parsed = z.parse(customerWrite, { abbreviation: ` ${twelve}\n`, email: ' ann@example.org ' });
    assert.deepEqual(parsed, { abbreviation: twelve, email: 'ann@example.org' });
    assert.deepEqual(complaints(customerWrite, { name: '\ud83d' }), ['name: custom']);
  });

  it('put no pattern to text that is too long anyway', () => {
    const long = `${' '.repeat(2_000_000)}x${'a@'.repeat(2_000_000)}`;
    const start = performance.now();
    const fields = { email: long, homepage: long, phone_number: long, notification_emails: long, slug: long };
    assert.deepEqual(
      complaints(customerWrite, fields).map((complaint) => complaint.split(': ')[1]),
      Array<string>(5).fill('too_big'),
    );
    assert.ok(performance.now() - start < 2000);
  });
});
