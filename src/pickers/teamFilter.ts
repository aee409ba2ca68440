import * as vscode from 'vscode';
import type { TeamFilter } from '../organisations/teamView';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { QuickPickRows } from '../ui/quickPickRows';
import { plainLine } from '../ui/serverText';

interface FilterItem extends vscode.QuickPickItem {
  readonly filter: TeamFilter;
}

/** What roles are called, by uuid. */
export type Roles = ReadonlyMap<string, string>;

/**
 * Asks which of a team are shown; opens at once and offers roles as they come.
 * @param read reads the team and tells of the roles in what has come; called again after a failure
 * @returns undefined when the person gave up
 */
export async function pickTeamFilter(
  name: string,
  current: TeamFilter,
  read: (came: (roles: Roles) => void) => Promise<void>,
): Promise<TeamFilter | undefined> {
  const pick = vscode.window.createQuickPick();
  const rows = new QuickPickRows<FilterMeaning>(pick);
  let roles: Roles = new Map();
  let failure: unknown;
  let isOpen = true;
  pick.title = vscode.l10n.t('Filter Team of {0}', plainLine(name, 80));
  pick.placeholder = vscode.l10n.t('Enter part of a name, user name or e-mail, or select a filter');
  const { text, role, expiring } = current;
  const named = (typed: string): FilterItem | undefined =>
    typed === ''
      ? undefined
      : {
          label: vscode.l10n.t('Matches “{0}”', typed),
          filter: { ...current, text: typed },
          alwaysShow: true,
        };
  const items = (typed: string): readonly FilterItem[] => [
    ...[named(typed)].filter((item) => item !== undefined),
    ...(text === undefined && role === undefined && expiring === undefined
      ? []
      : [{ label: vscode.l10n.t('Show everyone'), filter: {}, alwaysShow: typed === '' }]),
    { label: vscode.l10n.t('Expiring soon or expired'), filter: { ...current, expiring: true } },
    ...[...roles].map(([uuid, label]) => ({
      label: plainLine(label),
      description: vscode.l10n.t({
        message: 'role',
        comment: ['Beside the name of a role, among other filters.'],
      }),
      filter: { ...current, role: { uuid, label: plainLine(label) } },
    })),
  ];
  /** @param focused what keeps the focus; the first row has it when left out */
  const show = (focused?: FilterMeaning): void => {
    const shown = [
      ...items(pick.value.trim()).map(({ filter, ...row }) => ({
        row,
        means: { kind: 'filter', filter } as const,
      })),
      ...(failure === undefined ? [] : [{ row: failedRow(failure), means: { kind: 'retry' } as const }]),
    ];
    rows.show(shown);
    const same = shown.find(({ means }) => isSame(means, focused));
    if (same !== undefined) {
      pick.activeItems = [same.row];
    }
  };
  const fill = async (): Promise<void> => {
    failure = undefined;
    pick.busy = true;
    try {
      await read((came) => {
        roles = came;
        if (isOpen) {
          show(rows.meaningsOf(pick.activeItems)[0]);
        }
      });
    } catch (error) {
      failure = isCancelled(error) ? undefined : error;
    }
    if (isOpen) {
      pick.busy = false;
      show(rows.meaningsOf(pick.activeItems)[0]);
    }
  };
  try {
    return await new Promise<TeamFilter | undefined>((resolve) => {
      pick.onDidChangeValue(() => show());
      pick.onDidAccept(() => {
        const [accepted] = rows.meaningsOf(pick.activeItems);
        // Who types fast presses Enter before VS Code shows the item for what was typed: no row has the focus then.
        const filter = accepted === undefined ? named(pick.value.trim())?.filter : filterIn(accepted);
        if (filter !== undefined) {
          resolve(filter);
        } else if (accepted?.kind === 'retry') {
          void fill();
        }
      });
      pick.onDidHide(() => resolve(undefined));
      show();
      void fill();
      pick.show();
    });
  } finally {
    isOpen = false;
    pick.dispose();
  }
}

type FilterMeaning = { readonly kind: 'filter'; readonly filter: TeamFilter } | { readonly kind: 'retry' };

function filterIn(meaning: FilterMeaning): TeamFilter | undefined {
  return meaning.kind === 'filter' ? meaning.filter : undefined;
}

function isSame(one: FilterMeaning, other: FilterMeaning | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function failedRow(error: unknown): vscode.QuickPickItem {
  return {
    label: vscode.l10n.t('$(error) The team could not be read. Select to retry'),
    detail: errorMessage(error),
    alwaysShow: true,
  };
}
