import { planExpiry } from '../grants/plan';
import type { Expiry } from '../grants/roleTask';
import { runSteps, type Step } from '../ui/stepSequence';
import { expirySteps, noExpiryAnswer } from '../pickers/expiryStep';
import { heldAnswer } from '../pickers/held';
import { heldOfNodes, scopesOfNodes } from '../tree/targets';
import { placesOf } from '../organisations/heldTarget';
import { heldTitle } from '../pickers/heldTitle';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { planOfHeld } from '../changes/prepare';
import { refuseIfNowhere } from '../pickers/refuseIfNowhere';
import type { RoleParts } from './roleParts';

/** Sets when roles expire. */
export async function setExpiry(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const answer = noExpiryAnswer();
  await changeExpiry(parts, args, 'setExpiry', {
    steps: (title, now) => expirySteps(title, answer, { now }),
    expiry: () => answer.expiry ?? null,
  });
}

/** Asks which roles, where the command was not called on some, and until when; then the plan and the run. */
export async function changeExpiry(
  parts: RoleParts,
  args: readonly unknown[],
  command: 'setExpiry' | 'makePermanent',
  until: {
    readonly steps: (title: () => string, now: () => Expiry | undefined) => readonly Step[];
    readonly expiry: () => Expiry;
  },
): Promise<void> {
  const answer = await heldAnswer(parts, {
    calledOn: { roles: heldOfNodes(parts, args), scopes: scopesOfNodes(parts, args) },
    title: heldTitle(command, undefined),
    refuses: (target) => refuseIfNowhere(target.caller, ['changeExpiry'], placesOf(target)),
  });
  if (answer === undefined) {
    return;
  }
  const title = (): string => heldTitle(command, answer.target());
  const now = (): Expiry | undefined => {
    const [only, ...more] = answer.target()?.held ?? [];
    return only === undefined || more.length > 0 ? undefined : only.expiry;
  };
  let kept: ChangePlan | undefined;
  const done = await runSteps([
    ...answer.steps,
    ...until.steps(title, now),
    // Also for one role: nothing runs before its old and its new end were seen.
    {
      run: (position) =>
        planStep({
          title: title(),
          position,
          make: (signal) =>
            planOfHeld(answer.target(), signal, (held, against) => planExpiry(held, until.expiry(), against)),
          keep: (plan) => {
            kept = plan;
          },
        }),
    },
  ]);
  const target = answer.target();
  if (done && kept !== undefined && target !== undefined) {
    const { connection } = target;
    await parts.runs.run({ connection, name: { kind: 'command', command }, plan: kept });
  }
}
