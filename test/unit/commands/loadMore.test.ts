import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { TreesParts } from '../../../src/commands/treesParts';
import { loadAll } from '../../../src/commands/loadAll';
import { loadMore } from '../../../src/commands/loadMore';
import { RowList } from '../../../src/organisations/rowList';
import { LoadMoreNode } from '../../../src/tree/messageNodes';
import { TreeNode } from '../../../src/tree/treeNode';
import { WaldurError } from '../../../src/waldur/errors';

interface Row {
  readonly uuid: string;
}

class TopNode extends TreeNode {
  readonly id = 'top';

  override treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('Top');
  }
}

/** A list of so many rows, read for as long as `refusal` gives no error. */
function listOf(count: number, refusal = (): Error | undefined => undefined): RowList<Row> {
  return new RowList<Row>(({ page, page_size: size }) =>
    refusal() === undefined
      ? Promise.resolve({
          rows: Array.from({ length: count }, (_, index) => ({ uuid: `r${index}` })).slice(
            (page - 1) * size,
            page * size,
          ),
          total: count,
          page,
          hasNext: page * size < count,
          dropped: 0,
        })
      : Promise.reject(refusal() ?? new Error()),
  );
}

interface Shown {
  /** Undefined while they are grouped. */
  readonly list: RowList<Row> | undefined;
  readonly ready?: boolean;
}

/** A window that shows a connection for each. */
function contextOf(...shown: readonly Shown[]): TreesParts {
  const connections = shown.map(({ list, ready = true }) => ({
    state: { kind: ready ? 'ready' : 'signInNeeded' },
    list,
  }));
  return {
    connections: { connections },
    organisations: {
      nodeOf: ({ list }: Shown) => ({ customers: list }),
      tree: { view: { selection: [] }, withProgress: (task: () => Promise<void>) => task() },
    },
    managingOrganisations: {},
    attention: { now: undefined },
  } as unknown as TreesParts;
}

describe('loading more from the palette', () => {
  let told: string[];

  beforeEach(() => {
    told = [];
    Object.assign(vscode.window, {
      showInformationMessage: (text: string) => void told.push(text),
      withProgress: (_: unknown, task: (...given: unknown[]) => Promise<unknown>) =>
        task({ report: () => undefined }, { onCancellationRequested: () => ({ dispose: () => undefined }) }),
    });
  });

  it('reads more, or all, of the first list that has more', async () => {
    const [whole, more] = [listOf(10), listOf(1000)];
    await Promise.all([whole.ensure(), more.ensure()]);
    const context = contextOf({ list: whole }, { list: more });
    await loadMore(context);
    assert.equal(more.rows.length, 100);
    await loadAll(context);
    assert.equal(more.rows.length, 1000);
    assert.deepEqual(told, []);
  });

  it('shows in the view of the row that it reads', async () => {
    const list = listOf(1000);
    await list.ensure();
    const progress: string[] = [];
    const tree = (name: string, isShown: boolean) => ({
      shows: () => isShown,
      withProgress: (task: () => Promise<void>) => {
        progress.push(name);
        return task();
      },
    });
    const context = {
      organisations: { tree: tree('organisations', false) },
      managingOrganisations: { tree: tree('managing organisations', true) },
      attention: { now: undefined },
    } as unknown as TreesParts;
    await loadMore(context, new LoadMoreNode(new TopNode(undefined), 'grants', list));
    assert.deepEqual([list.rows.length, progress], [100, ['managing organisations']]);
  });

  it('says that all are loaded where all are', async () => {
    const list = listOf(10);
    await list.ensure();
    await loadMore(contextOf({ list }));
    await loadAll(contextOf({ list }));
    assert.deepEqual(told, Array(2).fill('All organisations in the list are already loaded.'));
  });

  it('reads a list that was not read yet', async () => {
    const lists = [listOf(1000), listOf(1000)] as const;
    await loadMore(contextOf({ list: lists[0] }));
    await loadAll(contextOf({ list: lists[1] }));
    assert.deepEqual([lists[0].rows.length, lists[1].rows.length], [50, 1000]);
    assert.deepEqual(told, []);
  });

  it('says where the rows to load more are while organisations are grouped', async () => {
    await loadMore(contextOf({ list: undefined }));
    await loadAll(contextOf({ list: undefined }));
    assert.equal(told.length, 2);
    for (const text of told) {
      assert.match(text, /are grouped/);
    }
  });

  it('fails as the read does where the token has expired, also when all were loaded before', async () => {
    const expired = new WaldurError({ kind: 'unauthorized', status: 401, reason: 'expired' });
    const refusals: Error[] = [];
    const [unread, whole] = [listOf(10, () => refusals[0]), listOf(10, () => refusals[0])];
    await whole.ensure();
    refusals.push(expired);
    for (const list of [unread, whole]) {
      const context = contextOf({ list, ready: false });
      await assert.rejects(async () => loadMore(context), expired);
      await assert.rejects(async () => loadAll(context), expired);
    }
    assert.deepEqual(told, []);
  });
});
