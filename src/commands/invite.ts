import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { RoleScope } from '../organisations/roleScope';
import { errorMessage } from '../ui/errorMessage';
import { count } from '../ui/count';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { runSteps } from '../ui/stepSequence';
import { inputStep } from '../ui/steps';
import { whileReading } from '../ui/whileReading';
import type { Role } from '../waldur/roles';
import { planGrant } from '../changes/planGrant';
import { InviteeOfLine } from '../documents/teamFixes';
import { isEmail } from '../waldur/emailAddress';
import { addressesOf } from '../pickers/addresses';
import {
  chosenOf,
  knownAddresses,
  type KnownAddresses,
  knownAddressesStep,
  withoutNewEnds,
} from '../pickers/knownAddresses';
import { messageStep } from '../pickers/messageStep';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { refuseIfNowhere } from '../pickers/refuseIfNowhere';
import { rolesFor, roleStep } from '../pickers/roleStep';
import { scopesOf } from '../pickers/scopes';
import { scopesOfNodes } from '../tree/targets';
import { scopeLabel } from '../organisations/scopeLabel';
import type { RoleParts } from './roleParts';
import { selectGranted } from './selectGranted';

/** Invites people by e-mail: several addresses, one role, on organisations or projects. */
export async function invite(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const invitee = args[0] instanceof InviteeOfLine ? args[0] : undefined;
  // What is selected in a view is not what a file names.
  const calledOn =
    invitee === undefined ? scopesOfNodes(parts, args) : invitee.scope === undefined ? [] : [invitee.scope];
  const scopes = await scopesOf(parts, calledOn, {
    title: vscode.l10n.t('Invite by E-mail'),
    several: true,
    kinds: ['customer', 'project'],
  });
  const [first] = scopes;
  if (first === undefined) {
    return;
  }
  const { connection } = first;
  const title = titleOf(first, scopes.length);
  const objects = scopes.map(({ object }) => object);
  const caller = (await whileReading(title, () => parts.stores.of(connection).caller.get()))?.value;
  if (caller === undefined || refuseIfNowhere(caller, ['invite'], objects)) {
    return;
  }
  const roles = rolesFor(connection, caller, objects);
  roles.catch(() => undefined);
  const answers: {
    text: string;
    known: KnownAddresses;
    direct: boolean;
    message: string;
    role: Role | undefined;
  } = { text: invitee?.email ?? '', known: new Map(), direct: true, message: '', role: invitee?.role };
  const chosen = () => chosenOf(addressesOf(answers.text), answers.known, answers);
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    {
      run: (position) =>
        inputStep({
          title,
          position,
          prompt: vscode.l10n.t('Enter e-mail addresses, separated by commas or spaces'),
          value: answers.text,
          keepOpen: true,
          accept: async (text, signal) => {
            const addresses = addressesOf(text);
            const wrong = addresses.filter((address) => !isEmail(address));
            if (addresses.length === 0) {
              return vscode.l10n.t('Enter at least one e-mail address.');
            }
            if (wrong.length > 0) {
              return wrongText(wrong);
            }
            answers.text = text;
            try {
              answers.known = await knownAddresses(connection, addresses, signal);
              return undefined;
            } catch (error) {
              return errorMessage(error);
            }
          },
        }),
    },
    {
      skip: () => answers.known.size === 0,
      run: (position) => knownAddressesStep({ title, position, known: answers.known, answer: answers }),
    },
    {
      run: (position) =>
        roleStep({
          title,
          position,
          placeholder: vscode.l10n.t('Select a role'),
          roles: () => roles,
          chosen: answers.role,
          usedLast: parts.recentChoices.roles.usedLast(connection.info.id),
          keep: (role) => {
            answers.role = role;
          },
        }),
    },
    {
      skip: () => !chosen().some(({ kind }) => kind === 'address'),
      run: (position) =>
        messageStep({
          title,
          position,
          serverVersion: () => parts.stores.of(connection).server.version(),
          answer: answers,
        }),
    },
    {
      run: (position) =>
        planStep({
          title,
          position,
          make: async (signal) => {
            const made = await planGrant(parts, { ...answers, scopes, chosen: chosen() }, null, signal);
            return { ...made, ...withoutNewEnds(made) };
          },
          openInEditor: parts.plans.opener(connection, title),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (done && kept !== undefined) {
    if (answers.role !== undefined) {
      await parts.recentChoices.roles.add(connection.info.id, answers.role);
    }
    const name = { kind: 'command', command: 'invite' } as const;
    await selectGranted(parts, connection, await parts.runs.run({ connection, name, plan: kept }));
  }
}

function wrongText(wrong: readonly string[]): string {
  const first = listText([
    ...wrong.slice(0, 3).map((address) => plainLine(address, 60)),
    ...(wrong.length > 3 ? [vscode.l10n.t('{0} more', numberText(wrong.length - 3))] : []),
  ]);
  return count(
    wrong.length,
    vscode.l10n.t('Not a valid e-mail address: {0}', first),
    vscode.l10n.t('Not valid e-mail addresses: {0}', first),
  );
}

function titleOf(first: RoleScope, count: number): string {
  return count === 1
    ? vscode.l10n.t('Invite to {0}', scopeLabel(first.object))
    : vscode.l10n.t('Invite to {0} and {1} more', scopeLabel(first.object), numberText(count - 1));
}
