import * as z from 'zod/mini';

/**
 * The rows of a sample server's state, in the form of `test/recordings/world.json`: they refer to each other by uuid
 * (32 hex), to users by `username` and to roles by `name`. A key that is absent has the default: "", null, false,
 * 0 or []; the exception is `is_active`, which is true where it is absent from a user, a role or a grant.
 * Times are ISO 8601 in UTC, dates `YYYY-MM-DD`, decimals strings.
 */

const text = z.optional(z.string());
const nullableText = z.nullish(z.string());
const flag = z.optional(z.boolean());
const nullableNumber = z.nullish(z.number());
const uuids = z.optional(z.array(z.string()));
const texts = z.optional(z.array(z.string()));
const uuid = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'is not 32 hex digits'));
export const time = z.string().check(z.refine((value) => !Number.isNaN(Date.parse(value)), 'is not a time'));
const nullableTime = z.nullish(time);
/** `true`: has a picture the server makes up; a string: key of `images`. */
const image = z.nullish(z.union([z.boolean(), z.string()]));
/** Numbers by the type of an offering's component, as in `{"cpu": 100000}`. */
const amounts = z.optional(z.record(z.string(), z.nullable(z.number())));

export const user = z.object({
  uuid,
  username: z.string(),
  first_name: text,
  last_name: text,
  native_name: text,
  email: text,
  phone_number: text,
  job_title: text,
  organization: text,
  civil_number: nullableText,
  description: text,
  identity_source: text,
  registration_method: text,
  preferred_language: text,
  affiliations: texts,
  is_staff: flag,
  is_support: flag,
  /** Absent: true. */
  is_active: flag,
  /** Seconds; null and absent: the token never expires. */
  token_lifetime: nullableNumber,
  agreement_date: nullableTime,
  date_joined: z.optional(time),
  image,
  /** Session token, 40 hex; the server makes one up where it is absent. */
  token: text,
  /** The token answers 401 "Token has expired.". */
  token_expired: flag,
  /** For sign-in with user name and password; absent: no password is right. */
  password: text,
});

export const role = z.object({
  uuid,
  name: z.string(),
  description: text,
  /** In other languages than English, by their codes. */
  descriptions: z.optional(z.record(z.string(), z.nullable(z.string()))),
  /** Key of the role type (`call_organizer`), not the model's name that grants carry (`callmanagingorganisation`). */
  content_type: z.string(),
  is_active: flag,
  is_system_role: flag,
  permissions: texts,
  template: nullableText,
  customer: nullableText,
});

export const organizationGroupType = z.object({ uuid, name: z.string() });
export const organizationGroup = z.object({
  uuid,
  name: z.string(),
  type: nullableText,
  parent: nullableText,
});

/** This month's cost, decimal strings. */
const priceEstimate = z.optional(
  z.object({ total: z.string(), current: z.string(), tax: z.string(), tax_current: z.string() }),
);

export const customer = z.object({
  uuid,
  name: z.string(),
  slug: text,
  created: z.optional(time),
  native_name: text,
  abbreviation: text,
  description: text,
  contact_details: text,
  agreement_number: text,
  sponsor_number: nullableNumber,
  email: text,
  phone_number: text,
  notification_emails: text,
  /** Descriptive text; what is enforced are the rows of `accessSubnets`. */
  access_subnets: text,
  registration_code: text,
  homepage: text,
  domain: text,
  vat_code: text,
  postal: text,
  address: text,
  city: text,
  state: text,
  parish: text,
  street: text,
  house_nr: text,
  apartment_nr: text,
  household: text,
  bank_name: text,
  bank_account: text,
  latitude: nullableNumber,
  longitude: nullableNumber,
  country: text,
  backend_id: text,
  default_tax_percent: text,
  accounting_start_date: z.optional(time),
  /** The one group of a 2024 server. */
  organization_group: nullableText,
  /** The groups of a newer server; absent: the one above, if any. */
  organization_groups: uuids,
  image,
  blocked: flag,
  archived: flag,
  display_billing_info_in_projects: flag,
  max_service_accounts: nullableNumber,
  grace_period_days: nullableNumber,
  project_metadata_checklist: nullableText,
  project_slug_template: nullableText,
  user_email_patterns: texts,
  user_affiliations: texts,
  user_identity_sources: texts,
  billing_price_estimate: priceEstimate,
});

export const projectType = z.object({ uuid, name: z.string(), description: text });

export const project = z.object({
  uuid,
  name: z.string(),
  slug: text,
  description: text,
  created: z.optional(time),
  start_date: nullableText,
  end_date: nullableText,
  oecd_fos_2007_code: nullableText,
  backend_id: text,
  customer: uuid,
  type: nullableText,
  kind: text,
  is_industry: flag,
  is_removed: flag,
  staff_notes: text,
  max_service_accounts: nullableNumber,
  grace_period_days: nullableNumber,
  image,
  billing_price_estimate: priceEstimate,
});

export const grant = z.object({
  uuid,
  created: z.optional(time),
  user: z.string(),
  role: z.string(),
  /** Model name: customer, project, offering, serviceprovider, callmanagingorganisation, call, proposal. */
  scope_type: z.string(),
  scope: uuid,
  created_by: text,
  /** A past one is still in force until the daily task of the server has swept it. */
  expiration_time: nullableTime,
  /** False: revoked. Absent: true. */
  is_active: flag,
});

export const accessSubnet = z.object({ uuid, customer: uuid, inet: z.string(), description: text });

export const paymentProfile = z.object({
  uuid,
  name: z.string(),
  payment_type: z.string(),
  attributes: z.optional(z.record(z.string(), z.unknown())),
  is_active: flag,
  organization: uuid,
});

export const customerCredit = z.object({ uuid, value: z.string(), end_date: nullableText, customer: uuid });
export const serviceProvider = z.object({ uuid, description: text, customer: uuid });

const offeringComponent = z.object({
  type: z.string(),
  name: z.string(),
  description: text,
  measured_unit: text,
  billing_type: text,
});

export const offering = z.object({
  uuid,
  name: z.string(),
  customer: uuid,
  components: z.optional(z.array(offeringComponent)),
});

export const resource = z.object({
  uuid,
  name: text,
  limits: amounts,
  /** Used this month. */
  current_usages: amounts,
  /** Used in total; absent: the same as this month. */
  total_usages: amounts,
  state: z.string(),
  created: z.optional(time),
  end_date: nullableText,
  project: uuid,
  offering: uuid,
});

export const callManagingOrganisation = z.object({
  uuid,
  created: z.optional(time),
  description: text,
  customer: uuid,
  image,
});

export const call = z.object({
  uuid,
  name: z.string(),
  slug: text,
  /** draft, active, archived */
  state: z.string(),
  description: text,
  created: z.optional(time),
  start_date: nullableTime,
  end_date: nullableTime,
  backend_id: text,
  reference_code: text,
  external_url: nullableText,
  /** The managing organisation. */
  manager: uuid,
  created_by: text,
  /** A role, by name. */
  default_project_role: nullableText,
});

export const round = z.object({
  uuid,
  slug: text,
  name: text,
  start_time: time,
  cutoff_time: time,
  review_duration_in_days: nullableNumber,
  minimal_average_scoring: nullableText,
  minimum_number_of_reviewers: nullableNumber,
  review_strategy: text,
  deciding_entity: text,
  allocation_time: text,
  call: uuid,
});

export const proposal = z.object({
  uuid,
  name: z.string(),
  /** draft, submitted, in_review, in_revision, accepted, rejected, canceled */
  state: z.string(),
  created: z.optional(time),
  round: uuid,
  project: nullableText,
  created_by: text,
});

export const review = z.object({
  uuid,
  /** created, in_review, submitted, rejected */
  state: z.string(),
  proposal: uuid,
  reviewer: z.string(),
});

/** `state`: requested, accepted, canceled. */
export const requestedOffering = z.object({ uuid, state: z.string(), call: uuid, offering: uuid });

export const invitation = z.object({
  uuid,
  email: z.string(),
  /** project, requested, rejected, pending, accepted, canceled, expired */
  state: z.string(),
  created: z.optional(time),
  full_name: text,
  native_name: text,
  tax_number: text,
  phone_number: text,
  organization: text,
  job_title: text,
  civil_number: text,
  extra_invitation_text: text,
  role: z.string(),
  scope_type: z.string(),
  scope: uuid,
  customer: uuid,
  created_by: text,
  execution_state: text,
  error_message: text,
});

export const event = z.object({
  uuid,
  created: time,
  event_type: z.string(),
  message: z.string(),
  /** Holds what the event is about: `customer_uuid`, `project_uuid`, `user_uuid`, … */
  context: z.optional(z.record(z.string(), z.unknown())),
});

export const checklist = z.object({ uuid, name: z.string(), description: text, checklist_type: z.string() });

export const question = z.object({
  uuid,
  checklist: uuid,
  description: z.string(),
  question_type: z.string(),
  required: flag,
  order: z.optional(z.number()),
  /** Decimal string of four places. */
  min_value: nullableText,
  max_value: nullableText,
  options: z.optional(z.array(z.object({ uuid, label: z.string(), order: z.optional(z.number()) }))),
});

export const answer = z.object({
  uuid,
  question: uuid,
  project: uuid,
  user: z.string(),
  answer_data: z.unknown(),
  created: z.optional(time),
  modified: z.optional(time),
  requires_review: flag,
});

/** A stored picture: its key is what a row's `image` names and what `/api/media/<key>/` serves. */
export const storedImage = z.object({ content_type: z.string(), data: z.string() });
