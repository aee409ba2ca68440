/** Within how many milliseconds two clicks are a double click. */
const longestMs = 500;

/**
 * Tells a double click on a row by what VS Code tells of trees: the row is opened and closed
 * again, or the other way round. VS Code tells extensions of no double click, and of a row with a command of its own it
 * opens what is below only where its arrow is clicked, or with a double click.
 */
export class DoubleToggle {
  private last: { readonly id: string; readonly at: number } | undefined;

  /** @param now milliseconds on any clock that goes on */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A row with this id was opened or closed. @returns whether that was the second of two */
  toggled(id: string): boolean {
    const at = this.now();
    const isSecond = this.last?.id === id && at - this.last.at <= longestMs;
    // A third click begins anew.
    this.last = isSecond ? undefined : { id, at };
    return isSecond;
  }
}
