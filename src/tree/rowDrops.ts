import * as vscode from 'vscode';
import type { Person } from '../grants/roleTask';
import type { TreeNode } from './treeNode';

/** People that are dragged from one row to another, also between views. */
export const peopleMimeType = 'application/vnd.waldur.people';

/** One of them, as text of that type tells. */
interface DraggedPerson {
  readonly connectionId: string;
  /** What they are in where they were dragged from. */
  readonly scope: string;
  readonly person: Person;
}

/**
 * Hands on what people drag from rows and drop on them. What a drop does is loaded with the first one.
 * @param drop may wait for what can be read only during the drop, and no longer; never throws
 */
export class RowDrops implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [peopleMimeType];
  /** `files` are those of the machine, `text/uri-list` what the Explorer and other views of VS Code drag. */
  readonly dropMimeTypes = [peopleMimeType, 'text/uri-list', 'files'];

  constructor(private readonly drop: (target: TreeNode, dropped: vscode.DataTransfer) => Promise<unknown>) {}

  handleDrag(rows: readonly TreeNode[], dragged: vscode.DataTransfer): void {
    const people = rows.flatMap(({ shownRoles }) =>
      shownRoles.map(({ connection, held }): [string, DraggedPerson] => {
        const connectionId = connection.info.id;
        return [
          `${connectionId} ${held.person.uuid}`,
          { connectionId, scope: held.scope.uuid, person: held.person },
        ];
      }),
    );
    if (people.length > 0) {
      // Between two views only text goes along.
      const text = JSON.stringify([...new Map(people).values()]);
      dragged.set(peopleMimeType, new vscode.DataTransferItem(text));
    }
  }

  async handleDrop(target: TreeNode | undefined, dropped: vscode.DataTransfer): Promise<void> {
    if (target !== undefined) {
      await this.drop(target, dropped);
    }
  }
}
