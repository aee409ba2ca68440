import '../unit/vscodeFake';
import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { LoadMoreNode } from '../../src/tree/messageNodes';
import { OrganisationsWindow } from '../unit/tree/organisationsWindow';
import { listCustomers } from '../../src/waldur/customers';

// Prints what the view Organisations takes with ten thousand of them, all loaded: to be drawn anew against its first
// rows, to change to groups and back, and to come to one of them. As VS Code does, every row is asked what it shows.

const total = 10_000;
const rounds = 9;
const warmUps = 2;

type Times = Record<'draw' | 'reveal' | 'group' | 'ungroup', number[]>;

async function main(): Promise<void> {
  const window = await OrganisationsWindow.open({ scale: total });
  try {
    const { tree } = window.view;
    const draw = async (): Promise<number> => {
      const nodes = await tree.getChildren();
      return nodes.map((node) => tree.getTreeItem(node)).length;
    };
    // Archived ones too.
    await window.list({ filter: {} });
    const start = performance.now();
    await draw();
    const first = performance.now() - start;
    const times: Times = { draw: [], reveal: [], group: [], ungroup: [] };
    const timed = async (name: keyof Times, work: () => Promise<unknown>, round: number): Promise<void> => {
      const before = performance.now();
      await work();
      if (round >= 0) {
        times[name].push(performance.now() - before);
      }
    };
    const { rows } = await listCustomers(window.connection.client, { o: ['name'], page: 30, page_size: 300 });
    for (let round = -warmUps; round < rounds; round++) {
      const more = (await tree.getChildren()).find((node) => node instanceof LoadMoreNode);
      await more?.list.loadAll(new AbortController().signal, () => undefined);
      await timed('draw', async () => assert.equal(await draw(), total), round);
      const customer = rows[round + warmUps];
      assert.ok(customer);
      await timed('reveal', () => window.view.revealCustomer(window.connection, customer), round);
      assert.equal(window.revealed.seen.at(-1), customer.name);
      await timed('group', () => window.list({ grouped: true }).then(draw), round);
      await timed('ungroup', () => window.list({ grouped: false }).then(draw), round);
    }
    console.log(
      `\n${total} organisations: the first rows are there in ${first.toFixed(0)} ms. All loaded, they are drawn in ` +
        `${median(times.draw)} ms and one of them is revealed in ${median(times.reveal)} ms; ` +
        `grouping takes ${median(times.group)} ms, and back ${median(times.ungroup)} ms.`,
    );
  } finally {
    await window.close();
  }
}

function median(values: readonly number[]): string {
  return (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
