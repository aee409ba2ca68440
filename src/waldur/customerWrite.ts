import * as z from 'zod/mini';
import {
  count,
  decimal,
  field,
  formed,
  mostInteger,
  mostSmallInteger,
  noImage,
  nullableFormed,
  requiredText,
  text,
  texts,
} from './writeField';

const identity = { group: 'identity' } as const;
const contact = { group: 'contact' } as const;
const address = { group: 'address' } as const;
const billing = { group: 'billing' } as const;
const membership = { group: 'membership', staff: true, since: '7.9.6' } as const;
const staff = { group: 'staff', staff: true } as const;

/**
 * What can be changed of an organisation, in the order HomePort shows it. "" clears a text, null what is nullable. The
 * server takes no field of staff from others, and says nothing about it: compare the answer.
 */
export const customerWrite = z.strictObject({
  name: requiredText(150, identity),
  native_name: text(160, identity),
  abbreviation: text(12, identity),
  description: text(4096, {
    ...identity,
    lines: true,
    since: '7.7.8',
    // Column of 2000 until a migration of October 2025 (structure 0063).
    before: { version: '7.8.5', most: 2000 },
  }),
  /** "" makes a new one of the name. */
  slug: formed('slug', { ...identity, staff: true }, 50),
  domain: text(255, { ...identity, staff: true }),
  backend_id: text(255, identity),
  image: noImage(),
  /** Uuid of the one group; newer servers have `updateOrganizationGroups`. */
  organization_group: nullableFormed('uuid', {
    ...identity,
    staff: true,
    until: '7.6.5',
    choices: 'organizationGroups',
  }),

  email: formed('email', contact, 75),
  phone_number: formed('phone', contact, 255),
  homepage: formed('url', contact, 255),
  contact_details: text(500, { ...contact, lines: true }),
  notification_emails: formed('emails', { ...contact, since: '7.8.2' }, 640),

  country: formed('country', { ...address, choices: 'countries' }),
  address: text(300, address),
  postal: text(20, address),
  street: text(200, { ...address, since: '8.0.7' }),
  house_nr: text(100, { ...address, since: '8.0.7' }),
  apartment_nr: text(100, { ...address, since: '8.0.7' }),
  household: text(100, { ...address, since: '8.0.7' }),
  city: text(100, { ...address, since: '8.0.7' }),
  parish: text(100, { ...address, since: '8.0.7' }),
  state: text(100, { ...address, since: '8.0.7' }),
  /** Degrees; the server has no bounds for them. */
  latitude: field(z.nullable(z.number()), address),
  longitude: field(z.nullable(z.number()), address),

  registration_code: text(160, billing),
  agreement_number: text(160, { ...billing, staff: true }),
  sponsor_number: count(mostInteger, { ...billing, staff: true }),
  /** The server checks it by the country of the same body alone, those of 2024 also with the EU's service. */
  vat_code: text(20, { ...billing, sentWith: 'country' }),
  bank_name: text(150, billing),
  bank_account: text(50, billing),
  // Four digits in all before a migration between 7.6.5 and 7.7.7 (structure 0054).
  default_tax_percent: decimal(200, {
    ...billing,
    staff: true,
    before: { version: '7.7.7', most: 99.99 },
  }),
  accounting_start_date: formed('time', { ...billing, staff: true }),
  display_billing_info_in_projects: field(z.boolean(), { ...billing, staff: true, since: '7.8.4' }),

  /** Regular expressions as Python reads them. */
  user_email_patterns: texts(membership),
  user_affiliations: texts(membership),
  user_identity_sources: texts(membership),

  /** Descriptive: who gets in is decided by `/api/access-subnets/`. */
  access_subnets: formed('networks', staff),
  max_service_accounts: count(mostSmallInteger, { ...staff, since: '7.6.5' }),
  grace_period_days: count(mostInteger, { ...staff, since: '7.8.8' }),
  project_slug_template: nullableFormed('slugTemplate', { ...staff, since: '8.0.8' }, 255),
  project_metadata_checklist: nullableFormed('uuid', {
    ...staff,
    since: '7.7.7',
    choices: 'checklists',
    cost: 'answers',
  }),
  blocked: field(z.boolean(), { ...staff, cost: 'lock' }),
  archived: field(z.boolean(), { ...staff, cost: 'lock' }),
});
export type CustomerWrite = Readonly<z.infer<typeof customerWrite>>;

/** What a new organisation is made of. */
export const customerCreate = z.required(customerWrite, { name: true });
export type CustomerCreate = Readonly<z.infer<typeof customerCreate>>;

/** What those may change who hold CUSTOMER.CONTACT_UPDATE alone. */
export const customerContact = z.pick(customerWrite, {
  email: true,
  phone_number: true,
  homepage: true,
  contact_details: true,
  notification_emails: true,
});
export type CustomerContact = Readonly<z.infer<typeof customerContact>>;
