import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readObject, writeObject } from './operations';
import { fieldsOf, writeQuery } from './params';
import { anything, flag, key, list, number, object, text, texts } from './row';
import { withoutToken } from './users';

export const versionSchema = z.looseObject({ version: key, latest_version: text });

/** `version` may carry a suffix: "7.0.7+2.g1ea6cb820". */
export type Version = z.infer<typeof versionSchema>;

/** `GET /api/version/`. Errors: on old servers forbidden for all but staff and support: the version is then unknown. */
export async function readVersion(client: WaldurClient, options?: CallOptions): Promise<Version> {
  const call = { name: 'tell its version', method: 'GET', path: 'api/version/' } as const;
  return readObject(client, call, versionSchema, options);
}

export const configurationSchema = z.looseObject({
  WALDUR_CORE: z.looseObject({
    SITE_NAME: text,
    SITE_DESCRIPTION: text,
    SHORT_PAGE_TITLE: text,
    FULL_PAGE_TITLE: text,
    SITE_EMAIL: text,
    SITE_PHONE: text,
    SITE_ADDRESS: text,
    /** Where HomePort is. The shipped value https://example.com/ means that no one configured it. */
    HOMEPORT_URL: text,
    DOCS_URL: text,
    SUPPORT_PORTAL_URL: text,
    CURRENCY_NAME: text,
    /** Holds LOCAL_SIGNIN where user name and password may be used. */
    AUTHENTICATION_METHODS: texts,
    ONLY_STAFF_CAN_INVITE_USERS: flag,
    ORGANIZATION_SUBNETS_VISIBLE: flag,
    TOKEN_LIFETIME: number,
  }),
  /** Newer servers name HomePort here. */
  HOMEPORT_URL: text,
  FEATURES: object({}),
  LANGUAGE_CODE: text,
});
export type Configuration = z.infer<typeof configurationSchema>;

/**
 * `GET /api/configuration/`: what kind of deployment this is, without a token, since a bad one would be refused
 * even here. Also the test for "is this a Waldur?". Errors: notWaldur.
 */
export async function readConfiguration(client: WaldurClient, options?: CallOptions): Promise<Configuration> {
  const call = {
    name: 'read the configuration',
    core: true,
    anonymous: true,
    method: 'GET',
    path: 'api/configuration/',
  } as const;
  return readObject(client, call, configurationSchema, options);
}

const permissionShape = {
  role_name: text,
  role_uuid: text,
  role_description: text,
  /** The model's name: customer, project, callmanagingorganisation, call … */
  scope_type: text,
  scope_uuid: text,
  scope_name: text,
  /** Absent for grants on a customer or a call: use `scope_uuid`. */
  customer_uuid: text,
  customer_name: text,
  project_uuid: text,
  resource_uuid: text,
  created: text,
  expiration_time: text,
  created_by_full_name: text,
  created_by_username: text,
};

const meShape = {
  uuid: key,
  url: text,
  username: text,
  full_name: text,
  first_name: text,
  last_name: text,
  native_name: text,
  email: text,
  organization: text,
  job_title: text,
  /** These three are absent for ordinary users: false, false and true. */
  is_staff: flag,
  is_support: flag,
  is_active: flag,
  /** Seconds; null when the token never expires. */
  token_lifetime: number,
  token_expires_at: text,
  /** The caller's grants: not paged, 0.4 kB each. Read them once, leave them out when polling. */
  permissions: list(permissionShape),
  image: text,
  agreement_date: text,
  preferred_language: text,
  /** What the server takes for the caller's address. */
  ip_address: text,
  identity_source: text,
  registration_method: text,
  can_use_personal_access_tokens: flag,
  slug: text,
  phone_number: text,
  description: text,
  date_joined: text,
  affiliations: anything,
  requested_email: text,
  identity_provider_name: text,
  identity_provider_label: text,
  is_identity_manager: flag,
  has_active_session: flag,
  /** Which fields the deployment demands and the caller has not filled (8.0.9). */
  profile_completeness: anything,
};
export const meSchema = z.looseObject(meShape);

/** The caller. */
export type Me = z.infer<typeof meSchema>;
export type MeField = keyof typeof meShape;
/** One of the caller's grants. */
export type Permission = NonNullable<Me['permissions']>[number];

const meFields = Object.keys(meShape) as MeField[];
const meParams = { field: fieldsOf<MeField>('uuid') };

/**
 * `GET /api/users/me/`: the caller. All known fields unless `field` says fewer, but never `token`: the answer
 * would carry the secret. Errors: unauthorized.
 */
export async function readMe(
  client: WaldurClient,
  params: { readonly field?: readonly MeField[] | undefined } = {},
  options?: CallOptions,
): Promise<Me> {
  const field = params.field === undefined || params.field.length === 0 ? meFields : params.field;
  const call = {
    name: 'read the own account',
    core: true,
    method: 'GET',
    path: 'api/users/me/',
    query: writeQuery(meParams, { field }),
  } as const;
  return withoutToken(await readObject(client, call, meSchema, options));
}

const tokenSchema = z.looseObject({ token: key });

/**
 * `POST /api-auth/password/`: the user's token for user name and password, both at most 128 characters. Never
 * repeat it after a failure: after four the account is locked for ten minutes.
 * Errors: unauthorized with the reason in `detail` (wrong pair, locked out, method switched off), invalid
 * (missing or too long).
 */
export async function signInWithPassword(
  client: WaldurClient,
  credentials: { readonly username: string; readonly password: string },
  options?: CallOptions,
): Promise<string> {
  const call = {
    name: 'sign in with a password',
    core: true,
    anonymous: true,
    method: 'POST',
    path: 'api-auth/password/',
  } as const;
  const { username, password } = credentials;
  return (await writeObject(client, call, { username, password }, tokenSchema, options)).token;
}
