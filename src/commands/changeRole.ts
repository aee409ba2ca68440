import * as vscode from 'vscode';
import { planRoleChange } from '../grants/plan';
import { runSteps } from '../ui/stepSequence';
import type { Role } from '../waldur/roles';
import type { Command } from './commandContext';
import { heldGrantsOf } from './roles/held';
import { planStep, type RolePlan } from './roles/planStep';
import {
  callerOf,
  grantScopes,
  heldRoles,
  planContext,
  refuseIfNowhere,
  revokeWarnings,
} from './roles/prepare';
import { rolesFor, roleStep } from './roles/roleStep';
import { whyNotTogether } from './roles/scopes';

/** Another role instead, with the same end: the new one is granted first, then the old one is revoked. */
export const changeRole: Command = async (context, ...args) => {
  const title = vscode.l10n.t('Change Role');
  const held = await heldGrantsOf(context, args, title);
  const [first] = held;
  if (first === undefined) {
    return;
  }
  const scopes = held.map(({ scope, grant }) => ({ ...scope, person: grant.user_uuid ?? undefined }));
  const problem = whyNotTogether(scopes);
  if (problem !== undefined) {
    void vscode.window.showWarningMessage(problem);
    return;
  }
  const { connection } = first.scope;
  const caller = await callerOf(context, connection);
  if (refuseIfNowhere(caller, ['grant'], scopes) || refuseIfNowhere(caller, ['revoke'], scopes)) {
    return;
  }
  const all = await rolesFor(connection, caller, scopes);
  const roles = held.length === 1 ? all.filter(({ uuid }) => uuid !== first.grant.role_uuid) : all;
  let role: Role | undefined;
  let kept: RolePlan | undefined;
  const make = async (signal: AbortSignal): Promise<RolePlan> => {
    const fresh = await grantScopes(connection, scopes, signal);
    const against = await planContext(connection, caller, fresh, signal);
    const plan =
      role === undefined ? { items: [] } : planRoleChange(heldRoles(held, caller, fresh), role, against);
    return { plan, invites: [], warnings: await revokeWarnings(connection, plan, against, signal) };
  };
  const done = await runSteps([
    {
      run: (position) =>
        roleStep({
          title,
          position,
          placeholder: vscode.l10n.t('Select the new role'),
          roles,
          chosen: role,
          keep: (chosen) => {
            role = chosen;
          },
        }),
    },
    {
      run: (position) =>
        planStep({
          title,
          position,
          make,
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (done && kept !== undefined) {
    await context.roleRuns.run({ connection, title, plan: kept.plan });
  }
};
