import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { hexOf } from '../grants/whoIsMeant';
import { notificationLine } from '../ui/serverText';
import { listProjects } from '../waldur/projects';
import { shownName } from '../waldur/shownName';
import { answerText, mostRows } from './answer';
import { assistantTool, readQuestion, serverInput, textInput, uuidInput } from './assistantTool';
import { askServers } from './servers';

const fields = [
  'uuid',
  'name',
  'customer_uuid',
  'customer_name',
  'start_date',
  'end_date',
  'is_removed',
] as const;

/** Projects by their names, those of one organisation, or the first by name. */
export const findProjects = assistantTool({
  input: z.strictObject({
    text: z.optional(textInput),
    organisation: z.optional(uuidInput),
    ...serverInput,
  }),
  doing: ({ text = '' }) =>
    text === ''
      ? vscode.l10n.t('Reading projects')
      : vscode.l10n.t('Searching for the project “{0}”', notificationLine(text, 60)),
  question: ({ text = '' }) =>
    readQuestion(
      text === ''
        ? vscode.l10n.t('Read projects from Waldur?')
        : vscode.l10n.t('Search Waldur for the project “{0}”?', notificationLine(text, 60)),
    ),
  answer: async (parts, { text = '', organisation: customer, server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async ({ client }, call) => {
        const query = text.trim();
        const { rows, total = rows.length } = await listProjects(
          client,
          {
            ...(query === '' ? {} : { query: hexOf(query) ?? query }),
            ...{ customer, o: ['name'], page_size: mostRows, field: fields },
          },
          call,
        );
        return {
          rows: rows.map((row) => ({
            ...{ uuid: row.uuid, name: shownName(row.uuid, row.name) },
            ...{ organisation: row.customer_name, organisationUuid: row.customer_uuid },
            ...{ startDate: row.start_date, endDate: row.end_date },
            ...(row.is_removed === true ? { deleted: true } : {}),
          })),
          total,
          narrow: vscode.l10n.t('Search for more of the name, or in one organisation.'),
        };
      }),
    ),
});
