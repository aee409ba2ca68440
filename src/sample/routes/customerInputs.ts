import { countries } from '../countries';
import { pythonType } from '../http/pythonJson';
import type { JsonObject } from '../json';
import { Invalid, readOne, type Input, type Inputs } from '../validate/input';
import { image } from '../validate/imageInput';
import { link, uuid } from '../validate/linkInputs';
import { email, requiredText, slug, text, url } from '../validate/textInputs';
import { str, strip } from '../validate/python';
import { datetime } from '../validate/timeInputs';
import { boolean, choice, decimal, float, integer } from '../validate/valueInputs';
import type { Behaviour } from '../versions';

function subnetsComplaint(value: string): string | undefined {
  const bad = value
    .split(',')
    .map(strip)
    .filter((item) => {
      const four = /^((?:\d{1,3}\.){0,3}\d{1,3})\/(\d{1,2})$/.exec(item);
      const six = /^((?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})\/(\d{1,3})$/.exec(item);
      return four
        ? (four[1] ?? '').split('.').some((octet) => Number(octet) > 255) || Number(four[2]) > 32
        : !six || (six[1] ?? '').split('::').length > 2 || Number(six[2]) > 128;
    });
  // Django fills in its words only where there is something to fill in.
  return bad.length === 0
    ? undefined
    : `The following items are invalid: ${bad.join(', ') === '' ? '%s' : bad.join(', ')}`;
}

const phone = (value: string): string | undefined =>
  /^\+?[\p{Nd} \-()]+$/u.test(value) ? undefined : 'Invalid phone number format.';

const staff = { staffOnly: true } as const;

/** Lists of texts, as the rules for who may be a member. */
function texts(name: string): Input<string[]> {
  const item = text(name, { notBlank: true });
  return {
    ...staff,
    meta: { type: 'list', label: name },
    read: (value, x) => {
      if (!Array.isArray(value)) {
        throw new Invalid(`Expected a list of items but got type "${pythonType(value)}".`);
      }
      const errors: JsonObject = {};
      const items = value.map((given: unknown, at) => {
        try {
          return readOne(item, given, x);
        } catch (error) {
          if (!(error instanceof Invalid)) {
            throw error;
          }
          errors[String(at)] = error.messages;
          return undefined;
        }
      });
      if (Object.keys(errors).length > 0) {
        throw new Invalid(errors);
      }
      return items.filter((read) => typeof read === 'string');
    },
  };
}

const patterns: Input<string[]> = {
  ...texts('User email patterns'),
  read: (value, x) => {
    const read = texts('').read(value, x);
    const bad = read.filter((pattern) => !isPattern(pattern));
    if (bad.length > 0) {
      throw new Invalid(`Invalid regex patterns: ${str(bad)}`);
    }
    return read;
  },
};

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

const placeholders = ['counter', 'counter_padded', 'customer_slug', 'month', 'project_name', 'year'];

function templateComplaint(value: string): string | undefined {
  const bad = Array.from(value.matchAll(/\{([^}:]+)/g), ([, name = '']) => name).filter(
    (name) => !placeholders.includes(name),
  );
  return bad.length === 0
    ? undefined
    : `Invalid placeholders: ${[...new Set(bad)].sort().join(', ')}. Allowed: ${placeholders.join(', ')}`;
}

const common: Inputs = {
  backend_id: text('backend_id', {
    max: 255,
    meta: { help_text: 'Organization identifier in another application.' },
  }),
  image: image('image'),
  blocked: boolean('blocked', staff),
  archived: boolean('archived', staff),
};

const taxOf = (digits: number): Input<string> =>
  decimal('default_tax_percent', digits, 2, { min: 0, max: 200 }, staff);

const rest: Inputs = {
  accounting_start_date: datetime('accounting_start_date', {
    ...staff,
    meta: { label: 'Start date of accounting' },
  }),
  sponsor_number: integer('sponsor_number', 0, 2147483647, {
    ...staff,
    nullable: true,
    meta: { help_text: 'External ID of the sponsor covering the costs' },
  }),
  name: requiredText('name', 150),
  slug: slug('slug', { max: 50, ...staff }),
  native_name: text('native_name', { max: 160 }),
  abbreviation: text('abbreviation', { max: 12 }),
  contact_details: text('contact_details', {
    max: 500,
    tooLong: (length, max) => `Ensure this value has at most ${max} characters (it has ${length}).`,
  }),
  agreement_number: text('agreement_number', { max: 160, ...staff }),
  email: email('email', { max: 75, meta: { label: 'Email address' } }),
  phone_number: text('phone_number', { max: 255, check: phone }),
  access_subnets: text('access_subnets', {
    ...staff,
    check: subnetsComplaint,
    meta: {
      help_text:
        'Enter a comma separated list of IPv4 or IPv6 CIDR addresses from where connection to self-service is allowed.',
    },
  }),
  registration_code: text('registration_code', { max: 160 }),
  homepage: url('homepage', { max: 255 }),
  domain: text('domain', { max: 255, ...staff }),
  vat_code: text('vat_code', { max: 20, meta: { help_text: 'VAT number' } }),
  postal: text('postal', { max: 20 }),
  address: text('address', { max: 300 }),
  bank_name: text('bank_name', { max: 150 }),
  bank_account: text('bank_account', { max: 50 }),
  latitude: float('latitude', { nullable: true }),
  longitude: float('longitude', { nullable: true }),
  country: choice('country', countries, { blank: true }),
};

const older: Inputs = {
  organization_group: link(
    'organization_group',
    'organization-groups',
    (hex, x) => x.app.store.groups.get(hex),
    {
      ...staff,
      nullable: true,
    },
  ),
  ...common,
  default_tax_percent: taxOf(4),
  ...rest,
};

function emailsComplaint(value: string): string | undefined {
  const bad = value.split(',').find((item) => !/^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(item));
  return bad === undefined ? undefined : 'Enter a valid email address.';
}

const contactNames = ['contact_details', 'email', 'phone_number', 'homepage', 'notification_emails'];

const newer: Inputs = {
  ...common,
  default_tax_percent: taxOf(5),
  ...rest,
  description: text('description', { max: 4096 }),
  notification_emails: text('notification_emails', { max: 640, check: emailsComplaint }),
  city: text('city', { max: 100 }),
  state: text('state', { max: 100 }),
  parish: text('parish', { max: 100 }),
  street: text('street', { max: 200 }),
  house_nr: text('house_nr', { max: 100 }),
  apartment_nr: text('apartment_nr', { max: 100 }),
  household: text('household', { max: 100 }),
  display_billing_info_in_projects: boolean('display_billing_info_in_projects', staff),
  max_service_accounts: integer('max_service_accounts', 0, 32767, { ...staff, nullable: true }),
  grace_period_days: integer('grace_period_days', 0, 2147483647, { ...staff, nullable: true }),
  project_metadata_checklist: {
    ...uuid('project_metadata_checklist', { ...staff, nullable: true }),
    blankIsNull: true,
    read: (value, x) => {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      const found = x.app.store.checklists.get(shown.replaceAll('-', '').toLowerCase());
      if (found?.checklist_type !== 'project_metadata') {
        throw new Invalid(`Object with uuid=${shown} does not exist.`);
      }
      return found.uuid;
    },
  },
  project_slug_template: text('project_slug_template', {
    max: 255,
    ...staff,
    nullable: true,
    check: templateComplaint,
  }),
  user_email_patterns: patterns,
  user_affiliations: texts('User affiliations'),
  user_identity_sources: texts('User identity sources'),
};

/** What may be written of a customer. */
export const customerInputs = (behaviour: Behaviour): Inputs =>
  behaviour.singleOrganizationGroup ? older : newer;

/** What `contact/` takes. */
export const contactInputs: Inputs = Object.fromEntries(
  Object.entries(newer).filter(([name]) => contactNames.includes(name)),
);
