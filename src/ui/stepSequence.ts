/** How a step ended: with a value kept by the step itself, or by going back or giving up. */
export type StepOutcome = 'next' | 'back' | 'cancelled';

/** Where a step stands among the steps that apply, for its title and Back button. */
export interface StepPosition {
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

export interface Step {
  /** Whether the answers so far make this step needless. Asked again whenever it matters. */
  readonly skip?: () => boolean;
  /** Asks, keeps the answer where the next visit finds it, and says how it ended. */
  readonly run: (position: StepPosition) => Promise<StepOutcome>;
}

/**
 * Runs steps in order, going back to the one before on 'back'. Steps keep their answers themselves, so that going
 * back loses nothing.
 * @returns whether all steps were answered; false when the person gave up, which is not an error.
 */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const applies = (step: Step): boolean => step.skip?.() !== true;
  const visited: Step[] = [];
  let index = 0;
  for (;;) {
    const step = steps[index];
    if (step === undefined) {
      return true;
    }
    if (!applies(step)) {
      index++;
      continue;
    }
    const outcome = await step.run({
      step: visited.length + 1,
      totalSteps: visited.length + steps.slice(index).filter(applies).length,
      canGoBack: visited.length > 0,
    });
    switch (outcome) {
      case 'next':
        visited.push(step);
        index++;
        break;
      case 'back': {
        let previous = visited.pop();
        while (previous !== undefined && !applies(previous)) {
          previous = visited.pop();
        }
        index = previous === undefined ? index : steps.indexOf(previous);
        break;
      }
      case 'cancelled':
        return false;
    }
  }
}
