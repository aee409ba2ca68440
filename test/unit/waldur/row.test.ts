import assert from 'node:assert/strict';
import fc from 'fast-check';
import { customerSchema } from '../../../src/waldur/customerSchema';
import { grantSchema } from '../../../src/waldur/members';
import { organizationGroupSchema } from '../../../src/waldur/organizationGroupSchema';
import { projectSchema } from '../../../src/waldur/projects';
import { roleSchema } from '../../../src/waldur/roles';
import { readRow, readRows, type RowSchema, toNumber } from '../../../src/waldur/row';
import { customer, uuid } from './sampleBodies';

const profile = {
  uuid: '6983ac22f2bb469189311ab21e493359',
  name: 'Fixed price',
  attributes: { end_date: '2027-01-31', contract_sum: 1000 },
  is_active: true,
};

describe('Rows', () => {
  it('need only what identifies them', () => {
    assert.deepEqual(readRow(customerSchema, { uuid, name: 'A' }), { uuid, name: 'A' });
    assert.deepEqual(readRow(grantSchema, { uuid }), { uuid });
    for (const value of [
      { uuid },
      { name: 'A' },
      { uuid: 7, name: 'A' },
      { uuid, name: null },
      null,
      [],
      'x',
      7,
    ]) {
      assert.equal(readRow(customerSchema, value), undefined);
    }
  });

  it('keep unknown keys and words', () => {
    const row = { uuid, name: 'A', invented: { deep: [1] }, country: 'ZZ', created: 'whenever' };
    assert.deepEqual(readRow(customerSchema, row), row);
    const odd = readRow(customerSchema, { ...row, archived: 'perhaps' });
    assert.deepEqual(odd, { ...row, archived: undefined });
  });

  it('survive wrong types, and translate what can be', () => {
    const row = readRow(customerSchema, {
      uuid,
      name: 'A',
      agreement_number: 4013,
      projects_count: '12',
      users_count: 'many',
      latitude: null,
      archived: 1,
      image: {},
      customer_credit: '10.50',
      default_tax_percent: 20,
      payment_profiles: null,
      billing_price_estimate: { total: 0, tax: '1.0', current: [] },
      user_affiliations: ['staff', 7],
      organization_groups: [{ uuid, name: 'G', customers_count: 'x' }, 'odd', { name: 'no uuid' }],
    });
    assert.deepEqual(row, {
      uuid,
      name: 'A',
      agreement_number: '4013',
      projects_count: 12,
      users_count: undefined,
      latitude: null,
      archived: undefined,
      image: undefined,
      customer_credit: '10.50',
      default_tax_percent: 20,
      payment_profiles: null,
      billing_price_estimate: { total: 0, tax: '1.0', current: undefined },
      user_affiliations: ['staff'],
      organization_groups: [{ uuid, name: 'G', customers_count: undefined }],
    });
  });

  it('are handed through as they are when nothing is odd', () => {
    const row = { uuid, name: 'A', archived: false, users_count: 3, image: null };
    assert.equal(readRow(customerSchema, row), row);
  });

  it('come out the same whether anything is odd or not', () => {
    const odd: [string, unknown][] = [
      ['latitude', '1e999'],
      ['latitude', '-1e999'],
      ['__proto__', '{"blocked":true}'],
      ['__proto__', 'null'],
      ['constructor', '{"name":1}'],
      ['toString', '"x"'],
      ['hasOwnProperty', 'null'],
      ['native_name', JSON.stringify('\ud800\0')],
      ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
      ['projects', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ];
    for (const [name, value] of odd) {
      const row: unknown = JSON.parse(`{"uuid":"${uuid}","name":"A","${name}":${String(value)}}`);
      const built = customerSchema.safeParse(row).data;
      const read = readRow(customerSchema, row);
      assert.ok(built !== undefined && read !== undefined, name);
      assert.deepEqual(Object.keys(read), Object.keys(built));
      for (const key of Object.keys(built)) {
        assert.ok(Object.is(read[key], built[key]) || key === 'projects', `${name}: ${key}`);
      }
      assert.equal(read.blocked, undefined);
    }
  });

  it('are handed through with lists, objects and amounts in them', () => {
    const row = { ...customer, payment_profiles: [profile] };
    assert.equal(readRow(customerSchema, row), row);
    const odd = { ...row, agreement_number: 4013 };
    const read = readRow(customerSchema, odd);
    assert.deepEqual(read, { ...odd, agreement_number: '4013' });
    assert.equal(read.organization_groups, odd.organization_groups);
  });

  /** Values that fit a field, nearly fit, or are something else. */
  const values = fc.oneof(
    fc.string(),
    fc.double(),
    fc.integer().map(String),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.oneof(fc.string(), fc.jsonValue())),
    fc.array(fc.record({ uuid: fc.string(), name: fc.oneof(fc.string(), fc.integer()) })),
    fc.record({ total: fc.oneof(fc.string(), fc.double(), fc.constant([])), tax: fc.jsonValue() }),
    fc.jsonValue(),
  );

  for (const [name, schema] of Object.entries<RowSchema>({
    customerSchema,
    grantSchema,
    organizationGroupSchema,
    projectSchema,
    roleSchema,
  })) {
    it(`are read as their schema would read them, whatever is in them (${name})`, () => {
      const fields = Object.keys(schema.shape);
      const rows = fc
        .tuple(
          fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...fields) }, fc.string()), values),
          fc.boolean(),
        )
        .map(([row, isWhole]): unknown =>
          // As it comes from a server.
          JSON.parse(JSON.stringify(isWhole ? { ...row, uuid, name: 'A' } : row)),
        );
      fc.assert(
        fc.property(rows, (row) => {
          const built = schema.safeParse(row);
          assert.deepEqual(readRow(schema, row), built.success ? built.data : undefined);
        }),
        { numRuns: 2000 },
      );
    });
  }

  it('are dropped one by one', () => {
    assert.equal(readRows(customerSchema, [{ uuid, name: 'A' }, { uuid }, null]).length, 1);
  });

  it('read numbers in either form', () => {
    for (const [value, expected] of [
      ['0.00', 0],
      ['12.5', 12.5],
      [3, 3],
      ['', null],
      [' ', null],
      ['abc', null],
      [null, null],
      [undefined, null],
      [NaN, null],
      ['Infinity', null],
    ] as const) {
      assert.equal(toNumber(value), expected);
    }
  });
});
