import '../unit/vscodeFake';
import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { LoadMoreNode } from '../../src/tree/messageNodes';
import type { TreeNode } from '../../src/tree/treeNode';
import { listUsers } from '../../src/waldur/members';
import { median } from './median';
import { largeTeam, worldWithLargeTeam } from '../unit/tree/largeTeam';
import { OrganisationsWindow } from '../unit/tree/organisationsWindow';

// Prints what a team of two thousand takes, all of it loaded: to open it by role against flat, to change between the two,
// and to come to one person. As VS Code does, every row is asked for what is below it and what it shows.

const size = 2_000;
const rounds = 15;
const warmUps = 3;

async function main(): Promise<void> {
  const window = await OrganisationsWindow.open({ world: worldWithLargeTeam(size) });
  try {
    const { tree } = window.view;
    await window.store.caller.get();
    const team = await window.row(largeTeam, 'Team');
    const openAll = async (node: TreeNode): Promise<number> => {
      let count = 0;
      for (const child of await tree.getChildren(node)) {
        count++;
        // Invitations stay closed.
        count +=
          tree.getTreeItem(child).collapsibleState === vscode.TreeItemCollapsibleState.Expanded
            ? await openAll(child)
            : 0;
      }
      return count;
    };
    await openAll(team);
    const more = await window.row(largeTeam, 'Team', 'Load more');
    assert.ok(more instanceof LoadMoreNode);
    await more.list.loadAll(new AbortController().signal, () => undefined);
    const customer = team.roleScope?.object.uuid ?? '';
    const found = await listUsers(
      window.connection.client,
      { kind: 'customer', uuid: customer },
      { page: 3 },
    );
    const user = found.rows[0]?.user_uuid ?? '';
    const times = {
      byRole: [] as number[],
      flat: [] as number[],
      change: [] as number[],
      reveal: [] as number[],
    };
    const timed = async (into: number[], work: () => Promise<unknown>, round: number): Promise<void> => {
      const start = performance.now();
      await work();
      if (round >= 0) {
        into.push(performance.now() - start);
      }
    };
    for (let round = -warmUps; round < rounds; round++) {
      await window.groupTeams(true);
      await openAll(team);
      await timed(times.byRole, async () => assert.ok((await openAll(team)) > size), round);
      await timed(
        times.reveal,
        () => window.view.revealPerson(window.connection, customer, { uuid: user }),
        round,
      );
      await window.groupTeams(false);
      await openAll(team);
      await timed(times.flat, async () => assert.ok((await openAll(team)) > size), round);
      await timed(
        times.change,
        async () => {
          await window.groupTeams(true);
          await openAll(team);
        },
        round,
      );
    }
    console.log(
      `\nA team of ${size}, loaded: by role it opens in ${ms(times.byRole)} ms, ` +
        `${ratio(times.byRole, times.flat)} of flat (at most 1.5); from flat to by role takes ${ms(times.change)} ms; ` +
        `a person is found, over two requests, and revealed in ${ms(times.reveal)} ms.`,
    );
  } finally {
    await window.close();
  }
}

function ms(values: readonly number[]): string {
  return median(values).toFixed(0);
}

function ratio(some: readonly number[], others: readonly number[]): string {
  return median(some.map((value, round) => value / (others[round] ?? Number.NaN))).toFixed(2);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
