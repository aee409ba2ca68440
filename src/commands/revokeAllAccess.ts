import * as vscode from 'vscode';
import { readPersonAccess, readTeamsOf } from '../grants/personAccess';
import { planRevoke } from '../grants/plan';
import { compareTexts } from '../ui/compareTexts';
import { errorMessage } from '../ui/errorMessage';
import { plainLine } from '../ui/serverText';
import { runSteps } from '../ui/stepSequence';
import { WaldurError } from '../waldur/errors';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { revokeWarnings } from '../changes/prepare';
import { personOf } from '../pickers/subject';
import { connectionOfNode, peopleOfNodes } from '../tree/targets';
import type { RoleParts } from './roleParts';

/**
 * Takes away everything a person can reach, as far as the caller sees and may: the plan first, then the run. The
 * person's account stays as it is.
 */
export async function revokeAllAccess(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const subject = await personOf(parts, {
    title: vscode.l10n.t('Revoke All Access…'),
    calledOn: { people: peopleOfNodes(parts, args), connection: connectionOfNode(args) },
  });
  if (subject === undefined) {
    return;
  }
  const { connection, person } = subject;
  const title = vscode.l10n.t('Revoke All Access of {0}', plainLine(person.name, 60));
  const make = async (signal: AbortSignal): Promise<ChangePlan> => {
    const caller = await parts.stores.of(connection).caller.get();
    const access = await readPersonAccess(connection.client, person, caller, {
      signal,
      compare: compareTexts,
    });
    const teams = await readTeamsOf(connection.client, access, person, caller, { signal });
    const against = { caller, now: new Date(), teams };
    const plan = planRevoke(access.grants, against);
    return {
      ...plan,
      warnings: [
        ...access.failures.map(({ problem }) =>
          vscode.l10n.t(
            'Some roles could not be read and are not in this plan: {0}',
            errorMessage(new WaldurError(problem)),
          ),
        ),
        ...(await revokeWarnings(connection, plan, against, signal)),
      ],
    };
  };
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    {
      run: (position) =>
        planStep({
          title,
          position,
          make,
          openInEditor: parts.plans.opener(connection, title),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  if (done && kept !== undefined) {
    await parts.runs.run({
      connection,
      name: { kind: 'command', command: 'revokeAllAccess' },
      plan: kept,
    });
  }
}
