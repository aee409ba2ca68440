import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import { LoadMoreNode } from './messageNodes';
import type { OrganisationsView } from './organisationsView';

export interface ListParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly organisations: Pick<OrganisationsView, 'tree' | 'nodeOf'>;
}

/**
 * The list of the paging row; from the palette, one of organisations that has more, or that cannot be seen yet: what
 * keeps it from being read is then told as of any other read.
 */
export function pagedList(parts: ListParts, args: readonly unknown[]): LoadMoreNode['list'] | undefined {
  const [node] = args;
  if (node instanceof LoadMoreNode) {
    return node.list;
  }
  const [selected] = parts.organisations.tree.view.selection;
  if (selected instanceof LoadMoreNode) {
    return selected.list;
  }
  const shown = parts.connections.connections.flatMap((connection) => {
    const list = parts.organisations.nodeOf(connection)?.customers;
    return list === undefined ? [] : [{ list, isInSight: list.loaded && connection.state.kind === 'ready' }];
  });
  const found =
    shown.find(({ list, isInSight }) => isInSight && list.hasMore) ??
    shown.find(({ isInSight }) => !isInSight);
  return found?.list;
}

/** Where `pagedList` finds none. */
export function sayWhyThereIsNoMore({ connections, organisations }: ListParts): void {
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
