/** The server's clock: an ordinary one, whose stamps never repeat, so that what was made later sorts later. */
export class Clock {
  #last = 0;
  #micros = 0;

  constructor(readonly now: () => Date) {}

  /** The time as Waldur stores it: UTC with microseconds. */
  stamp(): string {
    const millis = this.now().getTime();
    if (millis > this.#last) {
      this.#last = millis;
      this.#micros = 1;
    } else {
      this.#micros++;
      if (this.#micros > 999) {
        this.#last++;
        this.#micros = 1;
      }
    }
    return `${new Date(this.#last).toISOString().slice(0, -1)}${String(this.#micros).padStart(3, '0')}Z`;
  }

  /** Today in UTC, `YYYY-MM-DD`. */
  today(): string {
    return this.now().toISOString().slice(0, 10);
  }

  isPast(time: string): boolean {
    return Date.parse(time) <= this.now().getTime();
  }
}
