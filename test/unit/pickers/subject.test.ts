import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { type PersonParts, personOf } from '../../../src/pickers/subject';
import type { Connection } from '../../../src/connections/connection';
import { heldOf } from '../../../src/grants/teams';
import type { ShownRole } from '../../../src/organisations/roleScope';
import { peopleOfNodes } from '../../../src/tree/targets';
import { TreeNode } from '../../../src/tree/treeNode';

const connection = {} as unknown as Connection;

/** Somebody's role on an organisation. */
class Row extends TreeNode {
  readonly id: string;

  constructor(
    private readonly user: string,
    role = 'owner',
    private readonly server = connection,
  ) {
    super(undefined);
    this.id = `${user} ${role}`;
  }

  override get shownRoles(): readonly ShownRole[] {
    const { user } = this;
    const row = { uuid: this.id, user_uuid: user, user_full_name: user };
    return [{ connection: this.server, held: heldOf({ kind: 'customer', uuid: 'o', name: 'O' }, row) }];
  }

  override treeItem(): never {
    throw new Error('Nobody shows this row.');
  }
}

describe('the person a command is about', () => {
  let told: string[];

  beforeEach(() => {
    told = [];
    Reflect.set(vscode.window, 'showWarningMessage', (message: string) => told.push(message));
  });

  afterEach(() => {
    Reflect.deleteProperty(vscode.window, 'showWarningMessage');
  });

  async function nameOf(args: readonly unknown[], selection: readonly TreeNode[] = []) {
    const people = peopleOfNodes({ lastUsedView: { selection } }, args);
    const question = { title: 'Show Access…', calledOn: { people, connection: undefined } };
    return (await personOf({} as PersonParts, question))?.person.name;
  }

  it('is that of the row, or of all rows', async () => {
    assert.equal(await nameOf([new Row('Ann')]), 'Ann');
    const rows = [new Row('Bob'), new Row('Bob', 'reader')];
    assert.equal(await nameOf([rows[1], rows]), 'Bob');
    assert.equal(await nameOf([], rows), 'Bob');
    assert.deepEqual(told, []);
  });

  it('is nobody where several are selected, and that is said', async () => {
    const rows = [new Row('Ann'), new Row('Bob')];
    assert.equal(await nameOf([rows[1], rows]), undefined);
    assert.equal(await nameOf([], rows), undefined);
    const elsewhere = [new Row('Ann'), new Row('Ann', 'owner', {} as unknown as Connection)];
    assert.equal(await nameOf([elsewhere[0], elsewhere]), undefined);
    assert.deepEqual(
      told,
      Array(3).fill('Select one person only. Access is shown or revoked for one person at a time.'),
    );
  });
});
