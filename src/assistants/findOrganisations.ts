import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { hexOf } from '../grants/whoIsMeant';
import { notificationLine } from '../ui/serverText';
import { listCustomers } from '../waldur/customers';
import { shownName } from '../waldur/shownName';
import { answerText, mostRows } from './answer';
import { assistantTool, readQuestion, serverInput, textInput } from './assistantTool';
import { askServers } from './servers';

const fields = ['uuid', 'name', 'abbreviation', 'native_name', 'blocked', 'archived'] as const;

/** Organisations by what the server's search takes, or the first by name. */
export const findOrganisations = assistantTool({
  input: z.strictObject({ text: z.optional(textInput), ...serverInput }),
  doing: ({ text = '' }) =>
    text === ''
      ? vscode.l10n.t('Reading organisations')
      : vscode.l10n.t('Searching for the organisation “{0}”', notificationLine(text, 60)),
  question: ({ text = '' }) =>
    readQuestion(
      text === ''
        ? vscode.l10n.t('Read organisations from Waldur?')
        : vscode.l10n.t('Search Waldur for the organisation “{0}”?', notificationLine(text, 60)),
    ),
  answer: async (parts, { text = '', server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async ({ client }, call) => {
        const query = text.trim();
        const { rows, total = rows.length } = await listCustomers(
          client,
          {
            ...(query === '' ? { archived: false, o: ['name'] } : { query: hexOf(query) ?? query }),
            page_size: mostRows,
            field: fields,
          },
          call,
        );
        return {
          rows: rows.map(({ uuid, name, abbreviation, native_name: nativeName, blocked, archived }) => ({
            ...{ uuid, name: shownName(uuid, name), abbreviation, nativeName },
            ...(blocked === true ? { blocked } : {}),
            ...(archived === true ? { archived } : {}),
          })),
          total,
          narrow: vscode.l10n.t('Search for more of the name, or for an abbreviation, a domain or a UUID.'),
        };
      }),
    ),
});
