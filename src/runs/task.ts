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
  /** Ids of those that are not to be done, because the person took them out; the record keeps them. */
  readonly leftOut?: readonly string[] | undefined;
}

/** What a look at the server says about a task. */
export type Verdict =
  /** As it was when the plan was made. */
  | { readonly kind: 'go' }
  /** As the plan wants it. `result`: as that of `send`. */
  | { readonly kind: 'reached'; readonly result?: unknown }
  /** Someone else changed it meanwhile, or there is nothing to do: it is left alone. */
  | { readonly kind: 'other'; readonly outcome: Outcome };

/** Whether a task has anything to send, as it was planned. */
type Aim = 'send' | 'unchanged' | 'impossible';

export interface LookOptions extends CallOptions {
  /** Whose token it is: there are tasks after which they no longer see what these were about. */
  readonly callerUuid?: string | undefined;
}

/**
 * Runs know nothing of what they run: everything they need to know of one kind of task is here.
 * Methods, because a run of several kinds hands each of them its own tasks only, which types cannot tell.
 */
export interface TaskKind<T extends Task = Task, Inverse extends Task = Task> {
  readonly kind: T['kind'];
  /** False: what was not tried yet is sent without a look, as the plan looked a moment before. */
  readonly looksFirst: boolean;
  /** A task as a record kept it; undefined when it is none. */
  read(value: unknown): T | undefined;
  aim(task: T): Aim;
  /** Tasks of a lower order are through before one of a higher begins; those of `alone` go one by one. */
  phase(
    task: T,
    callerUuid: string | undefined,
  ): { readonly order: number; readonly alone?: boolean | undefined };
  /** Whose tasks are let go once one of them was refused: the same permission on the same object. */
  permission(task: T): string;
  /** Looks at the server and judges what is there. @throws WaldurError */
  look(client: WaldurClient, task: T, options: LookOptions): Promise<Verdict>;
  /** Sends it. @returns what only the answer tells and undoing needs, as plain data. @throws WaldurError */
  send(client: WaldurClient, task: T, options: CallOptions): Promise<unknown>;
  /** Names the list of the server that shows what became of it; undefined where none does. */
  list(task: T): string | undefined;
  /**
   * Reads that list, once for all tasks of it that the server said were done. @returns the ids of those that it
   * does not show. @throws WaldurError
   */
  missing(client: WaldurClient, tasks: readonly T[], options: CallOptions): Promise<ReadonlySet<string>>;
  /** The tasks that take it back, in the order in which they are to be done; none where nothing can. */
  inverse(task: T, result: unknown, now: Date): readonly Inverse[];
}

/** Who knows the tasks of a run, by their kind. */
export type TaskKinds<T extends Task = Task> = ReadonlyMap<string, TaskKind<T, T>>;
