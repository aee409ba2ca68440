/** What a person did to get somewhere, as the tests count it. */
export class Effort {
  /** Commands run by title from the palette. */
  commands = 0;
  /** Anything clicked or chosen. */
  picks = 0;
  /** Fields typed into. */
  typed = 0;

  get counts(): { readonly commands: number; readonly picks: number; readonly typed: number } {
    const { commands, picks, typed } = this;
    return { commands, picks, typed };
  }

  /** Starts counting anew. */
  reset(): void {
    this.commands = 0;
    this.picks = 0;
    this.typed = 0;
  }
}
