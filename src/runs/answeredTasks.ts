import type { Task } from './task';

/** What the server said was done, and was not compared yet with the lists that show it. */
export class AnsweredTasks<T extends Task> {
  private tasks: T[] = [];

  /** @param listOf the list that shows what a task did, where there is one */
  constructor(private readonly listOf: (task: T) => string | undefined) {}

  add(task: T): void {
    this.tasks.push(task);
  }

  /** Takes some out; those that are in one list are together. */
  take(which: (task: T) => boolean): readonly (readonly T[])[] {
    const lists = new Map<string, T[]>();
    for (const task of this.tasks.filter(which)) {
      const list = this.listOf(task);
      if (list !== undefined) {
        const key = `${task.kind} ${list}`;
        lists.set(key, [...(lists.get(key) ?? []), task]);
      }
    }
    this.tasks = this.tasks.filter((task) => !which(task));
    return [...lists.values()];
  }
}
