import type * as vscode from 'vscode';
import { type ReadPage, RowList, type RowListOptions } from './rowList';

/** Lists of one kind of row by what they were asked for: who asks for the same gets the same list. */
export class RowLists<T extends { readonly uuid: string }> implements vscode.Disposable {
  private readonly lists = new Map<string, RowList<T>>();

  get(key: string, readPage: ReadPage<T>, options?: RowListOptions<T>): RowList<T> {
    let list = this.lists.get(key);
    if (list === undefined) {
      list = new RowList(readPage, options);
      this.lists.set(key, list);
    }
    return list;
  }

  dispose(): void {
    for (const list of this.lists.values()) {
      list.dispose();
    }
    this.lists.clear();
  }
}
