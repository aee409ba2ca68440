import * as vscode from 'vscode';
import type { RowList } from '../organisations/rowList';
import type { Row as StoreRow } from '../organisations/pagedRows';
import { numberText } from '../ui/datesAndNumbers';
import { errorNotice } from './errorNotice';
import type { Actions } from './panelContent';
import type { Section, Table } from './panelView';

/** What a section needs to show a list. */
export interface ListViewParts {
  readonly actions: Actions;
  readonly reads: { retry(list: { reload(): Promise<void> }): void };
}

/**
 * What a section shows of a list of the store: bones until its rows are there, its rows, why they could not be read
 * beside those there were, and the way to the rest.
 */
export function listParts<T extends StoreRow>(
  { actions, reads }: ListViewParts,
  list: RowList<T>,
  about: {
    readonly id: string;
    readonly failed: string;
    readonly none: string;
    readonly few: number;
    readonly table: (rows: readonly T[]) => Table;
  },
): Partial<Section> {
  const { rows, loaded, error } = list;
  const retry = (): void => reads.retry(list);
  const notice =
    error === undefined
      ? {}
      : {
          notice: errorNotice(
            about.failed,
            error,
            actions.button(`retry ${about.id}`, vscode.l10n.t('Retry'), retry),
          ),
        };
  if (!loaded) {
    return error === undefined ? { loading: { rows: about.few } } : notice;
  }
  if (rows.length === 0) {
    return error === undefined ? { notice: { kind: 'notice', text: about.none, buttons: [] } } : notice;
  }
  const table = about.table(rows);
  return {
    ...notice,
    note: noteOf(list),
    content: {
      ...table,
      ...(list.hasMore
        ? {
            more: actions.button(`more ${about.id}`, vscode.l10n.t('Load more'), () =>
              list.loadMore().catch(() => undefined),
            ),
          }
        : {}),
    },
  };
}

function noteOf({ rows, total, hasMore }: Pick<RowList<StoreRow>, 'rows' | 'total' | 'hasMore'>): string {
  return hasMore && total !== undefined
    ? vscode.l10n.t('{0} of {1} read', numberText(rows.length), numberText(total))
    : numberText(rows.length);
}
