import * as vscode from 'vscode';
import { planRevoke } from '../grants/plan';
import type { PlanItem } from '../grants/planItem';
import { runSteps } from '../ui/stepSequence';
import { notificationLine, plainLine } from '../ui/serverText';
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
import { remarkText, userNameText } from './roles/planText';
import { scopeLabel } from './roles/scopes';
import { untilText } from './roles/times';

/** Revokes roles: one after a question that names it, several by their plan. */
export const revokeRole: Command = async (context, ...args) => {
  const title = vscode.l10n.t('Revoke Role');
  const held = await heldGrantsOf(context, args, title);
  const [first] = held;
  if (first === undefined) {
    return;
  }
  const { connection } = first.scope;
  const caller = await callerOf(context, connection);
  const scopes = held.map(({ scope, grant }) => ({ ...scope, person: grant.user_uuid ?? undefined }));
  if (refuseIfNowhere(caller, ['revoke'], scopes)) {
    return;
  }
  const make = async (signal: AbortSignal): Promise<RolePlan> => {
    const fresh = await grantScopes(connection, scopes, signal);
    const against = await planContext(connection, caller, fresh, signal);
    const plan = planRevoke(heldRoles(held, caller, fresh), against);
    return { plan, invites: [], warnings: await revokeWarnings(connection, plan, against, signal) };
  };
  const plan =
    held.length === 1
      ? await confirmOne(await make(new AbortController().signal), connection.info.serverName)
      : await confirmPlan(title, make);
  if (plan !== undefined) {
    await context.roleRuns.run({ connection, title, plan: plan.plan });
  }
};

async function confirmPlan(
  title: string,
  make: (signal: AbortSignal) => Promise<RolePlan>,
): Promise<RolePlan | undefined> {
  let kept: RolePlan | undefined;
  const done = await runSteps([
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
  return done ? kept : undefined;
}

async function confirmOne(plan: RolePlan, serverName: string): Promise<RolePlan | undefined> {
  const [item] = plan.plan.items;
  if (item === undefined) {
    return undefined;
  }
  if (item.change.kind === 'impossible') {
    void vscode.window.showWarningMessage(
      notificationLine(`${whose(item, serverName)} ${remarkText(item)}`, 700),
    );
    return undefined;
  }
  const revoke = vscode.l10n.t('Revoke');
  const userName = userNameText(item);
  const details = [
    userName === '' ? '' : vscode.l10n.t('User name: {0}', userName),
    item.change.kind === 'remove' ? vscode.l10n.t('Granted {0}.', untilText(item.change.from)) : '',
    remarkText(item),
    ...plan.warnings,
  ].filter((line) => line !== '');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Revoke {0}?', whose(item, serverName)),
    { modal: true, detail: details.join('\n') },
    revoke,
  );
  return answer === revoke ? plan : undefined;
}

function whose({ person, role, scope }: PlanItem, serverName: string): string {
  return vscode.l10n.t(
    'the role “{0}” of {1} in {2} ({3})',
    plainLine(role.label, 60),
    plainLine(person.name, 60),
    scopeLabel(scope),
    plainLine(serverName, 60),
  );
}
