import * as vscode from 'vscode';
import { isWrite } from '../grants/judge';
import { planExpiry } from '../grants/plan';
import type { Expiry } from '../grants/planItem';
import type { HeldGrant } from '../tree/roleScope';
import { runSteps, type Step } from '../ui/stepSequence';
import type { Command, CommandContext } from './commandContext';
import { expirySteps, noExpiryAnswer } from './roles/expiryStep';
import { heldGrantsOf } from './roles/held';
import { planStep, type RolePlan } from './roles/planStep';
import { callerOf, grantScopes, heldRoles, planContext, refuseIfNowhere } from './roles/prepare';

/** Sets when roles end: one at once, as it can be undone; several by their plan. */
export const setExpiry: Command = async (context, ...args) => {
  const title = vscode.l10n.t('Set Expiry');
  const held = await heldGrantsOf(context, args, title);
  const answer = noExpiryAnswer();
  await change(
    context,
    title,
    held,
    expirySteps(() => title, answer),
    () => answer.expiry ?? null,
  );
};

/** Lets roles last that would end. */
export const makePermanent: Command = async (context, ...args) => {
  const title = vscode.l10n.t('Make Permanent');
  const held = await heldGrantsOf(context, args, title);
  await change(context, title, held, [], () => null);
};

async function change(
  context: CommandContext,
  title: string,
  held: readonly HeldGrant[],
  steps: readonly Step[],
  expiry: () => Expiry,
): Promise<void> {
  const [first] = held;
  if (first === undefined) {
    return;
  }
  const { connection } = first.scope;
  const caller = await callerOf(context, connection);
  const scopes = held.map(({ scope, grant }) => ({ ...scope, person: grant.user_uuid ?? undefined }));
  if (refuseIfNowhere(caller, ['changeExpiry'], scopes)) {
    return;
  }
  const make = async (signal: AbortSignal): Promise<RolePlan> => {
    const fresh = await grantScopes(connection, scopes, signal);
    const against = await planContext(connection, caller, fresh, signal);
    return { plan: planExpiry(heldRoles(held, caller, fresh), expiry(), against), invites: [], warnings: [] };
  };
  let kept: RolePlan | undefined;
  const done = await runSteps([
    ...steps,
    {
      run: async (position) => {
        const keep = (plan: RolePlan): void => {
          kept = plan;
        };
        if (held.length === 1) {
          const plan = await make(new AbortController().signal);
          const [item] = plan.plan.items;
          if (item !== undefined && isWrite(item.change)) {
            keep(plan);
            return 'next';
          }
        }
        return planStep({ title, position, make, keep });
      },
    },
  ]);
  if (done && kept !== undefined) {
    await context.roleRuns.run({ connection, title, plan: kept.plan });
  }
}
