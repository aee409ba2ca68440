import * as vscode from 'vscode';
import { DoubleToggle } from '../tree/doubleToggle';
import { InvitationNode } from '../tree/nodes/invitationNode';
import type { RowsOfKey } from '../tree/rowsOfKey';
import { clickOnRow, TreeNode } from '../tree/treeNode';
import type { CommandId } from './command';

/** A command and what it is called on. */
export interface Call {
  readonly id: string;
  readonly args: readonly unknown[];
}

type Key = 'enter' | 'f2' | 'delete';

/** Which command a row answers a key with, on which of the rows, and with what after them. */
interface Answer {
  readonly id: CommandId;
  readonly fits: (row: TreeNode) => boolean;
  readonly more?: (rows: readonly TreeNode[]) => readonly unknown[];
}

/**
 * Keys of package.json and clicks on rows come as commands: those of the menus, so that these show the keys. Which one is
 * meant is told by the row.
 */
export class RowGestures {
  private readonly clicks = new DoubleToggle();

  constructor(private readonly rowsOfKey: () => Promise<RowsOfKey | undefined>) {}

  /** What is to be run instead; undefined for nothing. Commands from elsewhere stay as they are. */
  async meantBy(call: Call): Promise<Call | undefined> {
    const [first, , third] = call.args;
    if (third === clickOnRow) {
      return this.clicked(call);
    }
    const key = keyOf(first);
    if (key === undefined) {
      return call;
    }
    const pressed = await this.rowsOfKey();
    if (pressed === undefined) {
      return undefined;
    }
    const { focused, rows } = pressed;
    if (key === 'enter') {
      return enter(focused);
    }
    const answer = answers[key].find(({ fits }) => fits(focused));
    const meant = rows.filter((row) => answer?.fits(row));
    return answer === undefined
      ? undefined
      : { id: answer.id, args: [focused, meant, ...(answer.more?.(meant) ?? [])] };
  }

  /** Of a row without rows below, a double click is two clicks. */
  private clicked({ id, args: [row, rows] }: Call): Call | undefined {
    return row instanceof TreeNode && this.clicks.toggled(row.id) ? { id, args: [row, rows] } : undefined;
  }
}

/** Opens what the row stands for, or does what Enter does in every tree. */
function enter(row: TreeNode): Call | undefined {
  if (row.openCommand !== undefined) {
    return { id: row.openCommand, args: [row, [row]] };
  }
  void vscode.commands.executeCommand('list.select');
  return undefined;
}

const isRole = (row: TreeNode): boolean => row.shownRoles.length > 0;
const isInvitation = (row: TreeNode): boolean => row instanceof InvitationNode;
const isObject = ({ resource, roleScope }: TreeNode): boolean =>
  roleScope !== undefined && resource?.ref?.uuid === roleScope.object.uuid;

const answers: Readonly<Record<Exclude<Key, 'enter'>, readonly Answer[]>> = {
  delete: [
    { id: 'waldur.revokeRole', fits: isRole },
    { id: 'waldur.cancelInvitation', fits: isInvitation },
    { id: 'waldur.delete', fits: isObject },
  ],
  f2: [
    { id: 'waldur.setExpiry', fits: isRole },
    {
      id: 'waldur.editField',
      fits: isObject,
      // Several objects seldom get one name: which field is asked for.
      more: ({ length }) => (length === 1 ? ['name'] : []),
    },
  ],
};

/** The key that package.json hands over with a command. */
function keyOf(argument: unknown): Key | undefined {
  const key: unknown =
    typeof argument === 'object' && argument !== null && 'key' in argument ? argument.key : undefined;
  return key === 'enter' || key === 'f2' || key === 'delete' ? key : undefined;
}
