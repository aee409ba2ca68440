import { planExpiry } from '../grants/plan';
import { type Expiry, sameExpiry } from '../grants/roleTask';
import { runSteps, type Step } from '../ui/stepSequence';
import { expirySteps, noExpiryAnswer } from '../pickers/expiryStep';
import { heldAnswer } from '../pickers/held';
import { heldOfNodes, scopesOfNodes } from '../tree/targets';
import { type HeldTarget, placesOf } from '../organisations/heldTarget';
import { heldTitle } from '../pickers/heldTitle';
import type { ChangePlan } from '../changes/changePlan';
import { planStep } from '../changes/planStep';
import { planOfHeld } from '../changes/prepare';
import { projectEndOf } from '../pickers/projectEnd';
import { refuseIfNowhere } from '../pickers/refuseIfNowhere';
import type { RoleParts } from './roleParts';

/** Sets when roles expire. */
export async function setExpiry(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const answer = noExpiryAnswer();
  await changeExpiry(parts, args, 'setExpiry', {
    steps: (title, now, target) =>
      expirySteps(title, answer, {
        now,
        projectEnd: async () => {
          const roles = target();
          return roles && projectEndOf(roles.connection, placesOf(roles), new Date());
        },
      }),
    expiry: () => answer.expiry ?? null,
    showsEnds: true,
  });
}

/** Asks which roles, where the command was not called on some, and until when; then the plan and the run. */
export async function changeExpiry(
  parts: RoleParts,
  args: readonly unknown[],
  command: 'setExpiry' | 'makePermanent',
  until: {
    readonly steps: (
      title: () => string,
      now: () => Expiry | undefined,
      target: () => HeldTarget | undefined,
    ) => readonly Step[];
    readonly expiry: () => Expiry;
    /** The steps show the old and the new end of one role. */
    readonly showsEnds?: boolean;
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
    ...until.steps(title, now, answer.target),
    // Also for one role: nothing runs before its old and its new end were seen.
    {
      run: (position) =>
        planStep({
          title: title(),
          position,
          make: (signal) =>
            planOfHeld(answer.target(), signal, (held, against) => planExpiry(held, until.expiry(), against)),
          openInEditor: editorOf(parts, answer.target(), title()),
          isSeen: until.showsEnds ? (plan) => isLongerOnly(plan, now()) : undefined,
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

/** Whether all that is to be done is what was seen when the new end was selected: one role lasts longer than it did. */
function isLongerOnly({ tasks, warnings }: ChangePlan, now: Expiry | undefined): boolean {
  const [only, ...more] = tasks;
  return (
    only?.kind === 'role' &&
    more.length === 0 &&
    warnings.length === 0 &&
    only.change.kind === 'prolong' &&
    only.doubt === undefined &&
    sameExpiry(only.change.from, now)
  );
}

/** How a plan for these roles is opened as a document. */
export function editorOf(
  { plans }: Pick<RoleParts, 'plans'>,
  target: HeldTarget | undefined,
  title: string,
): ((plan: ChangePlan) => void) | undefined {
  return target === undefined ? undefined : plans.opener(target.connection, title);
}
