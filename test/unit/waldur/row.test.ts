import assert from 'node:assert/strict';
import { customerSchema } from '../../../src/waldur/customerSchema';
import { grantSchema } from '../../../src/waldur/members';
import { readRow, readRows, toNumber } from '../../../src/waldur/row';

const uuid = '6983ac22f2bb469189311ab21e493359';

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
