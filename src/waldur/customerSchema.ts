import * as z from 'zod/mini';
import { organizationGroupShape } from './organizationGroupSchema';
import { amount, flag, key, list, number, object, text, texts } from './row';

/**
 * Every field of every server version; which of them come depends on the server, on the caller and on `field`.
 * `country_name` is null and `agreement_number` a number on some servers.
 */
const customerShape = {
  uuid: key,
  name: key,
  url: text,
  created: text,
  native_name: text,
  abbreviation: text,
  /** The abbreviation if there is one, else name and domain: show `name` instead. */
  display_name: text,
  description: text,
  slug: text,
  contact_details: text,
  email: text,
  phone_number: text,
  homepage: text,
  /** Comma-separated. */
  notification_emails: text,
  registration_code: text,
  agreement_number: text,
  backend_id: text,
  domain: text,
  vat_code: text,
  postal: text,
  address: text,
  street: text,
  house_nr: text,
  apartment_nr: text,
  household: text,
  city: text,
  parish: text,
  state: text,
  bank_name: text,
  bank_account: text,
  /** Alpha-2 code, "EU", or "" when unset. */
  country: text,
  country_name: text,
  latitude: number,
  longitude: number,
  /** An absolute URL; null without one. It changes with every upload. */
  image: text,
  default_tax_percent: amount,
  accounting_start_date: text,
  /** Descriptive text, comma-separated networks. */
  access_subnets: text,
  blocked: flag,
  archived: flag,
  display_billing_info_in_projects: flag,
  sponsor_number: number,
  max_service_accounts: number,
  grace_period_days: number,
  /** The checklist's uuid; null when compliance is not configured. */
  project_metadata_checklist: text,
  project_slug_template: text,
  user_email_patterns: texts,
  user_affiliations: texts,
  user_identity_sources: texts,
  default_affiliations: list({ uuid: text, name: text }),
  organization_groups: list(organizationGroupShape),
  /** Servers of 2024 have one group instead of the list, these six keys absent without it. */
  organization_group: text,
  organization_group_name: text,
  organization_group_uuid: text,
  organization_group_parent_name: text,
  organization_group_parent_uuid: text,
  organization_group_type_name: text,
  organization_group_type_uuid: text,
  /** Gone since 7.9.3, and shrunk by `query` before: list the projects instead. */
  projects: list({
    uuid: key,
    name: key,
    url: text,
    image: text,
    resource_count: number,
    end_date: text,
  }),
  projects_count: number,
  /** Zero in the lists of some servers unless asked for by name in `field`. */
  users_count: number,
  /** Null for those who may not see them. */
  payment_profiles: list({
    uuid: key,
    url: text,
    name: text,
    organization_uuid: text,
    organization: text,
    attributes: object({ end_date: text, agreement_number: text, contract_sum: amount }),
    payment_type: text,
    payment_type_display: text,
    /** True or null, never false. */
    is_active: flag,
  }),
  /** Text since 8.1.2, a number before. */
  customer_credit: amount,
  customer_unallocated_credit: amount,
  is_service_provider: flag,
  service_provider: text,
  service_provider_uuid: text,
  /** The uuid of its call managing organisation, if it is one. */
  call_managing_organization_uuid: text,
  /** This month's cost: texts when there is an estimate, the number 0 when there is none. */
  billing_price_estimate: object({
    total: amount,
    current: amount,
    tax: amount,
    tax_current: amount,
  }),
  has_affiliate_links: flag,
  has_active_helpdesk: flag,
};
export const customerSchema = z.looseObject(customerShape);

/** An organisation. */
export type Customer = z.infer<typeof customerSchema>;
export type CustomerField = keyof typeof customerShape;
