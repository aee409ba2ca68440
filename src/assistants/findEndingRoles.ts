import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { endingInTeam, managedScopes } from '../attention/endingInTeams';
import { endingRolesByList, inOrderOfEnd } from '../attention/endingRoles';
import type { Caller } from '../access/caller';
import type { HeldRole } from '../grants/roleTask';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { answerText } from './answer';
import { assistantTool, readQuestion, serverInput } from './assistantTool';
import { askServers } from './servers';
import { personTold, placeTold, roleTold } from './told';

const usualDays = 30;
/** Made at most for one answer, where teams are read one by one. */
const mostRequests = 200;

/** Roles that expire within so many days, or have expired and are still there, soonest first. */
export const findEndingRoles = assistantTool({
  input: z.strictObject({
    days: z.optional(z.int().check(z.minimum(1), z.maximum(90))),
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
        const { client } = connection;
        const caller = await parts.stores.of(connection).caller.get();
        const now = new Date();
        // A personal token may show the grants of its owner alone.
        const isList = (caller.staff || caller.support) && !caller.personalToken;
        const { roles, ...incomplete } = isList
          ? { roles: await endingRolesByList(client, caller, now, days, call) }
          : await endingInTeams(client, caller, now, days, call);
        return {
          facts: { days, ...incomplete },
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

/** For who is not shown all roles of a server: by the teams of what they manage. */
async function endingInTeams(
  client: WaldurClient,
  caller: Caller,
  now: Date,
  days: number,
  call: CallOptions,
): Promise<{ readonly roles: readonly HeldRole[]; readonly incomplete?: string }> {
  const scopes = managedScopes(caller, now);
  const roles: HeldRole[] = [];
  let looked = 0;
  let requests = 0;
  for (const scope of scopes) {
    if (requests >= mostRequests) {
      break;
    }
    const look = await endingInTeam(client, scope, caller, now, days, call);
    requests += look.requests;
    roles.push(...look.roles);
    looked++;
  }
  return {
    roles: inOrderOfEnd(roles),
    ...(looked === scopes.length
      ? {}
      : {
          incomplete: vscode.l10n.t(
            'Teams looked at: {0} of {1}',
            numberText(looked),
            numberText(scopes.length),
          ),
        }),
  };
}
