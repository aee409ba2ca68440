import * as vscode from 'vscode';
import type { AccessSubject } from '../../tree/accessView';
import { runSteps } from '../../ui/stepSequence';
import type { CommandContext } from '../commandContext';
import { connectionOf, nodesOf } from '../targets';
import { peopleStep } from './people';
import { personOf } from './prepare';

/** The person a command is about: the row's, else the one picked; undefined when nobody was. */
export async function personOfCommand(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<AccessSubject | undefined> {
  const ofNode = nodesOf(context, args).flatMap(({ heldGrants }): AccessSubject[] =>
    heldGrants.flatMap(({ scope, grant }) =>
      grant.user_uuid ? [{ connection: scope.connection, person: personOf(grant, grant.user_uuid) }] : [],
    ),
  )[0];
  if (ofNode !== undefined) {
    return ofNode;
  }
  const connection = await connectionOf(context, args, vscode.l10n.t('On which server'));
  if (connection === undefined) {
    return undefined;
  }
  let subject: AccessSubject | undefined;
  const picked = await runSteps([
    {
      run: (position) =>
        peopleStep(context, {
          title,
          connection,
          position,
          placeholder: vscode.l10n.t('Name, user name or e-mail'),
          several: false,
          invites: false,
          chosen: [],
          keep: ([chosen]) => {
            subject = chosen?.kind === 'person' ? { connection, person: chosen.person } : undefined;
          },
        }),
    },
  ]);
  return picked ? subject : undefined;
}
