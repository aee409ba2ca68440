import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { answerText } from './answer';
import { assistantTool, readQuestion, serverInput } from './assistantTool';
import { mostDays } from './keptEndings';
import { askServers } from './servers';
import { personTold, placeTold, roleTold } from './told';

const usualDays = 30;

/** Roles that expire within so many days, or have expired and are still there, soonest first. */
export const findEndingRoles = assistantTool({
  input: z.strictObject({
    days: z.optional(z.int().check(z.minimum(1), z.maximum(mostDays))),
    ...serverInput,
  }),
  doing: () => vscode.l10n.t('Looking for roles that expire soon'),
  question: ({ days = usualDays }) =>
    readQuestion(
      count(
        days,
        vscode.l10n.t('Look in Waldur for roles that expire within 1 day?'),
        vscode.l10n.t('Look in Waldur for roles that expire within {0} days?', numberText(days)),
      ),
    ),
  answer: async (parts, { days = usualDays, server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async (connection, call) => {
        const caller = await parts.stores.of(connection).caller.get();
        const { roles, ...facts } = await parts.endings.read(connection, caller, days, call);
        const now = new Date();
        return {
          facts: { days, ...facts },
          rows: roles.map((held) => ({
            person: personTold(held.person),
            in: placeTold(held.scope),
            ...roleTold(held, now),
          })),
          total: roles.length,
          narrow: vscode.l10n.t('Ask for fewer days.'),
        };
      }),
    ),
});
