import * as vscode from 'vscode';
import { confirm } from '../ui/confirm';
import { connectionName } from '../connections/connectionNames';
import { changesOfPlan } from '../changes/changesOf';
import type { RoleTask } from '../grants/roleTask';
import { planRevoke } from '../grants/plan';
import { runSteps } from '../ui/stepSequence';
import { whileReading } from '../ui/whileReading';
import { warnWithReason } from '../ui/notify';
import { heldAnswer } from '../pickers/held';
import { heldOfNodes, scopesOfNodes } from '../tree/targets';
import { placesOf } from '../organisations/heldTarget';
import { heldTitle } from '../pickers/heldTitle';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { partsOf, remarkText, userNameText } from '../changes/planText';
import { planOfHeld } from '../changes/prepare';
import { refuseIfNowhere } from '../pickers/refuseIfNowhere';
import { momentText } from '../ui/datesAndNumbers';
import type { RoleParts } from './roleParts';
import { editorOf } from './setExpiry';

/** Revokes roles: one after a question that names it, several by their plan. */
export async function revokeRole(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const answer = await heldAnswer(parts, {
    calledOn: { roles: heldOfNodes(parts, args), scopes: scopesOfNodes(parts, args) },
    title: heldTitle('revokeRole', undefined),
    refuses: (target) => refuseIfNowhere(target.caller, ['revoke'], placesOf(target)),
  });
  if (answer === undefined) {
    return;
  }
  const make = (signal: AbortSignal): Promise<ChangePlan<RoleTask>> =>
    planOfHeld(answer.target(), signal, planRevoke);
  const isOne = (): boolean => answer.target()?.held.length === 1;
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    ...answer.steps,
    {
      skip: isOne,
      run: (position) =>
        planStep({
          title: heldTitle('revokeRole', answer.target()),
          position,
          make,
          openInEditor: editorOf(parts, answer.target(), heldTitle('revokeRole', answer.target())),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  const target = answer.target();
  if (!done || target === undefined) {
    return;
  }
  const { connection } = target;
  if (isOne()) {
    const made = await whileReading(heldTitle('revokeRole', target), make);
    kept =
      made === undefined
        ? undefined
        : await confirmOne(made.value, connectionName(connection.info, parts.connections.connections));
  }
  if (kept !== undefined) {
    const name = { kind: 'command', command: 'revokeRole' } as const;
    await parts.runs.run({ connection, name, plan: kept });
  }
}

async function confirmOne(
  plan: ChangePlan<RoleTask>,
  serverName: string,
): Promise<ChangePlan<RoleTask> | undefined> {
  const [change] = changesOfPlan(plan.tasks);
  if (change === undefined) {
    return undefined;
  }
  const { task } = change.first;
  const [person, role, scope] = partsOf(task);
  if (task.change.kind === 'impossible') {
    void warnWithReason(
      vscode.l10n.t('Cannot revoke the role {0} of {1} in {2}. {3}', role, person, scope, remarkText(change)),
    );
    return undefined;
  }
  const userName = userNameText(task);
  const details = [
    userName === '' ? '' : vscode.l10n.t('User name: {0}', userName),
    vscode.l10n.t('Server: {0}', serverName),
    task.change.kind !== 'remove'
      ? ''
      : task.change.from === null
        ? vscode.l10n.t('Permanent.')
        : vscode.l10n.t('Expires {0}.', momentText(task.change.from)),
    remarkText(change),
    ...plan.warnings,
  ].filter((line) => line !== '');
  const goesOn = await confirm({
    question: vscode.l10n.t('Revoke the role {0} of {1} in {2}?', role, person, scope),
    detail: details.join('\n'),
    button: vscode.l10n.t('Revoke'),
  });
  return goesOn ? plan : undefined;
}
