import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import { planGrants } from '../grants/plan';
import type { GrantScope } from '../grants/roleTask';
import { inviteWishes, planInvites } from '../grants/planInvites';
import { roleName } from '../grants/teams';
import type { RoleScope } from '../organisations/roleScope';
import { runSteps } from '../ui/stepSequence';
import { whileReading } from '../ui/whileReading';
import type { Role } from '../waldur/roles';
import type { Command, CommandContext } from './commandContext';
import { expirySteps, noExpiryAnswer } from '../pickers/expiryStep';
import { messageStep } from '../pickers/messageStep';
import { type Chosen, peopleStep } from '../pickers/people';
import { planStep, type GrantsPlan } from '../changes/planStep';
import { grantScopes, planContext } from '../changes/prepare';
import { refuseIfNowhere } from '../pickers/refuseIfNowhere';
import { rolesFor, roleStep } from '../pickers/roleStep';
import { scopeStep, whyNotTogether } from '../pickers/scopes';
import { scopesOfNodes } from '../tree/targets';
import { scopeLabel } from '../organisations/scopeLabel';

/** Grants one role to several people on several scopes of one kind; who has no account gets an invitation. */
export const grantRole: Command = async (context, ...args) => {
  const preset = scopesOfNodes(context, args);
  const problem = whyNotTogether(preset);
  if (problem !== undefined) {
    void vscode.window.showWarningMessage(problem);
    return;
  }
  await grantOn(context, preset);
};

/** What the steps have been answered so far. */
interface Answers {
  scopes: readonly RoleScope[];
  chosen: readonly Chosen[];
  role: Role | undefined;
  message: string;
  plan: GrantsPlan | undefined;
}

async function grantOn(context: CommandContext, preset: readonly RoleScope[]): Promise<void> {
  const answers: Answers = { scopes: preset, chosen: [], role: undefined, message: '', plan: undefined };
  const [first] = preset;
  if (first !== undefined) {
    const caller = await whileReading(titleOf(preset), () =>
      context.stores.of(first.connection).caller.get(),
    );
    if (caller === undefined || refuseIfNowhere(caller.value, ['grant', 'invite'], objectsOf(preset))) {
      return;
    }
  }
  const until = noExpiryAnswer();
  const title = (): string => titleOf(answers.scopes);
  let roles: Promise<readonly Role[]> | undefined;
  const readRoles = async (): Promise<readonly Role[]> => {
    const connection = connectionOf(answers);
    return rolesFor(connection, await context.stores.of(connection).caller.get(), objectsOf(answers.scopes));
  };
  /** Asked for while people are still being chosen. */
  const startReading = (): void => {
    roles = readRoles();
    roles.catch(() => undefined);
  };
  if (preset.length > 0) {
    startReading();
  }
  const done = await runSteps([
    {
      skip: () => preset.length > 0,
      run: async (position) => {
        const outcome = await scopeStep(
          context,
          { title: title(), several: true },
          position,
          answers.scopes,
          (scopes) => {
            answers.scopes = scopes;
          },
        );
        if (outcome !== 'next') {
          return outcome;
        }
        const caller = await whileReading(title(), () =>
          context.stores.of(connectionOf(answers)).caller.get(),
        );
        if (
          caller === undefined ||
          refuseIfNowhere(caller.value, ['grant', 'invite'], objectsOf(answers.scopes))
        ) {
          return 'cancelled';
        }
        startReading();
        return outcome;
      },
    },
    {
      run: (position) =>
        peopleStep(context, {
          title: title(),
          connection: connectionOf(answers),
          position,
          placeholder: vscode.l10n.t('Search by name, user name or e-mail, select people and press Enter'),
          several: true,
          invites: answers.scopes[0]?.object.kind !== 'call-managing-organisation',
          chosen: answers.chosen,
          keep: (chosen) => {
            answers.chosen = chosen;
          },
        }),
    },
    {
      run: (position) =>
        roleStep({
          title: title(),
          position,
          placeholder: vscode.l10n.t('Select a role'),
          roles: () => roles ?? readRoles(),
          chosen: answers.role,
          keep: (role) => {
            answers.role = role;
          },
        }),
    },
    // An invitation cannot carry an end.
    ...expirySteps(title, until, {
      skip: () => answers.chosen.length > 0 && !answers.chosen.some(({ kind }) => kind === 'person'),
    }),
    {
      skip: () => !answers.chosen.some(({ kind }) => kind === 'address'),
      run: (position) =>
        messageStep({
          title: title(),
          position,
          serverVersion: () => context.stores.of(connectionOf(answers)).server.version(),
          answer: answers,
        }),
    },
    {
      run: (position) =>
        planStep({
          title: title(),
          position,
          make: (signal) => makePlan(context, answers, until.expiry ?? null, signal),
          keep: (plan) => {
            answers.plan = plan;
          },
        }),
    },
  ]);
  if (done && answers.plan !== undefined) {
    await context.roleRuns.run({
      connection: connectionOf(answers),
      name: { kind: 'command', command: 'grantRole' },
      plan: answers.plan,
    });
  }
}

/** What granting comes to: roles for people, invitations for addresses. */
export async function makePlan(
  context: CommandContext,
  { scopes, chosen, role, message }: Omit<Answers, 'plan'>,
  expiry: string | null,
  signal: AbortSignal,
): Promise<GrantsPlan> {
  const [first] = scopes;
  if (first === undefined || role === undefined) {
    return { tasks: [], warnings: [] };
  }
  const { connection } = first;
  const caller = await context.stores.of(connection).caller.get();
  const people = chosen.flatMap((one) => (one.kind === 'person' ? [one.person] : []));
  const addresses = chosen.flatMap((one) => (one.kind === 'address' ? [one.email] : []));
  const fresh = await grantScopes(connection, objectsOf(scopes), signal);
  const [planned, invites] = await Promise.all([
    people.length === 0
      ? { tasks: [] }
      : planContext(connection, caller, fresh, signal).then((against) =>
          planGrants({ scopes: fresh, people, role, expiry }, against),
        ),
    planInvites(
      connection.client,
      caller,
      inviteWishes(addresses, fresh, { role: roleName(role), message }),
      { signal },
    ),
  ]);
  return {
    tasks: [...planned.tasks, ...invites],
    warnings:
      addresses.length > 0 && expiry !== null
        ? [
            vscode.l10n.t(
              'Invitations have no expiry for the role. People who accept one keep the role until it is changed.',
            ),
          ]
        : [],
  };
}

function objectsOf(scopes: readonly RoleScope[]): readonly GrantScope[] {
  return scopes.map(({ object }) => object);
}

function connectionOf({ scopes }: Pick<Answers, 'scopes'>): RoleScope['connection'] {
  const [first] = scopes;
  if (first === undefined) {
    throw new Error('There is no scope yet.');
  }
  return first.connection;
}

function titleOf(scopes: readonly RoleScope[]): string {
  const [only, ...more] = scopes;
  if (only === undefined) {
    return vscode.l10n.t('Grant Role');
  }
  return more.length === 0
    ? vscode.l10n.t('Grant Role in {0}', scopeLabel(only.object))
    : vscode.l10n.t('Grant Role in {0} and {1} more', scopeLabel(only.object), numberText(more.length));
}
