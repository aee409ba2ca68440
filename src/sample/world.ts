import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import * as row from './worldRows';

const rows = <T extends z.core.$ZodType>(schema: T) => z._default(z.array(schema), () => []);

const world = z.object({
  note: z.optional(z.string()),
  /** The server's clock when it starts. */
  now: row.time,
  users: rows(row.user),
  roles: rows(row.role),
  organizationGroupTypes: rows(row.organizationGroupType),
  organizationGroups: rows(row.organizationGroup),
  customers: rows(row.customer),
  projectTypes: rows(row.projectType),
  projects: rows(row.project),
  grants: rows(row.grant),
  accessSubnets: rows(row.accessSubnet),
  paymentProfiles: rows(row.paymentProfile),
  customerCredits: rows(row.customerCredit),
  serviceProviders: rows(row.serviceProvider),
  offerings: rows(row.offering),
  resources: rows(row.resource),
  callManagingOrganisations: rows(row.callManagingOrganisation),
  calls: rows(row.call),
  rounds: rows(row.round),
  proposals: rows(row.proposal),
  reviews: rows(row.review),
  requestedOfferings: rows(row.requestedOffering),
  invitations: rows(row.invitation),
  events: rows(row.event),
  checklists: rows(row.checklist),
  questions: rows(row.question),
  answers: rows(row.answer),
  images: z._default(z.record(z.string(), row.storedImage), () => ({})),
});

/**
 * The state of a sample server; how its rows refer to each other and what absent keys mean stands in `worldRows.ts`.
 * The server changes the rows in place.
 */
export type World = z.output<typeof world>;
export type WorldUser = World['users'][number];
export type WorldRole = World['roles'][number];
export type WorldOrganizationGroup = World['organizationGroups'][number];
export type WorldCustomer = World['customers'][number];
export type WorldProject = World['projects'][number];
export type WorldGrant = World['grants'][number];
export type WorldOffering = World['offerings'][number];
export type WorldResource = World['resources'][number];
export type WorldCallManagingOrganisation = World['callManagingOrganisations'][number];
export type WorldCall = World['calls'][number];
export type WorldRound = World['rounds'][number];
export type WorldProposal = World['proposals'][number];
export type WorldInvitation = World['invitations'][number];
export type WorldEvent = World['events'][number];
export type WorldAccessSubnet = World['accessSubnets'][number];
export type WorldPaymentProfile = World['paymentProfiles'][number];
export type WorldCustomerCredit = World['customerCredits'][number];
export type WorldChecklist = World['checklists'][number];
export type WorldQuestion = World['questions'][number];
export type WorldAnswer = World['answers'][number];
export type WorldImage = World['images'][string];

/** A world that was refused; the message is a sentence that names the first wrong place. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
}

function place(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : (index > 0 ? '.' : '') + String(key)))
    .join('');
}

function complaint(issue: z.core.$ZodRawIssue): string {
  if (issue.code !== 'invalid_type') {
    return 'has a value that does not belong there';
  }
  return issue.input === undefined ? 'is missing' : `is not of type ${issue.expected}`;
}

/**
 * Checks a world read from JSON. Keys it does not know are dropped; collections that are absent are empty.
 * Throws {@link WorldError} where a value has the wrong type or a required one is missing.
 */
export function loadWorld(json: unknown): World {
  const result = z.safeParse(world, json, { error: complaint });
  if (result.success) {
    return result.data;
  }
  const [first] = result.error.issues;
  const where = place(first?.path ?? []);
  const others = result.error.issues.length - 1;
  const more = others > 0 ? ` (and ${others} more)` : '';
  throw new WorldError(`The world cannot be used: ${where || 'it'} ${first?.message ?? 'is wrong'}${more}.`);
}

/** Reads a world from a file. Throws {@link WorldError} where it cannot be read, is not JSON or is not a world. */
export function worldFromFile(path: string): World {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new WorldError(
      `The world file ${path} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`,
    );
  }
  return loadWorld(json);
}
