import * as vscode from 'vscode';
import { describeManagingFilter, type ManagingFilter } from '../organisations/managingFilter';
import { type MeantRow, QuickPickRows } from '../ui/quickPickRows';

/** Asks which managing organisations to list: what is typed is searched for. Undefined where the person gave up. */
export async function pickManagingFilter(filter: ManagingFilter): Promise<ManagingFilter | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = vscode.l10n.t('Filter Managing Organisations');
  pick.placeholder =
    describeManagingFilter(filter) || vscode.l10n.t('Enter text to search for, or select a filter to set');
  const rows = new QuickPickRows<ManagingFilter>(pick);
  const show = (): void => rows.show(filterRows(filter, pick.value.trim()));
  show();
  try {
    return await new Promise<ManagingFilter | undefined>((resolve) => {
      pick.onDidChangeValue(show);
      pick.onDidAccept(() => {
        const [chosen] = rows.meaningsOf(pick.activeItems);
        if (chosen !== undefined) {
          resolve(chosen);
        }
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function filterRows(filter: ManagingFilter, text: string): readonly MeantRow<ManagingFilter>[] {
  const { own = false } = filter;
  const search = { label: vscode.l10n.t('$(search) Search for “{0}”', text), alwaysShow: true };
  const isSet = describeManagingFilter(filter) !== '';
  return [
    ...(text === '' ? [] : [{ row: search, means: { ...filter, text } }]),
    {
      row: { label: vscode.l10n.t('Where I have a role'), description: own ? vscode.l10n.t('yes') : '' },
      means: { ...filter, own: !own },
    },
    ...(isSet ? [{ row: { label: vscode.l10n.t('Show all') }, means: {} }] : []),
  ];
}
