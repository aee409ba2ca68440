import { LoadMoreNode } from '../tree/messageNodes';
import { pagedList, sayWhyThereIsNoMore } from '../tree/pagedList';
import type { TreesParts } from './treesParts';

export async function loadMore(parts: TreesParts, ...args: readonly unknown[]): Promise<void> {
  const list = pagedList(parts, args);
  if (list === undefined) {
    sayWhyThereIsNoMore(parts);
    return;
  }
  await treeOf(parts, args).withProgress(() => list.loadMore());
}

/** The tree that shows the paging row, which is to show that it reads. */
function treeOf({ organisations, managingOrganisations, attention }: TreesParts, args: readonly unknown[]) {
  const [node] = args;
  const trees = [organisations, managingOrganisations, attention.now].flatMap((view) => view?.tree ?? []);
  const shown = node instanceof LoadMoreNode ? trees.find((tree) => tree.shows(node)) : undefined;
  return shown ?? organisations.tree;
}
