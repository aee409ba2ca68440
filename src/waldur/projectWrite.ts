import * as z from 'zod/mini';
import {
  count,
  field,
  formed,
  mostInteger,
  mostSmallInteger,
  noImage,
  nullableFormed,
  owner,
  requiredText,
  text,
} from './writeField';

/** OECD's fields of science and technology (2007), as the server's code has them. */
const fieldsOfScience = [
  '1.1',
  '1.2',
  '1.3',
  '1.4',
  '1.5',
  '1.6',
  '1.7',
  '2.1',
  '2.2',
  '2.3',
  '2.4',
  '2.5',
  '2.6',
  '2.7',
  '2.8',
  '2.9',
  '2.10',
  '2.11',
  '2.12',
  '3.1',
  '3.2',
  '3.3',
  '3.4',
  '3.5',
  '4.1',
  '4.2',
  '4.3',
  '4.4',
  '4.5',
  '5.1',
  '5.2',
  '5.3',
  '5.4',
  '5.5',
  '5.6',
  '5.7',
  '5.8',
  '5.9',
  '6.1',
  '6.2',
  '6.3',
  '6.4',
  '6.5',
] as const;
export type FieldOfScience = (typeof fieldsOfScience)[number];

const projectKinds = ['default', 'course', 'public'] as const;
export type ProjectKind = (typeof projectKinds)[number];

const identity = { group: 'identity' } as const;
const schedule = { group: 'schedule' } as const;
const classification = { group: 'classification' } as const;
const staff = { group: 'staff', staff: true } as const;

/** Column of 2000 until a migration of October 2025 (structure 0063). */
const before = { version: '7.8.5', most: 2000 } as const;

/**
 * What can be changed of a project. "" clears a text, null what is nullable. Who is in it is changed by `members.ts`.
 */
export const projectWrite = z.strictObject({
  name: requiredText(500, identity),
  /** HTML, which the server cleans of scripts. */
  description: text(4096, { ...identity, lines: true, before }),
  /** "" makes a new one of the name. */
  slug: formed('slug', { ...identity, staff: true }, 50),
  backend_id: text(255, identity),
  image: noImage(),

  /** The server takes no day before today, and none at all once the project has started. */
  start_date: nullableFormed('day', schedule),
  /** The last day, included; the server takes none before today. */
  end_date: nullableFormed('day', { ...schedule, permission: 'PROJECT.DELETE' }),

  /** Uuid of a project type. */
  type: nullableFormed('uuid', { ...classification, choices: 'projectTypes' }),
  kind: field(z.enum(projectKinds), { ...classification, since: '7.7.8' }),
  oecd_fos_2007_code: field(z.nullable(z.enum([...fieldsOfScience, ''])), classification),
  is_industry: field(z.boolean(), classification),

  /** HTML, seen by staff and support alone. */
  staff_notes: text(4096, { ...staff, lines: true, since: '7.8.5' }),
  grace_period_days: count(mostInteger, { ...staff, since: '7.8.8' }),
  max_service_accounts: count(mostSmallInteger, { ...staff, since: '7.6.5' }),
});
export type ProjectWrite = Readonly<z.infer<typeof projectWrite>>;

/** What a new project is made of. Deployments may demand more: an end date, a field of science. */
export const projectCreate = z.extend(z.required(projectWrite, { name: true }), {
  /** Uuid of its organisation; it goes to another by an action of its own. */
  customer: owner({ ...identity, choices: 'customers' }),
});
export type ProjectCreate = Readonly<z.infer<typeof projectCreate>>;
