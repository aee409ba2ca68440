import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { Connection } from '../connections/connection';
import type { Person } from '../grants/roleTask';
import type { PlannedTask } from '../grants/taskKinds';
import type { Plan } from '../runs/task';
import { personOfUser } from '../grants/teams';
import { count } from '../ui/count';
import { listText } from '../ui/listText';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import { plainLine } from '../ui/serverText';
import { pickStep } from '../ui/steps';
import { searchUsers } from '../waldur/users';
import type { ChosenPerson } from '../organisations/chosenPerson';

/** Addresses of people who have an account that the caller sees, in small letters. */
export type KnownAddresses = ReadonlyMap<string, Person>;

/** Looks each address up. One that several accounts share, or a disabled one, is no one's here. */
export async function knownAddresses(
  { client }: Connection,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<KnownAddresses> {
  const known = await Promise.all(
    [...new Set(addresses.map((address) => address.toLowerCase()))].map(async (address) => {
      const { rows } = await searchUsers(
        client,
        { email: address, page_size: 100, field: ['uuid', 'username', 'full_name', 'email', 'is_active'] },
        { signal },
      );
      const [user, ...others] = rows.filter(({ email }) => email?.toLowerCase() === address);
      return user === undefined || others.length > 0 || user.is_active === false
        ? []
        : [[address, personOfUser(user)] as const];
    }),
  );
  return new Map(known.flat());
}

/** Asks whether people with an account get the role at once. */
export function knownAddressesStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly known: KnownAddresses;
  readonly answer: { direct: boolean };
}): Promise<StepOutcome> {
  const { title, position, known, answer } = question;
  const names = [...known.values()].map(({ name }) => plainLine(name));
  const shown =
    names.length > 4
      ? [...names.slice(0, 3), vscode.l10n.t('{0} more', numberText(names.length - 3))]
      : names;
  return pickStep({
    title,
    position,
    placeholder: count(
      names.length,
      vscode.l10n.t('1 address belongs to a person with an account'),
      vscode.l10n.t('{0} addresses belong to people with an account', numberText(names.length)),
    ),
    items: [
      {
        label: vscode.l10n.t('$(account) Grant the role directly'),
        detail: vscode.l10n.t('No invitation for {0}', listText(shown)),
        direct: true,
      },
      {
        label: vscode.l10n.t('$(mail) Invite by e-mail anyway'),
        detail: vscode.l10n.t('They get the role when they accept the invitation'),
        direct: false,
      },
    ],
    active: ({ direct }) => direct === answer.direct,
    accept: ({ direct }) => {
      answer.direct = direct;
      return Promise.resolve(undefined);
    },
  });
}

/** Whom addresses stand for. */
export function chosenOf(
  addresses: readonly string[],
  known: KnownAddresses,
  { direct }: { readonly direct: boolean },
): readonly ChosenPerson[] {
  return addresses.map((email) => {
    const person = direct ? known.get(email.toLowerCase()) : undefined;
    return person === undefined ? { kind: 'address', email } : { kind: 'person', person };
  });
}

/** An invitation changes nothing for who has the role, so granting instead does not either. */
export function withoutNewEnds({ tasks }: Plan<PlannedTask>): Plan<PlannedTask> {
  return {
    tasks: tasks.map((task) =>
      task.kind === 'role' && (task.change.kind === 'prolong' || task.change.kind === 'shorten')
        ? { ...task, change: { kind: 'unchanged', expiry: task.change.from } }
        : task,
    ),
  };
}
