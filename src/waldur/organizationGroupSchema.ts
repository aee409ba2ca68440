import * as z from 'zod/mini';
import { key, number, text } from './row';

export const organizationGroupShape = {
  uuid: key,
  name: key,
  url: text,
  /** A URL; null at the top. The two keys beside it are absent then. */
  parent: text,
  parent_uuid: text,
  parent_name: text,
  customers_count: number,
  /** A uuid, and what it is called: on servers of 2024 alone. */
  type: text,
  type_name: text,
};
export const organizationGroupSchema = z.looseObject(organizationGroupShape);

/** A group of organisations, perhaps inside another. Parents may form a circle: guard against it. */
export type OrganizationGroup = z.infer<typeof organizationGroupSchema>;
export type OrganizationGroupField = keyof typeof organizationGroupShape;
