import type * as vscode from 'vscode';
import type { ReadPage } from './pagedRows';
import { RowList, type RowListOptions } from './rowList';

/**
 * Lists of one kind of row by what they were asked for: who asks for one that someone shows gets the same. Another
 * is new to whoever asks, and what was read goes with the last who shows it, so that no one sees rows from long ago.
 */
export class RowLists<T extends { readonly uuid: string }> implements vscode.Disposable {
  private readonly lists = new Map<string, RowList<T>>();

  get(key: string, readPage: ReadPage<T>, options?: Omit<RowListOptions<T>, 'shown'>): RowList<T> {
    const list: RowList<T> =
      this.lists.get(key) ??
      new RowList(readPage, {
        ...options,
        shown: (isShown) => {
          if (isShown) {
            this.lists.set(key, list);
          } else {
            this.lists.delete(key);
            list.forget();
            list.dispose();
          }
        },
      });
    return list;
  }

  /** Those that someone shows. */
  get shown(): readonly RowList<T>[] {
    return [...this.lists.values()];
  }

  /** One of those. */
  find(key: string): RowList<T> | undefined {
    return this.lists.get(key);
  }

  dispose(): void {
    for (const list of this.lists.values()) {
      list.dispose();
    }
    this.lists.clear();
  }
}
