import { WaldurError } from '../../../src/waldur/errors';

interface Step {
  readonly what: string;
  readonly take: () => Promise<unknown>;
}

const mostTries = 3;

/** What there is to put back, the last thing first. */
export class Undo {
  readonly #steps: Step[] = [];

  /** @param what follows "left behind:" should `take` fail; what is gone already is no failure. */
  later(what: string, take: () => Promise<unknown>): void {
    this.#steps.push({ what, take });
  }

  /** Takes all steps, each whether or not another fails. @returns what could not be put back, in words */
  async unwind(): Promise<readonly string[]> {
    const left: string[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      const failure = await taken(step);
      if (failure !== undefined) {
        left.push(`${step.what} (${failure})`);
      }
    }
    return left;
  }
}

async function taken({ take }: Step): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await take();
      return undefined;
    } catch (error) {
      if (error instanceof WaldurError && error.problem.kind === 'notFound') {
        return undefined;
      }
      if (attempt === mostTries) {
        return error instanceof Error ? error.message : String(error);
      }
    }
  }
}
