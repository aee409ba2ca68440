import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readCount, readObject, readPage } from './operations';
import type { Page, PageParams } from './paging';
import {
  fieldsOf,
  flag,
  hexUuid,
  onlyTrue,
  order,
  paging,
  text,
  uuid,
  writeQuery,
  type ParamsOf,
} from './params';
import { flag as flagField, key, text as textField } from './row';

const userShape = {
  uuid: key,
  url: textField,
  username: textField,
  full_name: textField,
  first_name: textField,
  last_name: textField,
  native_name: textField,
  email: textField,
  phone_number: textField,
  organization: textField,
  job_title: textField,
  description: textField,
  image: textField,
  registration_method: textField,
  identity_source: textField,
  date_joined: textField,
  slug: textField,
  /** These three are absent for ordinary callers. */
  is_staff: flagField,
  is_support: flagField,
  is_active: flagField,
};
export const userSchema = z.looseObject(userShape);

/** A person with an account. */
export type User = z.infer<typeof userSchema>;
export type UserField = keyof typeof userShape;

const fieldParam = { field: fieldsOf<UserField>('uuid') };

const filters = {
  /** Name, user name or e-mail contain it. Two words find no one on old servers: `user_keyword` does. */
  query: text,
  user_keyword: text,
  full_name: text,
  native_name: text,
  organization: text,
  job_title: text,
  /** Contains. */
  email: text,
  /** Equals. */
  username: text,
  /** Who holds a role on the organisation or one of its projects. */
  customer_uuid: uuid,
  project_uuid: uuid,
  is_active: flag,
  is_staff: onlyTrue,
  is_support: onlyTrue,
};
const listParams = {
  ...filters,
  ...fieldParam,
  o: order(
    'full_name',
    'native_name',
    'email',
    'phone_number',
    'description',
    'organization',
    'job_title',
    'username',
    'is_active',
    'registration_method',
    'is_staff',
    'is_support',
  ),
};
export type UserFilters = ParamsOf<typeof filters>;
export type UserListParams = ParamsOf<typeof listParams>;

const path = 'api/users/';
const rowFields: readonly UserField[] = [
  'uuid',
  'username',
  'full_name',
  'email',
  'organization',
  'job_title',
  'image',
];

/**
 * `GET /api/users/`: the people the caller may see (staff and support everyone, others who share an
 * organisation or project with them). Without `field` it asks for what a row shows: whole rows carry
 * permissions, and a row of oneself the token. Searching by name is rough on every server (a non-Latin
 * `full_name` is not filtered at all on those of 2024): filter again.
 */
export async function searchUsers(
  client: WaldurClient,
  params: UserListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<User>> {
  const query = writeQuery(
    { ...listParams, ...paging },
    { ...params, field: asked(params.field, rowFields) },
  );
  const page = await readPage(
    client,
    { name: 'search people', core: true, path, query },
    userSchema,
    options,
  );
  return { ...page, rows: page.rows.map(withoutToken) };
}

/** `HEAD /api/users/`: how many people match. */
export async function countUsersOfServer(
  client: WaldurClient,
  params: UserFilters = {},
  options?: CallOptions,
): Promise<number> {
  return readCount(client, { name: 'count people', path, query: writeQuery(filters, params) }, options);
}

/** `GET /api/users/{uuid}/`: one person. Errors: notFound, also for those the caller may not see. */
export async function retrieveUser(
  client: WaldurClient,
  userUuid: string,
  params: ParamsOf<typeof fieldParam> = {},
  options?: CallOptions,
): Promise<User> {
  const call = {
    name: 'read a person',
    method: 'GET',
    path: `${path}${hexUuid(userUuid)}/`,
    query: writeQuery(fieldParam, { field: asked(params.field, Object.keys(userShape) as UserField[]) }),
  } as const;
  return withoutToken(await readObject(client, call, userSchema, options));
}

function asked(
  field: readonly UserField[] | undefined,
  otherwise: readonly UserField[],
): readonly UserField[] {
  return field === undefined || field.length === 0 ? otherwise : field;
}

/** A user's own record carries the token on servers that ignore `field`; it must not travel on from here. */
export function withoutToken<T extends object>(user: T): T {
  return 'token' in user ? { ...user, token: undefined } : user;
}
