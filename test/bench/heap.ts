import '../unit/vscodeFake';
import assert from 'node:assert/strict';
import { LoadMoreNode } from '../../src/tree/messageNodes';
import { OrganisationsWindow } from '../unit/tree/organisationsWindow';

// Prints how much memory the view Organisations takes with ten thousand of them: what the lists keep of their rows, the
// rows of the tree and, as VS Code keeps them while they are in the tree, what each shows. The server is in the same
// process; what it needs itself is there before the first look.

const total = 10_000;
const most = 30;

function heap(): number {
  const { gc } = globalThis;
  assert.ok(gc !== undefined, 'Node is to run with --expose-gc.');
  // The second takes what the first has left to be finalized.
  gc();
  gc();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** All rows of the view, and what each shows. */
async function rowsOf({ view }: OrganisationsWindow): Promise<readonly object[]> {
  const nodes = await view.tree.getChildren();
  return nodes.map((node) => ({ node, item: view.tree.getTreeItem(node) }));
}

async function main(): Promise<void> {
  const window = await OrganisationsWindow.open({ scale: total });
  try {
    // Archived ones too.
    await window.list({ filter: {} });
    await rowsOf(window);
    const before = heap();
    const paging = (await window.view.tree.getChildren()).find((node) => node instanceof LoadMoreNode);
    assert.ok(paging !== undefined);
    await paging.list.loadAll(new AbortController().signal, () => undefined);
    const rows = await rowsOf(window);
    window.server.requests.clear();
    const after = heap();
    assert.equal(rows.length, total);
    console.log(
      `\nThe view with ${total} organisations takes ${(after - before).toFixed(1)} MB of heap ` +
        `(at most ${most} MB).`,
    );
  } finally {
    await window.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
