import assert from 'node:assert/strict';
import { sameValue } from '../../../src/edits/sameValue';
import { fieldNamed, organisation } from './objects';

const same: readonly (readonly [field: string, one: unknown, other: unknown])[] = [
  ['name', ' TIG\x1c\u0085', 'TIG'],
  ['agreement_number', 4013, '4013'],
  ['contact_details', 'a\nb', 'a\nb\n'],
  ['accounting_start_date', '2024-05-06T07:08:09.120000+00:00', '2024-05-06T10:08:09.12+03:00'],
  ['accounting_start_date', '2024-05-06', '2024-05-06T00:00:00Z'],
  ['accounting_start_date', '2024-05-06 07:08', '2024-05-06T07:08:00Z'],
  ['default_tax_percent', '24.00', 24],
  ['default_tax_percent', ' 24.5', '24.50'],
  ['notification_emails', 'a@example.org, b@example.org', 'a@example.org,b@example.org'],
  [
    'project_metadata_checklist',
    'AAAAAAAA-aaaa-aaaa-aaaa-aaaaaaaaaaaa',
    'https://waldur.test/api/checklists-admin/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/',
  ],
  ['user_affiliations', ['staff '], ['staff']],
  ['sponsor_number', null, null],
];
const different: typeof same = [
  ['name', 'TIG', 'tig'],
  ['contact_details', 'a\nb', 'a b'],
  ['accounting_start_date', '2024-05-06T07:08:09.123456Z', '2024-05-06T07:08:09.123457Z'],
  ['accounting_start_date', '2024-05-06', '2024-05-07'],
  ['accounting_start_date', 'soon', ''],
  ['default_tax_percent', '24.00', '24.01'],
  ['default_tax_percent', '', '0.00'],
  ['access_subnets', '192.0.2.0/24, 10.0.0.0/8', '192.0.2.0/24,10.0.0.0/8'],
  ['user_affiliations', ['staff', 'member'], ['member', 'staff']],
  ['sponsor_number', 14, '14'],
  ['sponsor_number', null, 0],
  ['project_slug_template', null, ''],
  ['blocked', false, null],
];

describe('Values of a field', () => {
  for (const [name, one, other] of same) {
    it(`${name}: ${JSON.stringify(one)} is ${JSON.stringify(other)} to the server`, () => {
      const field = fieldNamed(organisation, name);
      assert.ok(sameValue(field, one, other));
      assert.ok(sameValue(field, other, one));
    });
  }
  for (const [name, one, other] of different) {
    it(`${name}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`, () => {
      assert.ok(!sameValue(fieldNamed(organisation, name), one, other));
    });
  }
});
