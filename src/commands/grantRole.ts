import * as vscode from 'vscode';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import type { GrantScope, Person } from '../grants/roleTask';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import type { RoleScope } from '../organisations/roleScope';
import { runSteps } from '../ui/stepSequence';
import { whileReading } from '../ui/whileReading';
import type { Role } from '../waldur/roles';
import { expirySteps, noExpiryAnswer } from '../pickers/expiryStep';
import { messageStep } from '../pickers/messageStep';
import type { ChosenPerson } from '../organisations/chosenPerson';
import { peopleStep } from '../pickers/people';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { planGrant } from '../changes/planGrant';
import { projectEndOf } from '../pickers/projectEnd';
import { refuseIfNowhere } from '../pickers/refuseIfNowhere';
import { rolesFor, roleStep } from '../pickers/roleStep';
import { scopeStep, whyNotTogether } from '../pickers/scopes';
import { scopesOfNodes } from '../tree/targets';
import { scopeLabel } from '../organisations/scopeLabel';
import type { RoleParts } from './roleParts';
import { selectGranted } from './selectGranted';

/** Grants one role to several people on several scopes of one kind; who has no account gets an invitation. */
export async function grantRole(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const preset = scopesOfNodes(parts, args);
  const problem = whyNotTogether(preset);
  if (problem !== undefined) {
    void vscode.window.showWarningMessage(problem);
    return;
  }
  await grantOn(parts, preset);
}

/** With more people they are counted. */
const mostNamed = 3;

/** What the steps have been answered so far. */
interface Answers {
  scopes: readonly RoleScope[];
  chosen: readonly ChosenPerson[];
  role: Role | undefined;
  message: string;
  plan: ChangePlan | undefined;
}

/**
 * The same where scope and role are known already: of who comes first into what was just made, permanently. The plan says
 * so, and Set Expiry… changes it.
 * @param roleName as servers ship it; where there is no such role, it is asked for
 */
export function grantRoleIn(parts: RoleParts, scope: RoleScope, roleName: string): Promise<void> {
  return grantOn(parts, [scope], { roleName });
}

/** The same where scope and people are known already. */
export function grantRoleTo(parts: RoleParts, scope: RoleScope, people: readonly Person[]): Promise<void> {
  return grantOn(parts, [scope], { people });
}

async function grantOn(
  parts: RoleParts,
  preset: readonly RoleScope[],
  { roleName, people = [] }: { readonly roleName?: string; readonly people?: readonly Person[] } = {},
): Promise<void> {
  const answers: Answers = {
    scopes: preset,
    chosen: people.map((person) => ({ kind: 'person', person })),
    role: undefined,
    message: '',
    plan: undefined,
  };
  const [first] = preset;
  if (first !== undefined) {
    const caller = await whileReading(titleOf(preset), () => parts.stores.of(first.connection).caller.get());
    if (caller === undefined || refuseIfNowhere(caller.value, ['grant', 'invite'], objectsOf(preset))) {
      return;
    }
  }
  const until = noExpiryAnswer();
  const title = (): string => titleOf(answers.scopes);
  let roles: Promise<readonly Role[]> | undefined;
  const readRoles = async (): Promise<readonly Role[]> => {
    const connection = connectionOf(answers);
    return rolesFor(connection, await parts.stores.of(connection).caller.get(), objectsOf(answers.scopes));
  };
  /** Asked for while people are still being chosen. */
  const startReading = (): void => {
    roles = readRoles();
    roles.catch(() => undefined);
  };
  if (preset.length > 0) {
    startReading();
  }
  const known =
    roleName === undefined
      ? undefined
      : (await whileReading(title(), () => roles ?? readRoles()))?.value.find(
          ({ name }) => name === roleName,
        );
  answers.role = known;
  const done = await runSteps([
    {
      skip: () => preset.length > 0,
      run: async (position) => {
        const outcome = await scopeStep(
          parts,
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
        const caller = await whileReading(title(), () => parts.stores.of(connectionOf(answers)).caller.get());
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
      skip: () => people.length > 0,
      run: (position) =>
        peopleStep(parts, {
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
      skip: () => known !== undefined,
      run: (position) =>
        roleStep({
          title: title(),
          position,
          placeholder: roleQuestion(people),
          roles: () => roles ?? readRoles(),
          chosen: answers.role,
          usedLast: parts.recentChoices.roles.usedLast(connectionOf(answers).info.id),
          keep: (role) => {
            answers.role = role;
          },
        }),
    },
    // An invitation cannot carry an end.
    ...expirySteps(title, until, {
      skip: () =>
        known !== undefined ||
        (answers.chosen.length > 0 && !answers.chosen.some(({ kind }) => kind === 'person')),
      projectEnd: () => projectEndOf(connectionOf(answers), objectsOf(answers.scopes), new Date()),
    }),
    {
      skip: () => !answers.chosen.some(({ kind }) => kind === 'address'),
      run: (position) =>
        messageStep({
          title: title(),
          position,
          serverVersion: () => parts.stores.of(connectionOf(answers)).server.version(),
          answer: answers,
        }),
    },
    {
      run: (position) =>
        planStep({
          title: title(),
          position,
          make: (signal) => planGrant(parts, answers, until.expiry ?? null, signal),
          openInEditor: parts.plans.opener(connectionOf(answers), title()),
          keep: (plan) => {
            answers.plan = plan;
          },
        }),
    },
  ]);
  if (done && answers.plan !== undefined) {
    const connection = connectionOf(answers);
    if (known === undefined && answers.role !== undefined) {
      await parts.recentChoices.roles.add(connection.info.id, answers.role);
    }
    const name = { kind: 'command', command: 'grantRole' } as const;
    const end = await parts.runs.run({ connection, name, plan: answers.plan });
    await selectGranted(parts, connection, end);
  }
}

function roleQuestion(people: readonly Person[]): string {
  if (people.length === 0) {
    return vscode.l10n.t('Select a role');
  }
  return people.length <= mostNamed
    ? vscode.l10n.t('Select a role for {0}', listText(people.map(({ name }) => plainLine(name, 60))))
    : count(
        people.length,
        vscode.l10n.t('Select a role for 1 person'),
        vscode.l10n.t('Select a role for {0} people', numberText(people.length)),
      );
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
