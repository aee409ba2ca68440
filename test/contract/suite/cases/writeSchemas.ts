import assert from 'node:assert/strict';
import { callManagingOrganisationCreate } from '../../../../src/waldur/callManagingOrganisationWrite';
import { patchCustomer } from '../../../../src/waldur/customers';
import { customerCreate, customerWrite } from '../../../../src/waldur/customerWrite';
import { projectCreate } from '../../../../src/waldur/projectWrite';
import type { Bench } from '../bench';
import { casesOf, complains, type ContractCase } from '../contractCase';
import { ownCustomer } from '../fixtures';
import { refusedFields, type Writable, writables } from '../writable';
import { demandCase, isAsDescribed, tellsStaffFields } from './writeOptions';
import { badValues, goodValues, keepsStaffFields, lengths, looksAtAll, nulls, numbers } from './writeTries';

/** The cases that hold a schema to a server; those about bounds or staff where it has such fields. */
function casesFor(kind: Writable): readonly ContractCase[] {
  const run = (take: (bench: Bench, kind: Writable) => Promise<void>) => (bench: Bench) => take(bench, kind);
  return casesOf(
    kind.operation,
    ['takes texts as long as its schema does, and no longer', ['staff'], run(lengths)],
    ['takes null where its schema does, and nowhere else', ['staff'], run(nulls)],
    ['takes good values of every form, and keeps them', ['staff'], run(goodValues)],
    ['takes no bad value of any form', ['staff'], run(badValues)],
    ['looks at every field of its schema', ['staff'], run(looksAtAll)],
    ...(kind.change === undefined
      ? ([['tells the limits of its schema by OPTIONS', ['staff'], run(isAsDescribed)]] as const)
      : []),
    ...(kind.hasStaffFields
      ? ([
          ['takes numbers as large as its schema does, and no larger', ['staff'], run(numbers)],
          ['keeps every field that is for staff, whatever another sends', ['owner'], run(keepsStaffFields)],
          ['tells by OPTIONS which fields are for staff', ['owner'], run(tellsStaffFields)],
        ] as const)
      : []),
  );
}

export const writeSchemaCases: readonly ContractCase[] = [
  ...writables.flatMap(casesFor),
  ...demandCase('createCustomer', 'api/customers/', customerCreate),
  ...demandCase('createProject', 'api/projects/', projectCreate),
  ...demandCase('createManager', 'api/call-managing-organisations/', callManagingOrganisationCreate),
  ...casesOf(
    'patchCustomer',
    [
      'counts the characters of a text, whatever they take to store, without the blanks around it',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const fits = { abbreviation: ` ${'😀'.repeat(12)}\n` };
        const doesNot = { abbreviation: '😀'.repeat(13) };
        assert.deepEqual(
          [refusedFields(customerWrite, fits), refusedFields(customerWrite, doesNot)],
          [[], ['abbreviation']],
        );
        assert.equal((await patchCustomer(bench.client, uuid, fits)).abbreviation, '😀'.repeat(12));
        await complains(patchCustomer(bench.client, uuid, doesNot), 'abbreviation');
      },
    ],
    [
      'looks at the length of a VAT number before it looks at the number',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const long = { vat_code: 'EE'.padEnd(21, '1'), country: '' };
        assert.deepEqual(refusedFields(customerWrite, long), ['vat_code']);
        assert.match(await complains(patchCustomer(bench.client, uuid, long), 'vat_code'), /20 characters/);
        const fits = { vat_code: 'EE'.padEnd(20, '1'), country: '' };
        assert.deepEqual(refusedFields(customerWrite, fits), []);
        assert.doesNotMatch(
          await complains(patchCustomer(bench.client, uuid, fits), 'vat_code'),
          /characters/,
        );
      },
    ],
  ),
];
