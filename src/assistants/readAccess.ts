import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Connection } from '../connections/connection';
import { personFields } from '../grants/findPeople';
import { readPersonAccess } from '../grants/personAccess';
import type { Person } from '../grants/roleTask';
import { personOfUser } from '../grants/teams';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { compareTexts } from '../ui/compareTexts';
import type { CallOptions } from '../waldur/client';
import { retrieveUser } from '../waldur/users';
import { answerText } from './answer';
import { assistantTool, readQuestion, serverInput, uuidInput } from './assistantTool';
import { askServers } from './servers';
import { personTold, placeTold, roleTold } from './told';

/** Asked at most for one answer, where a role does not show in lists. */
const mostTeams = 200;

/** Every role of one person, as far as the caller sees them. */
export const readAccess = assistantTool({
  input: z.strictObject({ person: uuidInput, ...serverInput }),
  doing: () => vscode.l10n.t('Reading the access of a person'),
  question: () => readQuestion(vscode.l10n.t('Read all roles of a person from Waldur?')),
  answer: async (parts, { person: uuid, server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async (connection, call) => {
        const person = await readPerson(connection, uuid, call);
        const caller = await parts.stores.of(connection).caller.get();
        const {
          grants,
          failures,
          unread = 0,
        } = await readPersonAccess(connection.client, person, caller, {
          ...call,
          compare: compareTexts,
          mostTeams,
        });
        const now = new Date();
        return {
          facts: {
            person: personTold(person),
            ...(failures.length === 0 && unread === 0 ? {} : { incomplete: missingText(unread) }),
          },
          rows: grants.map((held) => ({ ...placeTold(held.scope), ...roleTold(held, now) })),
          total: grants.length,
          narrow: vscode.l10n.t('To see all of them, open “Show Access” on the person in VS Code.'),
        };
      }),
    ),
});

/** Why roles may be missing. @param unread how many places were not looked at */
function missingText(unread: number): string {
  return unread === 0
    ? vscode.l10n.t('Not everything could be read. Roles may be missing.')
    : count(
        unread,
        vscode.l10n.t(
          'Looked in {0} organisations and projects, 1 more was left out. Roles may be missing.',
          numberText(mostTeams),
        ),
        vscode.l10n.t(
          'Looked in {0} organisations and projects, {1} more were left out. Roles may be missing.',
          numberText(mostTeams),
          numberText(unread),
        ),
      );
}

/** Someone whom the caller sees, or is. @throws WaldurError */
export async function readPerson(
  { client, info }: Pick<Connection, 'client' | 'info'>,
  uuid: string,
  call: CallOptions,
): Promise<Person> {
  const { user } = info;
  return uuid === user.uuid
    ? { uuid, name: user.fullName, username: user.username }
    : personOfUser(await retrieveUser(client, uuid, { field: personFields }, call));
}
