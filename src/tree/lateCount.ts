/**
 * A number that a row shows once it is known: read when the row is first drawn. A failure only means that there is no
 * number.
 */
export class LateCount {
  private value: number | undefined;
  private isAsked = false;

  constructor(
    private readonly read: () => Promise<number | undefined>,
    private readonly changed: () => void,
  ) {}

  /** What is known by now. */
  get now(): number | undefined {
    if (!this.isAsked) {
      this.isAsked = true;
      this.read().then(
        (value) => {
          if (value !== this.value) {
            this.value = value;
            this.changed();
          }
        },
        () => undefined,
      );
    }
    return this.value;
  }

  /** It became known by other means. */
  learn(value: number): void {
    this.isAsked = true;
    this.value = value;
  }

  /** Reads it again when the row is drawn next; the old number stays until then. */
  renew(): void {
    this.isAsked = false;
  }
}
