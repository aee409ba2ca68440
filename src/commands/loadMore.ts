import * as vscode from 'vscode';
import { LoadMoreNode } from '../tree/messageNodes';
import { numberText } from '../ui/datesAndNumbers';
import { withCancellableProgress } from '../ui/progress';
import type { Command, CommandContext } from './commandContext';

/** More rows than this make the tree slow to work with; searching and filtering find things sooner. */
const many = 20_000;

export const loadMore: Command = async (context, ...args) => {
  const list = pagedList(context, args);
  if (list === undefined) {
    sayWhyThereIsNoMore(context);
    return;
  }
  await treeOf(context, args).withProgress(() => list.loadMore());
};

/** The tree that shows the paging row, which is to show that it reads. */
function treeOf({ organisations, managingOrganisations, access }: CommandContext, args: readonly unknown[]) {
  const [node] = args;
  const trees = [organisations.tree, managingOrganisations.tree, access.tree];
  const shown = node instanceof LoadMoreNode ? trees.find((tree) => tree.shows(node)) : undefined;
  return shown ?? organisations.tree;
}

/** Reads everything in large pages, with progress; cancelling keeps what has come. */
export const loadAll: Command = async (context, ...args) => {
  const list = pagedList(context, args);
  if (list === undefined) {
    sayWhyThereIsNoMore(context);
    return;
  }
  // How many there are is known from the first page on.
  await list.ensure();
  if ((list.total ?? 0) > many) {
    const load = vscode.l10n.t('Load All');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'There are {0} rows. Loading them all makes the list slow. A filter or a search is faster.',
        numberText(list.total ?? 0),
      ),
      load,
    );
    if (answer !== load) {
      return;
    }
  }
  const result = await withCancellableProgress(
    vscode.l10n.t('Loading all rows…'),
    async (signal, progress) => {
      let before = 0;
      await list.loadAll(signal, (rows, total) => {
        progress.report({
          message:
            total === undefined
              ? numberText(rows)
              : vscode.l10n.t('{0} of {1}', numberText(rows), numberText(total)),
          ...(total === undefined || total === 0 ? {} : { increment: (100 * (rows - before)) / total }),
        });
        before = rows;
      });
    },
  );
  if (result.kind === 'error') {
    throw result.error;
  }
};

/**
 * The list of the paging row; from the palette, one of organisations that has more, or that cannot be seen yet: what
 * keeps it from being read is then told as of any other read.
 */
function pagedList(context: CommandContext, args: readonly unknown[]): LoadMoreNode['list'] | undefined {
  const [node] = args;
  if (node instanceof LoadMoreNode) {
    return node.list;
  }
  const [selected] = context.organisations.tree.view.selection;
  if (selected instanceof LoadMoreNode) {
    return selected.list;
  }
  const shown = context.connections.connections.flatMap((connection) => {
    const list = context.organisations.nodeOf(connection)?.customers;
    return list === undefined ? [] : [{ list, isInSight: list.loaded && connection.state.kind === 'ready' }];
  });
  const found =
    shown.find(({ list, isInSight }) => isInSight && list.hasMore) ??
    shown.find(({ isInSight }) => !isInSight);
  return found?.list;
}

function sayWhyThereIsNoMore({ connections, organisations }: CommandContext): void {
  const nodes = connections.connections.map((connection) => organisations.nodeOf(connection));
  if (nodes.some((node) => node !== undefined && node.customers === undefined)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Organisations are grouped. Use “Load more” at the end of a group to load the rest.'),
    );
  } else if (nodes.length > 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('All organisations in the list are already loaded.'),
    );
  }
}
