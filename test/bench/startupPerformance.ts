/** Milliseconds that activating an extension took. */
export interface Activation {
  /** Reading and evaluating its code. */
  readonly load: number;
  /** `activate` until it returned. */
  readonly call: number;
}

/** By the extension's id, from the text of `Developer: Startup Performance`. */
export function activationsIn(report: string): ReadonlyMap<string, Activation> {
  const row = /^\| (\S+\.\S+) +\| (?:true|false) +\| (\d+) +\| (\d+) +\|/gm;
  return new Map(
    [...report.matchAll(row)].map(([, id = '', load, call]) => [
      id,
      { load: Number(load), call: Number(call) },
    ]),
  );
}
