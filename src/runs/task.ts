import type { CallOptions, WaldurClient } from '../waldur/client';
import type { Outcome } from './outcome';

/**
 * One change of a server, as plain data, so that it can be shown, kept and continued after a restart. Its kind says
 * who knows what it is and how it is made.
 */
export interface Task {
  readonly kind: string;
  /** The same for the same wish, whenever it is planned. */
  readonly id: string;
  /** The task that has to be done first. */
  readonly after?: string | undefined;
}

/** What is going to be changed. */
export interface Plan<T extends Task = Task> {
  readonly tasks: readonly T[];
}

/** What a look at the server says about a task. */
export type Verdict =
  /** As it was when the plan was made. */
  | { readonly kind: 'go' }
  /** As the plan wants it. */
  | { readonly kind: 'reached'; readonly result?: unknown }
  /** Someone else changed it meanwhile, or there is nothing to do: it is left alone. */
  | { readonly kind: 'other'; readonly outcome: Outcome };

/** Whether a task has anything to send, as it was planned. */
export type Aim = 'send' | 'unchanged' | 'impossible';

/** Runs know nothing of what they run: everything they need to know of one kind of task is here. */
export interface TaskKind<T extends Task = Task> {
  readonly kind: T['kind'];
  /** A task as a record kept it; undefined when it is none. */
  readonly read: (value: unknown) => T | undefined;
  readonly aim: (task: T) => Aim;
  /** Tasks of a lower phase are through before one of a higher begins; those of `alone` go one by one. */
  readonly phase: (
    task: T,
    callerUuid: string | undefined,
  ) => { readonly order: number; readonly alone?: boolean };
  /** Whose tasks are let go once one of them was refused: the same permission on the same object. */
  readonly permission: (task: T) => string;
  /** Looks at the server and judges what is there. `wasSent`: a request of it may have arrived. @throws WaldurError */
  readonly look: (
    client: WaldurClient,
    task: T,
    options: CallOptions & { readonly wasSent: boolean },
  ) => Promise<Verdict>;
  /** Sends it. @returns what only the answer tells and undoing needs, as plain data. @throws WaldurError */
  readonly send: (client: WaldurClient, task: T, options: CallOptions) => Promise<unknown>;
  /**
   * What the server shows of tasks that it said were done, in as few requests as will do: the ids of those that it
   * does not show. @throws WaldurError
   */
  readonly missing: (
    client: WaldurClient,
    tasks: readonly T[],
    options: CallOptions,
  ) => Promise<ReadonlySet<string>>;
  /** The tasks that take it back, in the order in which they are to be done; none where nothing can. */
  readonly inverse: (task: T, result: unknown, now: Date) => readonly Task[];
}
