import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import type { Connection } from '../connections/connection';
import { customerOf } from '../grants/invitationTasks';
import type { PlanContext } from '../grants/planRole';
import type { GrantScope, HeldRole, RoleTask } from '../grants/roleTask';
import { readCustomer } from '../grants/findScopes';
import { scopeOfCustomer, scopeOfProject } from '../grants/grantScopes';
import { readTeams } from '../grants/teams';
import { readWarnings, type Warning } from '../grants/warnings';
import type { HeldTarget } from '../organisations/heldTarget';
import { roleText } from '../organisations/roleText';
import type { Plan } from '../runs/task';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import type { Customer } from '../waldur/customers';
import { WaldurError } from '../waldur/errors';
import type { ChangePlan } from './changePlan';
import { scopeLabel } from '../organisations/scopeLabel';

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
        customers.set(uuid, await readCustomer(client, uuid, { signal }));
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

/** Makes a plan for these roles as they are now, with what to know before roles are revoked. */
export async function planOfHeld(
  target: HeldTarget | undefined,
  signal: AbortSignal,
  plan: (held: readonly HeldRole[], against: PlanContext) => Plan<RoleTask>,
): Promise<ChangePlan<RoleTask>> {
  if (target === undefined) {
    return { tasks: [], warnings: [] };
  }
  const { connection, caller, held } = target;
  const fresh = await grantScopes(
    connection,
    held.map(({ scope }) => scope),
    signal,
  );
  const against = await planContext(connection, caller, fresh, signal);
  const now = held.map((role, index) => ({ ...role, scope: fresh[index] ?? role.scope }));
  const made = plan(now, against);
  return { ...made, warnings: await revokeWarnings(connection, made, against, signal) };
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
        plainLine(listText(warning.projects.map((held) => held.scope.name)), 160),
      );
  }
}
