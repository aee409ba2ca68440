import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { personOfUser } from '../grants/teams';
import { notificationLine } from '../ui/serverText';
import { findPeople as searchPeople } from '../waldur/peopleSearch';
import { answerText, mostRows } from './answer';
import { assistantTool, readQuestion, serverInput, textInput } from './assistantTool';
import { askServers } from './servers';

/** People among those that the caller sees. */
export const findPeople = assistantTool({
  input: z.strictObject({ text: textInput.check(z.minLength(1)), ...serverInput }),
  doing: ({ text }) => vscode.l10n.t('Searching for the person “{0}”', notificationLine(text, 60)),
  question: ({ text }) =>
    readQuestion(vscode.l10n.t('Search Waldur for the person “{0}”?', notificationLine(text, 60))),
  answer: async (parts, { text, server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async ({ client }, call) => {
        const users = await searchPeople(client, text, ['uuid', 'organization', 'is_active'], call);
        return {
          facts: users.length < mostRows ? {} : { incomplete: vscode.l10n.t('There may be more people.') },
          rows: users.map((user) => {
            const { uuid, name, username, email, active } = personOfUser(user);
            return {
              ...{ uuid, name, username, email, organisation: user.organization },
              ...(active === false ? { disabled: true } : {}),
            };
          }),
          total: users.length,
          narrow: vscode.l10n.t('Search for the whole name, the user name or the e-mail.'),
        };
      }),
    ),
});
