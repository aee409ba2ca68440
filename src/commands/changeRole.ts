import * as vscode from 'vscode';
import { planRoleChange } from '../grants/plan';
import { runSteps } from '../ui/stepSequence';
import type { Role } from '../waldur/roles';
import { heldAnswer } from '../pickers/held';
import { heldOfNodes, scopesOfNodes } from '../tree/targets';
import { type HeldTarget, placesOf } from '../organisations/heldTarget';
import { heldTitle } from '../pickers/heldTitle';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { planOfHeld } from '../changes/prepare';
import { refuseIfNowhere } from '../pickers/refuseIfNowhere';
import { rolesFor, roleStep } from '../pickers/roleStep';
import { whyNotTogether } from '../pickers/scopes';
import type { RoleParts } from './roleParts';
import { editorOf } from './setExpiry';

/** Another role instead, with the same end: the new one is granted first, then the old one is revoked. */
export async function changeRole(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const answer = await heldAnswer(parts, {
    calledOn: { roles: heldOfNodes(parts, args), scopes: scopesOfNodes(parts, args) },
    title: heldTitle('changeRole', undefined),
    refuses,
  });
  if (answer === undefined) {
    return;
  }
  const title = (): string => heldTitle('changeRole', answer.target());
  let role: Role | undefined;
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    ...answer.steps,
    {
      run: (position) =>
        roleStep({
          title: title(),
          position,
          placeholder: vscode.l10n.t('Select the new role'),
          roles: () => rolesInstead(answer.target()),
          chosen: role,
          usedLast: parts.recentChoices.roles.usedLast(answer.target()?.connection.info.id ?? ''),
          keep: (chosen) => {
            role = chosen;
          },
        }),
    },
    {
      run: (position) =>
        planStep({
          title: title(),
          position,
          make: (signal) =>
            planOfHeld(answer.target(), signal, (held, against) =>
              role === undefined ? { tasks: [] } : planRoleChange(held, role, against),
            ),
          openInEditor: editorOf(parts, answer.target(), title()),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  const target = answer.target();
  if (done && kept !== undefined && target !== undefined) {
    const { connection } = target;
    const name = { kind: 'command', command: 'changeRole' } as const;
    if (role !== undefined) {
      await parts.recentChoices.roles.add(connection.info.id, role);
    }
    await parts.runs.run({ connection, name, plan: kept });
  }
}

function refuses(target: HeldTarget): boolean {
  const { connection, caller } = target;
  const places = placesOf(target);
  const problem = whyNotTogether(places.map((object) => ({ connection, object })));
  if (problem !== undefined) {
    void vscode.window.showWarningMessage(problem);
    return true;
  }
  return refuseIfNowhere(caller, ['grant'], places) || refuseIfNowhere(caller, ['revoke'], places);
}

async function rolesInstead(target: HeldTarget | undefined): Promise<readonly Role[]> {
  if (target === undefined) {
    return [];
  }
  const { connection, caller, held } = target;
  const all = await rolesFor(connection, caller, placesOf(target));
  const [first, ...more] = held;
  return more.length === 0 ? all.filter(({ uuid }) => uuid !== first?.role.uuid) : all;
}
