import * as vscode from 'vscode';
import type { RowList } from '../../organisations/rowList';
import { numberText } from '../../ui/datesAndNumbers';
import { errorNotice } from '../errorNotice';
import type { Button, Section } from '../panelView';
import type { ComplianceViewParts } from './complianceViewParts';

type List = RowList<{ readonly uuid: string }>;

/** The way to what a list has not read: the next page, or all of it. */
export function restOf(
  { actions, loadAll }: ComplianceViewParts,
  id: string,
  list: Pick<List, 'hasMore' | 'total' | 'loadMore' | 'loadAll'>,
): { readonly more?: Button; readonly all?: Button } {
  if (!list.hasMore) {
    return {};
  }
  // What failed stands beside the rows.
  const more = (): Promise<void> => list.loadMore().catch(() => undefined);
  return {
    more: actions.button(`more ${id}`, vscode.l10n.t('Load more'), more),
    all: actions.button(
      `all ${id}`,
      list.total === undefined
        ? vscode.l10n.t('Load all')
        : vscode.l10n.t('Load all {0}', numberText(list.total)),
      () => loadAll(list),
    ),
  };
}

/** Why a list could not be read, beside what is shown of it; bones while it is read first. */
export function stateOf(
  { actions, reads }: ComplianceViewParts,
  id: string,
  failed: string,
  list: Pick<List, 'error' | 'loaded' | 'reload'> | undefined,
  bones: number,
): Partial<Section> {
  if (list?.error === undefined) {
    return list?.loaded === true ? {} : { loading: { rows: bones } };
  }
  const retry = actions.button(`retry ${id}`, vscode.l10n.t('Retry'), () => reads.retry(list));
  return { notice: errorNotice(failed, list.error, retry) };
}

/** How many rows there are, or were read of how many. */
export function noteOf({ rows, total, hasMore }: Pick<List, 'rows' | 'total' | 'hasMore'>): string {
  return hasMore && total !== undefined
    ? vscode.l10n.t('{0} of {1} read', numberText(rows.length), numberText(total))
    : numberText(rows.length);
}
