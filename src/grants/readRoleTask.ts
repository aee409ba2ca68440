import * as z from 'zod/mini';
import type { PerhapsReason } from '../access/answer';
import { notAllowedSchema } from '../access/answerSchema';
import { problemSchema } from '../runs/failureSchema';
import type { Change, Doubt, GrantScope, Person, RoleName, RoleTask, Why } from './roleTask';

const text = z.string();
const maybe = z.optional(text);
const end = z.nullable(text);
const state = z.optional(z.enum(['blocked', 'archived']));

const names = {
  name: text,
  customerName: maybe,
  abbreviation: maybe,
  restrictions: z.optional(z.object({ emailPatterns: z.array(text), others: z.boolean() })),
};

/** What a role is granted on, as a record kept it. */
export const scopeSchema: z.ZodMiniType<GrantScope> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer'), uuid: text, state, ...names }),
  z.object({
    kind: z.literal('project'),
    uuid: text,
    customer: text,
    state,
    terminated: z.optional(z.boolean()),
    ...names,
  }),
  z.object({ kind: z.literal('call-managing-organisation'), uuid: text, customer: text, state, ...names }),
]);

export const roleNameSchema: z.ZodMiniType<RoleName> = z.object({ uuid: text, name: text, label: text });

const person: z.ZodMiniType<Person> = z.object({
  uuid: text,
  name: text,
  username: maybe,
  email: maybe,
  active: z.optional(z.boolean()),
});

const doubts = [
  z.object({ kind: z.literal('unknownRole'), roles: z.array(text) }),
  z.object({ kind: z.literal('expired'), at: text }),
  z.object({ kind: z.enum(['personalToken', 'serverVersion', 'serverDecides', 'restrictions']) }),
] as const;
const doubt: z.ZodMiniType<Doubt | PerhapsReason> = z.discriminatedUnion('kind', doubts);

const why: z.ZodMiniType<Why> = z.discriminatedUnion('kind', [
  notAllowedSchema,
  z.object({
    kind: z.enum([
      'past',
      'inactivePerson',
      'roleInactive',
      'restrictedEmail',
      'twice',
      'notHeld',
      'firstStepImpossible',
    ]),
  }),
  z.object({ kind: z.literal('roleForOtherScope'), contentType: text }),
  z.object({ kind: z.literal('roleOfOtherOrganisation'), organisation: text }),
  z.object({ kind: z.literal('teamUnreadable'), problem: problemSchema }),
]);

const change: z.ZodMiniType<Change> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), expiry: end }),
  z.object({ kind: z.enum(['prolong', 'shorten']), grant: text, from: end, to: end }),
  z.object({ kind: z.literal('remove'), grant: z.exactOptional(text), from: end }),
  z.object({ kind: z.literal('unchanged'), expiry: end }),
  z.object({ kind: z.literal('impossible'), wanted: z.enum(['grant', 'changeExpiry', 'revoke']), why }),
]);

const roleTask: z.ZodMiniType<RoleTask> = z.object({
  kind: z.literal('role'),
  id: text,
  person,
  scope: scopeSchema,
  role: roleNameSchema,
  change,
  doubt: z.optional(doubt),
  after: maybe,
  line: z.optional(z.number()),
});

/** A task as a record kept it; undefined when it is none. */
export function readRoleTask(value: unknown): RoleTask | undefined {
  return roleTask.safeParse(value).data;
}
