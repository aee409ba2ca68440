export interface LoggedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** 0: not answered yet, or the connection was cut before an answer. */
  readonly status: number;
  /** Who asked; undefined: no one signed in, or not known yet. */
  readonly username?: string;
  /** What went wrong in the sample server's own code where it answered 500. */
  readonly crash?: string;
}

/** The requests a sample server got, in the order they came; the last ten thousand of them. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  /** @returns to be called with what became of the request */
  open(
    method: string,
    path: string,
  ): (outcome: Pick<LoggedRequest, 'status' | 'username' | 'crash'>) => void {
    const entry: LoggedRequest = { method, path, status: 0 };
    this.#entries.push(entry);
    if (this.#entries.length > 20_000) {
      this.#entries = this.#entries.slice(-10_000);
    }
    return (outcome) => Object.assign(entry, outcome);
  }

  list(): readonly LoggedRequest[] {
    return [...this.#entries];
  }

  count(predicate: (entry: LoggedRequest) => boolean = () => true): number {
    return this.#entries.filter(predicate).length;
  }

  clear(): void {
    this.#entries = [];
  }
}
