import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type CreateTask } from '../edits/createTask';
import { readCreateTask } from '../edits/readCreateTask';
import type { Values } from '../edits/values';

const stateKey = 'waldur.newObjects';

const kept = z.record(
  z.string(),
  z.object({ values: z.record(z.string(), z.unknown()), task: z.optional(z.unknown()) }),
);

/** What is known of a document whose object is still to be made. */
export interface Draft {
  /** What was filled in before it opened. */
  readonly values: Values;
  /** Sent, and what became of it is not known: it is looked for before anything is sent again. */
  readonly task?: CreateTask | undefined;
}

/** Documents whose objects are still to be made, by their addresses. They outlive a restart, as their text does. */
export class Drafts {
  /** @param state of the workspace, where VS Code keeps unsaved documents too */
  constructor(private readonly state: vscode.Memento) {}

  get(uri: vscode.Uri): Draft {
    const found = this.all()[uri.toString()];
    return { values: new Map(Object.entries(found?.values ?? {})), task: readCreateTask(found?.task) };
  }

  /** Kept before anything is sent, so that no crash comes between. */
  async set(uri: vscode.Uri, { values, task }: Draft): Promise<void> {
    const draft = { values: Object.fromEntries(values), ...(task === undefined ? {} : { task }) };
    await this.state.update(stateKey, { ...this.all(), [uri.toString()]: draft });
  }

  async forget(uri: vscode.Uri): Promise<void> {
    const { [uri.toString()]: found, ...others } = this.all();
    if (found !== undefined) {
      await this.state.update(stateKey, Object.keys(others).length === 0 ? undefined : others);
    }
  }

  private all(): z.infer<typeof kept> {
    return kept.safeParse(this.state.get(stateKey)).data ?? {};
  }
}
