import '../unit/vscodeFake';
import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { LoadMoreNode } from '../../src/tree/messageNodes';
import { OrganisationsWindow } from '../unit/tree/organisationsWindow';
import { listCustomers } from '../../src/waldur/customers';
import { median } from './median';

// Prints what the view Organisations takes with ten thousand of them, all loaded, and how many times as long that is as
// with a thousand: to be drawn anew, to come to one of them, and to change to groups and back. As VS Code does, every
// row is asked what it shows. What grows faster than the rows shows as a ratio above ten.

const few = 1_000;
const many = 10_000;
const rounds = 9;
const warmUps = 2;

/** In ms, one a round. */
type Times = Record<'first' | 'draw' | 'reveal' | 'group' | 'ungroup', number[]>;

async function measure(total: number): Promise<Times> {
  const window = await OrganisationsWindow.open({ scale: total });
  const times: Times = { first: [], draw: [], reveal: [], group: [], ungroup: [] };
  const timed = async (name: keyof Times, work: () => Promise<unknown>, round: number): Promise<void> => {
    const before = performance.now();
    await work();
    if (round >= 0) {
      times[name].push(performance.now() - before);
    }
  };
  try {
    const { tree } = window.view;
    const draw = async (): Promise<number> => {
      const nodes = await tree.getChildren();
      return nodes.map((node) => tree.getTreeItem(node)).length;
    };
    // Archived ones too.
    await window.list({ filter: {} });
    await timed('first', draw, 0);
    // Names from near the end, which the first rows do not hold.
    const page_size = rounds + warmUps;
    const page = Math.floor((total * 0.9) / page_size);
    const { rows } = await listCustomers(window.connection.client, { o: ['name'], page, page_size });
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
  } finally {
    await window.close();
  }
  return times;
}

async function main(): Promise<void> {
  const base = await measure(few);
  const times = await measure(many);
  const told = (name: keyof Times): string =>
    `${median(times[name]).toFixed(0)} ms (${(median(times[name]) / median(base[name])).toFixed(1)} times as long)`;
  console.log(
    `\n${many} organisations against ${few}: the first rows are there in ${told('first')}. All loaded, they are drawn ` +
      `in ${told('draw')} and one of them is revealed in ${told('reveal')}; grouping takes ${told('group')}, and back ` +
      `${told('ungroup')}.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
