import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { readScope } from '../grants/findScopes';
import { heldOf } from '../grants/teams';
import { listUsers } from '../waldur/members';
import { answerText, mostRows } from './answer';
import { assistantTool, readQuestion, serverInput, textInput, uuidInput } from './assistantTool';
import { askServers } from './servers';
import { kindInput, kindOf, personTold, placeTold, roleTold } from './told';

/** Who has which role in one object itself. */
export const readTeam = assistantTool({
  input: z.strictObject({
    kind: kindInput,
    uuid: uuidInput,
    text: z.optional(textInput),
    ...serverInput,
  }),
  doing: () => vscode.l10n.t('Reading a team'),
  question: () => readQuestion(vscode.l10n.t('Read who has a role there from Waldur?')),
  answer: async (parts, { kind, uuid, text = '', server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async (connection, call) => {
        const { client } = connection;
        const ref = { kind: kindOf(kind), uuid };
        const search = text.trim();
        const [scope, { rolesBy }, { rows, total = rows.length }] = await Promise.all([
          readScope(client, ref, call),
          parts.stores.of(connection).caller.get(),
          listUsers(
            client,
            ref,
            { ...(search === '' ? {} : { search_string: search }), page_size: mostRows },
            call,
          ),
        ]);
        const now = new Date();
        return {
          facts: { of: placeTold(scope) },
          rows: rows.map((row) => {
            const held = heldOf(scope, row, rolesBy);
            return { ...personTold(held.person), ...roleTold(held, now) };
          }),
          total,
          narrow: vscode.l10n.t('Search in the team for a first name, a last name or an e-mail.'),
        };
      }),
    ),
});
