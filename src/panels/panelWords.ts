import * as vscode from 'vscode';
import type { PanelView } from './panelView';

/** What of a view is the same in every panel. */
export function panelWords(): Pick<PanelView, 'language' | 'words'> {
  return {
    language: vscode.env.language,
    words: {
      loading: vscode.l10n.t('Loading…'),
      found: vscode.l10n.t({
        message: '{0} of {1} found',
        args: [],
        comment: ['How many rows of a table a search has found: “14 of 42 found”.'],
      }),
      nothingFound: vscode.l10n.t('No row matches the search.'),
      clearSearch: vscode.l10n.t('Clear the search'),
      actions: vscode.l10n.t('Actions'),
      showFewer: vscode.l10n.t('Show fewer'),
    },
  };
}
