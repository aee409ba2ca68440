import * as vscode from 'vscode';
import type { AccessSubject } from '../organisations/accessSubject';
import { runSteps } from '../ui/stepSequence';
import type { CommandContext } from '../commands/commandContext';
import { connectionOf, nodesOf } from '../tree/targets';
import { peopleStep } from './people';

/**
 * The person a command is about: that of the rows, else the one picked; undefined when no one was, or when the rows
 * are of several people.
 */
export async function personOfCommand(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<AccessSubject | undefined> {
  const [ofNodes, ...more] = nodesOf(context, args).flatMap(({ shownRoles }): AccessSubject[] =>
    shownRoles.map(({ connection, held }) => ({ connection, person: held.person })),
  );
  if (more.some((other) => !isSame(other, ofNodes))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select one person only. Access is shown or revoked for one person at a time.'),
    );
    return undefined;
  }
  if (ofNodes !== undefined) {
    return ofNodes;
  }
  const connection = await connectionOf(context, args, vscode.l10n.t('Select a connection'));
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
          placeholder: vscode.l10n.t('Search by name, user name or e-mail'),
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

function isSame(a: AccessSubject, b: AccessSubject | undefined): boolean {
  return a.connection === b?.connection && a.person.uuid === b.person.uuid;
}
