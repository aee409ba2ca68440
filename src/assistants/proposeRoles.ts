import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Caller } from '../access/caller';
import type { ChangePlan } from '../changes/changePlan';
import { grantScopes, planContext, revokeWarnings } from '../changes/prepare';
import { parseEnd } from '../grants/endText';
import { readScope } from '../grants/findScopes';
import { planLines } from '../grants/planLines';
import type { Wish } from '../grants/planRole';
import type { Expiry, GrantScope, Person, RoleTask } from '../grants/roleTask';
import { roleText } from '../organisations/roleText';
import { scopeLabel } from '../organisations/scopeLabel';
import { rolesFor } from '../pickers/roleStep';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { orNone } from '../waldur/errors';
import type { Role } from '../waldur/roles';
import { assistantTool, InputProblem, serverInput, textInput, uuidInput } from './assistantTool';
import { proposalQuestion, propose } from './proposal';
import { readPerson } from './readAccess';
import { type AssistantCall, findOn, type NamedConnection } from './servers';
import { kindInput, kindOf } from './told';

const changeInput = z.strictObject({
  change: z.enum(['grant', 'revoke']),
  kind: kindInput,
  uuid: uuidInput,
  person: uuidInput,
  role: textInput.check(z.minLength(1)),
  until: z.optional(z.string().check(z.maxLength(40))),
});
type ChangeInput = z.infer<typeof changeInput>;

/** Opens a plan of roles to be granted and revoked, for the person to run. */
export const proposeRoles = assistantTool({
  input: z.strictObject({
    changes: z.array(changeInput).check(z.minLength(1), z.maxLength(50)),
    ...serverInput,
  }),
  doing: () => vscode.l10n.t('Making a plan for you to review'),
  question: ({ changes: { length } }) =>
    proposalQuestion(
      count(
        length,
        vscode.l10n.t('Open a plan that changes 1 role?'),
        vscode.l10n.t('Open a plan that changes {0} roles?', numberText(length)),
      ),
    ),
  answer: async (parts, { changes, server }, signal) => {
    const found = await findOn(parts, server, signal, (connection, call) =>
      readAll(
        changes.map(({ kind, uuid }) => ({ kind: kindOf(kind), uuid })),
        ({ uuid }) => uuid,
        (scope) => readScope(connection.client, scope, call),
      ),
    );
    const { connection, name, value: scopes } = found;
    const caller = await parts.stores.of(connection).caller.get();
    const call = { signal, lane: 'background' } as const;
    const plan = await planOf(found, caller, await wishesOf(found, caller, changes, scopes, call), signal);
    const title = vscode.l10n.t('Proposed Changes of Roles on {0}', name);
    return propose(parts, { connection, name, title, plan, command: 'runPlan' }, signal);
  },
});

/** Reads each once. @returns by what tells them apart */
async function readAll<T, V>(
  all: readonly T[],
  keyOf: (one: T) => string,
  read: (one: T) => Promise<V>,
): Promise<ReadonlyMap<string, V>> {
  const unique = new Map(all.map((one) => [keyOf(one), one]));
  return new Map(await Promise.all([...unique].map(async ([key, one]) => [key, await read(one)] as const)));
}

type NumberedWish = Wish & { readonly line: number; readonly verb: ChangeInput['change'] };

/** @throws InputProblem for what is not there or cannot be meant */
async function wishesOf(
  { connection }: NamedConnection,
  caller: Caller,
  changes: readonly ChangeInput[],
  scopes: ReadonlyMap<string, GrantScope>,
  call: AssistantCall,
): Promise<readonly NumberedWish[]> {
  const fresh = new Map(
    (await grantScopes(connection, [...scopes.values()], call.signal)).map((scope) => [scope.uuid, scope]),
  );
  const people = await readAll(
    changes,
    ({ person }) => person,
    ({ person }) => orNone(readPerson(connection, person, call)),
  );
  const now = new Date();
  return Promise.all(
    changes.map(async ({ change: verb, uuid, person: personUuid, role, until }, index) => {
      const scope = fresh.get(uuid);
      const person: Person | undefined = people.get(personUuid);
      if (scope === undefined || person === undefined) {
        throw new InputProblem(
          vscode.l10n.t('You cannot see a person with the UUID {0} on this server.', personUuid),
        );
      }
      return {
        ...{ scope, person, verb, line: index + 1 },
        role: await roleNamed(connection, caller, scope, role),
        expiry: until === undefined ? undefined : expiryOf(until, now),
      };
    }),
  );
}

/** A role by its name, UUID or what people call it. @throws InputProblem that names those there are */
async function roleNamed(
  connection: NamedConnection['connection'],
  caller: Caller,
  scope: GrantScope,
  text: string,
): Promise<Role> {
  const known = caller.rolesBy.get(text);
  if (known !== undefined) {
    return known;
  }
  const there = await rolesFor(connection, caller, [scope]);
  const [role, ...more] = there.filter((one) => roleText(one).toLowerCase() === text.toLowerCase());
  if (role === undefined || more.length > 0) {
    throw new InputProblem(
      vscode.l10n.t(
        '“{0}” is not the name of one role in {1}. Roles there: {2}.',
        plainLine(text, 60),
        scopeLabel(scope),
        listText(there.slice(0, 20).map(({ name }) => plainLine(name, 60))),
      ),
    );
  }
  return role;
}

function expiryOf(text: string, now: Date): Expiry {
  const end = parseEnd(text, now, { days: false });
  if (end.kind === 'none') {
    throw new InputProblem(
      vscode.l10n.t('“{0}” is not a date such as 2027-01-31, or “never”.', plainLine(text, 40)),
    );
  }
  return end.expiry;
}

async function planOf(
  { connection }: NamedConnection,
  caller: Caller,
  wishes: readonly NumberedWish[],
  signal: AbortSignal,
): Promise<ChangePlan<RoleTask>> {
  const against = await planContext(
    connection,
    caller,
    wishes.map(({ scope }) => scope),
    signal,
  );
  const { tasks } = planLines(wishes, new Map(wishes.map(({ line, verb }) => [line, verb])), against);
  const plan = {
    // Numbers of lines are for files. Of several for the same person, role and scope the last one counts.
    tasks: [...new Map(tasks.map((task) => [task.id, { ...task, line: undefined }])).values()],
  };
  return { ...plan, warnings: await revokeWarnings(connection, plan, against, signal) };
}
