import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readCount, readObject, readPage, write, writeObject } from './operations';
import type { Page, PageParams } from './paging';
import type { ProjectCreate, ProjectWrite } from './projectWrite';
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
import { amount, flag as flagField, key, number, object, text as textField } from './row';

const projectShape = {
  uuid: key,
  name: key,
  url: textField,
  created: textField,
  slug: textField,
  description: textField,
  customer: textField,
  customer_uuid: textField,
  customer_name: textField,
  customer_slug: textField,
  customer_native_name: textField,
  customer_abbreviation: textField,
  image: textField,
  /** `YYYY-MM-DD`: it starts, and ends, at the start of that day in UTC. */
  start_date: textField,
  end_date: textField,
  end_date_requested_by: textField,
  /** Its end date with the grace period (8.0.7). */
  effective_end_date: textField,
  is_in_grace_period: flagField,
  grace_period_days: number,
  /** A URL; the two keys beside it are absent without one. */
  type: textField,
  type_name: textField,
  type_uuid: textField,
  /** default, course or public (7.7.8). */
  kind: textField,
  backend_id: textField,
  oecd_fos_2007_code: textField,
  oecd_fos_2007_label: textField,
  is_industry: flagField,
  /** Told from live ones since 7.8.5. */
  is_removed: flagField,
  staff_notes: textField,
  resources_count: number,
  max_service_accounts: number,
  project_credit: amount,
  billing_price_estimate: object({
    total: amount,
    current: amount,
    tax: amount,
    tax_current: amount,
  }),
};
export const projectSchema = z.looseObject(projectShape);

/** A project of an organisation. */
export type Project = z.infer<typeof projectSchema>;
export type ProjectField = keyof typeof projectShape;

const fieldParam = { field: fieldsOf<ProjectField>('uuid', 'name') };

const filters = {
  /** The organisation's uuid. */
  customer: uuid,
  query: text,
  name: text,
  customer_name: text,
  customer_native_name: text,
  customer_abbreviation: text,
  backend_id: text,
  user_uuid: uuid,
  /** Where the caller's own grants say so: staff get nothing. */
  can_manage: onlyTrue,
  can_admin: onlyTrue,
  conceal_finished_projects: flag,
  /** Datetimes; later ones match. */
  created: text,
  modified: text,
  /** These are ignored by servers of 2024. */
  slug: text,
  is_removed: flag,
  include_terminated: flag,
};
const listParams = {
  ...filters,
  ...fieldParam,
  o: order(
    'name',
    'created',
    'customer_name',
    'customer_native_name',
    'customer_abbreviation',
    'estimated_cost',
    'end_date',
    'start_date',
  ),
};
export type ProjectFilters = ParamsOf<typeof filters>;
export type ProjectListParams = ParamsOf<typeof listParams>;

const path = 'api/projects/';

/**
 * `GET /api/projects/`: the projects the caller sees, of one organisation with `customer`. Ask for few fields:
 * cost and resource counts make a row twenty times as dear.
 */
export async function listProjects(
  client: WaldurClient,
  params: ProjectListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<Project>> {
  const query = writeQuery({ ...listParams, ...paging }, params);
  return readPage(client, { name: 'list projects', core: true, path, query }, projectSchema, options);
}

/** `HEAD /api/projects/`: how many projects match; those the caller does not see are not counted. */
export async function countProjects(
  client: WaldurClient,
  params: ProjectFilters = {},
  options?: CallOptions,
): Promise<number> {
  const query = writeQuery(filters, params);
  return readCount(client, { name: 'count projects', core: true, path, query }, options);
}

/** `GET /api/projects/{uuid}/`: one project, whole unless `field` says less. Errors: notFound. */
export async function retrieveProject(
  client: WaldurClient,
  projectUuid: string,
  params: ParamsOf<typeof fieldParam> = {},
  options?: CallOptions,
): Promise<Project> {
  const call = {
    name: 'read a project',
    method: 'GET',
    path: `${path}${hexUuid(projectUuid)}/`,
    query: writeQuery(fieldParam, params),
  } as const;
  return readObject(client, call, projectSchema, options);
}

/**
 * `POST /api/projects/`: a new project of an organisation, given by its uuid. It takes PROJECT.CREATE there.
 * Deployments may demand an end date or an OECD code. Errors: invalid (also an organisation one does not see),
 * forbidden.
 */
export async function createProject(
  client: WaldurClient,
  project: ProjectCreate,
  options?: CallOptions,
): Promise<Project> {
  const call = { name: 'create a project', method: 'POST', path } as const;
  return writeObject(client, call, newProjectBody(client, project), projectSchema, options);
}

/**
 * `PUT /api/projects/{uuid}/`: prefer `patchProject`. `customer` is the organisation it is in already: servers of
 * 2024 demand it, and would move the project if it were another.
 */
export async function updateProject(
  client: WaldurClient,
  projectUuid: string,
  project: ProjectCreate,
  options?: CallOptions,
): Promise<Project> {
  const call = { name: 'change a project', method: 'PUT', path: `${path}${hexUuid(projectUuid)}/` } as const;
  return writeObject(client, call, newProjectBody(client, project), projectSchema, options);
}

/**
 * `PATCH /api/projects/{uuid}/`: changes what is given. It takes PROJECT.UPDATE on the project or its
 * organisation. Errors: invalid (also of a blocked or archived organisation), forbidden, notFound.
 */
export async function patchProject(
  client: WaldurClient,
  projectUuid: string,
  changes: ProjectWrite,
  options?: CallOptions,
): Promise<Project> {
  const call = {
    name: 'change a project',
    method: 'PATCH',
    path: `${path}${hexUuid(projectUuid)}/`,
  } as const;
  return writeObject(client, call, projectBody(client, changes), projectSchema, options);
}

/**
 * `DELETE /api/projects/{uuid}/`: removes it from sight; newer servers can bring it back, see `waldur/recoverProject.ts`. It takes
 * PROJECT.DELETE on the organisation. Errors: invalid ("Project contains active resources. …"), forbidden, notFound.
 */
export async function deleteProject(
  client: WaldurClient,
  projectUuid: string,
  options?: CallOptions,
): Promise<void> {
  const call = {
    name: 'delete a project',
    method: 'DELETE',
    path: `${path}${hexUuid(projectUuid)}/`,
  } as const;
  return write(client, call, undefined, options);
}

/** What a new one is made of, as the server wants it: what it belongs to is a URL. */
export function newProjectBody(
  client: WaldurClient,
  project: ProjectWrite & { readonly customer: string },
): object {
  const { customer, ...others } = project;
  return {
    ...projectBody(client, others),
    customer: client.href(`api/customers/${hexUuid(customer, 'customer')}/`),
  };
}

/** As the server wants it: the type is a URL. */
export function projectBody(client: WaldurClient, project: ProjectWrite): object {
  const { type, ...others } = project;
  return type === undefined
    ? others
    : { ...others, type: type === null ? null : client.href(`api/project-types/${hexUuid(type, 'type')}/`) };
}
