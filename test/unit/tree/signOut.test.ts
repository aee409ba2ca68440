import assert from 'node:assert/strict';
import { setImmediate as tick } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { OrganisationsWindow } from './organisationsWindow';

/** Made available without a flag to Node. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('signing out', () => {
  let window: OrganisationsWindow;

  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });

  afterEach(() => window.close());

  /** Rows and what they were read into, held by nothing but their lists and nodes. */
  async function readMuch(): Promise<readonly WeakRef<object>[]> {
    await window.open();
    const list = window.view.nodeOf(window.connection)?.customers;
    assert.ok(list !== undefined);
    await list.loadAll(new AbortController().signal, () => undefined);
    await window.open('Kalev Institute of Genomics', 'Team');
    await window.open('Kalev Institute of Genomics', 'Projects');
    const nodes = await window.view.tree.getChildren();
    assert.ok(list.rows.length > 20 && nodes.length > 20);
    return [list, ...list.rows, ...nodes].map((held) => new WeakRef(held));
  }

  it('lets go of all that was read, also while the view is hidden', async () => {
    const read = await readMuch();
    window.signOut();
    for (let turn = 0; turn < 20; turn++) {
      await tick();
      collectGarbage();
    }
    assert.equal(read.filter((held) => held.deref() !== undefined).length, 0);
  });
});
