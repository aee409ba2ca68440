import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Values } from '../edits/values';
import { type RawObject, rawObjectSchema } from '../waldur/rawObjects';

/** What the text of an editor was made of, before the person changed it. */
export interface Baseline {
  readonly row: RawObject;
  readonly values: Values;
  /** When VS Code takes it to have been written, in milliseconds since 1970. */
  readonly mtime: number;
  /** Of the file then, in bytes. */
  readonly size: number;
}

const kept = z.record(
  z.string(),
  z.object({
    row: rawObjectSchema,
    values: z.record(z.string(), z.unknown()),
    mtime: z.number(),
    size: z.number(),
  }),
);

const stateKey = 'waldur.editedObjects';

/**
 * What open documents were made of, by their addresses. Of unsaved ones it outlives a restart, like their text: without
 * it, what the person changed could not be told from what others did.
 */
export class Baselines {
  private readonly opened = new Map<string, Baseline>();
  /** Addresses of those that are kept as not saved, as far as this window knows: what is kept is read once only. */
  private readonly unsaved = new Set<string>();

  /** @param state of the workspace, where VS Code keeps unsaved documents too */
  constructor(private readonly state: vscode.Memento) {}

  get(uri: vscode.Uri): Baseline | undefined {
    const key = uri.toString();
    const found = this.opened.get(key);
    const before = found === undefined ? this.all()[key] : undefined;
    if (before !== undefined) {
      this.opened.set(key, { ...before, values: new Map(Object.entries(before.values)) });
    }
    return this.opened.get(key);
  }

  /** It is clean: made of this, and nothing of it needs to outlive a restart. */
  set(uri: vscode.Uri, baseline: Baseline): void {
    this.opened.set(uri.toString(), baseline);
  }

  /** It is not saved. */
  keep(uri: vscode.Uri): void {
    const key = uri.toString();
    const found = this.get(uri);
    if (found === undefined || this.unsaved.has(key)) {
      return;
    }
    this.unsaved.add(key);
    const all = this.all();
    if (!(key in all)) {
      this.write({ ...all, [key]: { ...found, values: Object.fromEntries(found.values) } });
    }
  }

  /** There is nothing unsaved in it. */
  release(uri: vscode.Uri): void {
    this.unsaved.delete(uri.toString());
    const { [uri.toString()]: found, ...others } = this.all();
    if (found !== undefined) {
      this.write(others);
    }
  }

  forget(uri: vscode.Uri): void {
    this.opened.delete(uri.toString());
    this.release(uri);
  }

  private all(): z.infer<typeof kept> {
    return kept.safeParse(this.state.get(stateKey)).data ?? {};
  }

  private write(all: z.infer<typeof kept>): void {
    void this.state.update(stateKey, Object.keys(all).length === 0 ? undefined : all);
  }
}
