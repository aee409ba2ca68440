const day = 24 * 60 * 60 * 1000;

/** Times relative to the sample server's start, in the forms the API uses. */
export class Calendar {
  constructor(private readonly start: Date) {}

  /** The time that many days after the start (before it where negative), in UTC with microseconds. */
  time(days: number): string {
    return new Date(this.start.getTime() + days * day).toISOString().replace('Z', '000Z');
  }

  /** The date, `YYYY-MM-DD`, that many days after the start. */
  date(days: number): string {
    return this.time(days).slice(0, 10);
  }
}
