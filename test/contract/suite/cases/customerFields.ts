import assert from 'node:assert/strict';
import { type Customer, listCountries } from '../../../../src/waldur/customers';
import { type CustomerWrite, customerWrite } from '../../../../src/waldur/customerWrite';
import { fieldFacts } from '../../../../src/waldur/writeField';
import type { Bench } from '../bench';
import { sameInstant } from '../fixtures';
import { isKnown } from '../writable';

/** A value for every field that can be written, save `name` and those that cannot be undone. */
export async function everyField(bench: Bench): Promise<CustomerWrite> {
  const { rows: countries } = await listCountries(bench.client);
  const code = bench.prefix.slice(-8);
  return {
    native_name: `${bench.prefix} Õppeasutus`,
    abbreviation: code,
    description: 'First line\nsecond line',
    contact_details: 'Room 5\nSecond floor',
    email: bench.email(),
    phone_number: '+372 (5) 123-456',
    homepage: 'https://www.example.org/path?x=1',
    notification_emails: 'a@example.org,b@example.org',
    registration_code: bench.name('code'),
    agreement_number: bench.name('agreement'),
    backend_id: bench.name('id'),
    domain: `${code}.example.org`,
    vat_code: '',
    postal: '51010',
    address: 'Sinilille tee 15, Tartu',
    street: 'Sinilille tee',
    house_nr: '15',
    apartment_nr: '2',
    household: 'B',
    city: 'Tartu',
    parish: 'Tartu vald',
    state: 'Tartumaa',
    bank_name: 'Emajõe Pank',
    bank_account: 'EE471000001020145685',
    country: countries.find(({ value }) => value === 'EE')?.value ?? countries[0]?.value ?? '',
    latitude: 58.38,
    longitude: -26.5,
    image: null,
    slug: `c-${code}`,
    default_tax_percent: '24.50',
    accounting_start_date: '2024-05-06T07:08:09Z',
    access_subnets: '192.0.2.0/24,2001:db8::/32',
    blocked: false,
    archived: false,
    display_billing_info_in_projects: true,
    sponsor_number: 4711,
    max_service_accounts: 20,
    grace_period_days: 14,
    project_metadata_checklist: null,
    project_slug_template: '{customer_slug}-{counter}',
    user_email_patterns: ['.*'],
    user_affiliations: [],
    user_identity_sources: [],
  };
}

/** Values of which each is refused under its own field's name. */
export const badValues: CustomerWrite = {
  name: ' ',
  native_name: 'x'.repeat(161),
  abbreviation: 'x'.repeat(13),
  description: 'x'.repeat(4097),
  contact_details: 'x'.repeat(501),
  email: 'nobody',
  phone_number: 'call me',
  homepage: 'www.example.org',
  registration_code: 'x'.repeat(161),
  agreement_number: 'x'.repeat(161),
  backend_id: 'x'.repeat(256),
  domain: 'x'.repeat(256),
  postal: 'x'.repeat(21),
  address: 'x'.repeat(301),
  bank_name: 'x'.repeat(151),
  bank_account: 'x'.repeat(51),
  country: 'ee',
  slug: 'no slug',
  default_tax_percent: '1.234',
  accounting_start_date: 'soon',
  access_subnets: '10.0.0.1',
  sponsor_number: -1,
};

/** What of `sent` came back; fields this server is known to have must be there. */
export function assertEcho(bench: Bench, answer: Customer, sent: CustomerWrite): void {
  for (const [name, value] of Object.entries(sent) as [keyof CustomerWrite, unknown][]) {
    const echoed = answer[name];
    if (!(name in answer)) {
      const facts = fieldFacts.get(customerWrite.shape[name]);
      assert.ok(
        facts !== undefined && isKnown(bench, facts) !== true,
        `${name} is missing, which servers have since ${facts?.since ?? 'ever'}`,
      );
    } else if (name === 'accounting_start_date') {
      sameInstant(answer.accounting_start_date, sent.accounting_start_date ?? '');
    } else if (name === 'default_tax_percent') {
      assert.equal(Number(echoed), Number(value));
    } else {
      assert.deepEqual(echoed, value, name);
    }
  }
}
