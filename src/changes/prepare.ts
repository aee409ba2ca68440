import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import { may } from '../access/may';
import type { RoleObject } from '../access/objects';
import type { Connection } from '../connections/connection';
import { customerOf } from '../grants/invitationTasks';
import type { PlanContext } from '../grants/plan';
import type { GrantScope, RoleTask } from '../grants/roleTask';
import { customerScopeFields, scopeOfCustomer, scopeOfProject } from '../grants/teamLookups';
import { readTeams } from '../grants/teams';
import { readWarnings, type Warning } from '../grants/warnings';
import { roleText } from '../organisations/roleText';
import type { Plan } from '../runs/task';
import { listText } from '../ui/listText';
import { warnWithReason } from '../ui/notify';
import { plainLine } from '../ui/serverText';
import { type Customer, retrieveCustomer } from '../waldur/customers';
import { WaldurError } from '../waldur/errors';
import type { CommandContext } from '../commands/commandContext';
import { whyNotText } from './reasons';
import { scopeLabel } from '../organisations/scopeLabel';

/** Actions on teams, as `may` knows them. */
type TeamAction = 'grant' | 'changeExpiry' | 'revoke' | 'invite';

/**
 * Why the caller may do none of this on any of the scopes, and who can; undefined when it may be tried on one at
 * least. Plans tell the rest line by line.
 */
function whyNotAnywhere(
  caller: Caller,
  actions: readonly TeamAction[],
  objects: readonly RoleObject[],
): string | undefined {
  const now = new Date();
  const answers = objects.flatMap((object) =>
    actions.flatMap((action) =>
      action === 'invite' && object.kind === 'call-managing-organisation'
        ? []
        : [
            {
              object,
              answer: may(caller, action, object, now),
            },
          ],
    ),
  );
  const [first] = answers;
  if (first === undefined || answers.some(({ answer }) => answer.kind !== 'no')) {
    return undefined;
  }
  return first.answer.kind === 'no' ? whyNotText(first.answer.reason, first.answer.whoCan) : undefined;
}

/** Says why not, where nothing can be done. @returns whether it said so */
export function refuseIfNowhere(
  caller: Caller,
  actions: readonly TeamAction[],
  scopes: readonly (GrantScope & RoleObject)[],
): boolean {
  const why = whyNotAnywhere(caller, actions, scopes);
  const [first] = scopes;
  if (why === undefined || first === undefined) {
    return false;
  }
  void warnWithReason(
    scopes.length === 1
      ? vscode.l10n.t('You cannot do this in {0}. {1}', scopeLabel(first), why)
      : vscode.l10n.t('You cannot do this in any of the selected items. {0}', why),
  );
  return true;
}

/** Who is signed in on a connection. */
export function callerOf(context: CommandContext, connection: Connection): Promise<Caller> {
  return context.stores.of(connection).caller.get();
}

/**
 * Scopes as plans take them: with the state of their organisations and its rules about members as they are now. An
 * organisation that cannot be read is taken as it was shown.
 */
export async function grantScopes(
  { client }: Connection,
  scopes: readonly GrantScope[],
  signal: AbortSignal,
): Promise<readonly GrantScope[]> {
  const uuids = new Set(scopes.map(customerOf));
  uuids.delete('');
  const customers = new Map<string, Customer>();
  await Promise.all(
    [...uuids].map(async (uuid) => {
      try {
        customers.set(uuid, await retrieveCustomer(client, uuid, { field: customerScopeFields }, { signal }));
      } catch (error) {
        if (!(error instanceof WaldurError) || error.problem.kind === 'cancelled') {
          throw error;
        }
      }
    }),
  );
  return scopes.map((scope): GrantScope => {
    const customer = customers.get(customerOf(scope));
    if (customer === undefined) {
      return scope;
    }
    switch (scope.kind) {
      case 'customer':
        return scopeOfCustomer(customer);
      case 'project':
        return scopeOfProject(
          { uuid: scope.uuid, name: scope.name, customer_uuid: scope.customer, is_removed: scope.terminated },
          customer,
        );
      case 'call-managing-organisation':
        return { ...scope, state: scopeOfCustomer(customer).state };
    }
  });
}

/** Everything a plan is made against, read now. */
export async function planContext(
  connection: Connection,
  caller: Caller,
  scopes: readonly GrantScope[],
  signal: AbortSignal,
): Promise<PlanContext> {
  const teams = await readTeams(connection.client, scopes, { roles: caller.rolesBy, signal });
  return { caller, now: new Date(), teams };
}

/** What a person should know before a plan that revokes is run; one sentence each. */
export async function revokeWarnings(
  { client }: Connection,
  plan: Plan<RoleTask>,
  against: PlanContext,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return (await readWarnings(client, plan, against, { signal })).map(warningText);
}

function warningText(warning: Warning): string {
  switch (warning.kind) {
    case 'self': {
      const { role, scope } = warning.task;
      return warning.last
        ? vscode.l10n.t('This is your own role. Without it you no longer see {0}.', scopeLabel(scope))
        : vscode.l10n.t(
            'This is your own role: {0} of {1}.',
            plainLine(roleText(role), 60),
            scopeLabel(scope),
          );
    }
    case 'lastOwner':
      return vscode.l10n.t('{0} would have no owner.', plainLine(warning.scope.name, 80));
    case 'projectRolesStay':
      return vscode.l10n.t(
        '{0} keeps roles in projects of {1}: {2}.',
        plainLine(warning.person.name, 60),
        plainLine(warning.scope.name, 80),
        plainLine(listText(warning.projects.map(({ name }) => name)), 160),
      );
  }
}
