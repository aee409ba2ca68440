import type * as vscode from 'vscode';
import type { Named } from '../ui/tellApart';
import type { Resource } from '../organisations/resource';
import type { RoleScope, ShownRole } from '../organisations/roleScope';
import type { Shown } from '../organisations/shownObject';

/** What the command of a row is handed after the row and those selected, where the row was clicked: it may be one of two clicks. */
export const clickOnRow = 'clickOnRow';

/**
 * One row of a tree. `id` is unique in the whole tree and the same after every refresh, because it is made of
 * server uuids and the path to the node: VS Code keeps by it what is expanded and selected.
 */
export abstract class TreeNode implements Shown {
  abstract readonly id: string;

  private isOut = false;

  constructor(readonly parent: TreeNode | undefined) {}

  /** Whether what it shows, or something it is below, has left its list. VS Code may hold on to such rows. */
  get isGone(): boolean {
    return this.isOut || this.parent?.isGone === true;
  }

  /** Its list no longer has it. */
  leave(): void {
    this.isOut = true;
    this.dispose();
  }

  /** What the ids of the rows below begin with. */
  get idPrefix(): string {
    return this.id;
  }

  /** What commands act on; undefined for rows that only tell something. */
  get resource(): Resource | undefined {
    return undefined;
  }

  /** The command that opens what it stands for, with Enter or a double click. */
  get openCommand(): string | undefined {
    return undefined;
  }

  /** Whether that is a panel, which a click opens where people want it so. */
  get hasPanel(): boolean {
    return false;
  }

  /** What tells it from a row beside it that has the same name. */
  get named(): Named | undefined {
    return undefined;
  }

  /** What roles can be held on and this row stands for, or stands below. */
  get roleScope(): RoleScope | undefined {
    return this.parent?.roleScope;
  }

  /** The roles of people that this row stands for; empty for most. */
  get shownRoles(): readonly ShownRole[] {
    return [];
  }

  /** Whether it stands for something in the view Attention that can be seen to later. */
  get isSnoozable(): boolean {
    return this.resource !== undefined && this.parent?.holdsSnoozable === true;
  }

  /** Whether the rows below are such. */
  get holdsSnoozable(): boolean {
    return false;
  }

  /** A level that is left out: its children stand where it would. */
  get isHidden(): boolean {
    return false;
  }

  abstract treeItem(): vscode.TreeItem;

  /** Reads what is below; never throws: a failure is a row of its own. */
  children(): readonly TreeNode[] | Promise<readonly TreeNode[]> {
    return [];
  }

  /** Asks the server again for this node's own children. Failures end up in the rows. */
  async reload(): Promise<void> {
    // Rows without lists have nothing to read.
  }

  /** Asks the server again for the row itself, where it can be asked for alone. */
  async reloadRow(): Promise<void> {
    // Other rows come anew with their list.
  }

  /** Lets go of what was read below, because no one sees it. */
  forget(): void {
    // Rows without lists hold nothing.
  }

  /** Shows a newer row of the same object from now on; false when the node cannot, and a new one is made. */
  adopt(_row: object): boolean {
    return false;
  }

  /** Text that is worth a request, for the row under the pointer. */
  tooltip(_signal: AbortSignal): Promise<vscode.MarkdownString | undefined> {
    return Promise.resolve(undefined);
  }

  dispose(): void {
    // Rows without lists hold nothing.
  }
}
