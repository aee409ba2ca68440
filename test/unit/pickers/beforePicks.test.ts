import { FakeQuickPick } from '../ui/fakeQuickPick';
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import * as vscode from 'vscode';
import type { RoleParts } from '../../../src/commands/roleParts';
import { changeRole } from '../../../src/commands/changeRole';
import { grantRole } from '../../../src/commands/grantRole';
import { revokeRole } from '../../../src/commands/revokeRole';
import { Pins } from '../../../src/organisations/pins';
import { RecentChoices } from '../../../src/pickers/recentChoices';
import { roleStep } from '../../../src/pickers/roleStep';
import { heldOf } from '../../../src/grants/teams';
import { TreeNode } from '../../../src/tree/treeNode';
import { waitUntil } from '../../e2e/pages/waitUntil';
import { caller } from '../access/callers';
import { connectionInfo, FakeMemento } from '../connections/fakes';
import { settled } from '../settled';
import { SlowTeam } from './slowTeam';

const info = connectionInfo('https://w.example.org/', 'ada', '1');
const scope = { kind: 'customer', uuid: 'a'.repeat(32) } as const;

describe('what takes long to read before a command asks', () => {
  const position = { step: 1, totalSteps: 1, canGoBack: false };
  let pick: () => FakeQuickPick;
  let made: number;
  let context: RoleParts;
  let node: TreeNode;
  let answer: () => void;
  let fail: (error: Error) => void;
  let told: string[];

  beforeEach(() => {
    made = 0;
    told = [];
    const last = FakeQuickPick.install();
    const { createQuickPick } = vscode.window;
    Object.assign(vscode.window, {
      createQuickPick: () => {
        made++;
        return createQuickPick();
      },
      showWarningMessage: (text: string) => {
        told.push(text);
        return Promise.resolve(undefined);
      },
    });
    pick = last;
    const connection = { client: new SlowTeam().client, info };
    const slow = new Promise((resolve, reject) => {
      answer = () => resolve(caller([]));
      fail = reject;
    });
    class Row extends TreeNode {
      readonly id = 'g';
      override get roleScope() {
        return { connection: connection as never, object: { ...scope, name: 'O' } };
      }
      override get shownRoles() {
        const held = heldOf(this.roleScope.object, { uuid: '1'.repeat(32), user_uuid: '2'.repeat(32) });
        return [{ connection: connection as never, held }];
      }
      override treeItem(): never {
        throw new Error('Nobody shows this row.');
      }
    }
    node = new Row(undefined);
    context = {
      stores: { of: () => ({ caller: { get: () => slow } }) },
    } as unknown as RoleParts;
  });

  const shown = (): Promise<number> =>
    waitUntil(
      'the pick',
      () => Promise.resolve(made),
      (picks) => picks > 0,
    );

  for (const [name, command] of Object.entries({ changeRole, grantRole, revokeRole })) {
    it(`is shown, and leaving it ends the command (${name})`, async () => {
      const done = command(context, node);
      await shown();
      assert.deepEqual([pick().isShown, pick().busy, pick().rows], [true, true, []]);
      pick().hide();
      await done;
      answer();
      await settled();
      assert.deepEqual([made, told], [1, []], 'nothing opens over other work');
    });
  }

  it('is not shown where it takes a moment only', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      answer();
      await changeRole(context, node);
      mock.timers.tick(60_000);
    } finally {
      mock.timers.reset();
    }
    assert.equal(made, 0);
    assert.equal(told.length, 1);
  });

  it('makes room for what it is for', async () => {
    const done = changeRole(context, node);
    await shown();
    const room = pick();
    answer();
    await done;
    assert.deepEqual([room.isShown, made, told.length], [false, 1, 1]);
  });

  it('fails as the command does', async () => {
    const done = changeRole(context, node);
    await shown();
    fail(new Error('no caller'));
    await assert.rejects(done, /no caller/);
    assert.equal(pick().isShown, false);
  });

  it('is roles between two steps', async () => {
    let kept = 0;
    const roles = new Promise<readonly []>(() => undefined);
    const step = roleStep({
      title: 'Grant Role',
      position,
      placeholder: '',
      roles: () => roles,
      chosen: undefined,
      keep: () => kept++,
    });
    await shown();
    assert.deepEqual([pick().isShown, pick().busy], [true, true]);
    pick().hide();
    assert.equal(await step, 'cancelled');
    assert.equal(kept, 0);
  });

  it('is what was chosen before, whose reading ends when it is left', async () => {
    let given: AbortSignal | undefined;
    const choice = { connectionId: 'c', uuid: 'u', name: 'N' };
    const memento = new FakeMemento();
    const read = new RecentChoices(memento, new Pins(memento)).projects.read(
      'Go to Project',
      choice,
      (signal) => {
        given = signal;
        return new Promise<string>(() => undefined);
      },
    );
    await shown();
    pick().hide();
    assert.equal(await read, undefined);
    assert.equal(given?.aborted, true);
  });
});
