import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import {
  columnFields,
  type CustomerFilter,
  type CustomerView,
  defaultCustomerView,
  textFilters,
  type TextFilter,
} from '../organisations/customerView';
import { columnLabel, describeFilter, textFilterLabel } from '../organisations/filterText';
import { plainLine } from '../ui/serverText';
import type { Command, CommandContext } from './commandContext';
import { connectionOf } from './targets';
import { shownName } from '../waldur/shownName';

type Change = (view: CustomerView) => Promise<CustomerView | undefined>;

interface FilterItem extends vscode.QuickPickItem {
  readonly change: Change;
}

/** Shows every filter of the server with what it is set to; choosing one sets it and applies it at once. */
export const filterOrganisations: Command = async (context, ...args) => {
  const connection = await connectionOf(
    context,
    args,
    vscode.l10n.t('Select a connection to filter its organisations'),
  );
  if (connection === undefined) {
    return;
  }
  const view = context.views.get(connection.info.id);
  const chosen = await vscode.window.showQuickPick(filterItems(context, connection, view), {
    title: vscode.l10n.t('Filter Organisations'),
    placeHolder: describeFilter(view) || vscode.l10n.t('Select a filter to set'),
    matchOnDescription: true,
  });
  const changed = await chosen?.change(view);
  if (changed !== undefined) {
    await context.views.set(connection.info.id, changed);
  }
};

/** Shows all organisations again; sort, grouping and what rows show stay. */
export const clearFilter: Command = async (context, ...args) => {
  const connection = await connectionOf(
    context,
    args,
    vscode.l10n.t('Select a connection to clear its filter'),
  );
  if (connection !== undefined) {
    const view = context.views.get(connection.info.id);
    await context.views.set(connection.info.id, {
      ...view,
      filter: defaultCustomerView.filter,
      startPage: defaultCustomerView.startPage,
    });
  }
};

function filterItems(context: CommandContext, connection: Connection, view: CustomerView): FilterItem[] {
  const separator = (label: string): FilterItem => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
    change: () => Promise.resolve(undefined),
  });
  return [
    ...textFilters.map((filter) => textItem(filter, view)),
    {
      label: vscode.l10n.t('Organisation group'),
      description: plainLine(view.filter.organization_group_uuid?.map(({ name }) => name).join(', ') ?? ''),
      change: (current) => changeGroups(context, connection, current),
    },
    {
      label: vscode.l10n.t('Owned by me'),
      description: view.filter.owned_by_current_user === true ? vscode.l10n.t('yes') : '',
      change: (current) => Promise.resolve(toggleOwned(current)),
    },
    {
      label: vscode.l10n.t('Archived'),
      description: archivedText(view.filter.archived),
      change: changeArchived,
    },
    separator(vscode.l10n.t('Display')),
    {
      label: vscode.l10n.t('Show in rows'),
      description: view.columns.map(columnLabel).join(', '),
      change: changeColumns,
    },
    {
      label: vscode.l10n.t('Rows per page'),
      description: String(view.pageSize),
      change: async (current) => {
        const pageSize = await askNumber(vscode.l10n.t('Rows per page'), current.pageSize, 300);
        return pageSize === undefined ? undefined : { ...current, pageSize, startPage: 1 };
      },
    },
    {
      label: vscode.l10n.t('Start at page'),
      description: String(view.startPage),
      change: async (current) => {
        const startPage = await askNumber(vscode.l10n.t('Start at page'), current.startPage, 100_000);
        return startPage === undefined ? undefined : { ...current, startPage };
      },
    },
  ];
}

function textItem(filter: TextFilter, view: CustomerView): FilterItem {
  const { label, how } = textFilterLabel(filter);
  const value = view.filter[filter];
  return {
    label,
    description: value === undefined ? how : `${how} “${plainLine(value)}”`,
    ...(filter === 'query'
      ? {
          detail: vscode.l10n.t(
            'Name, native name, abbreviation, domain, UUID, registration code or agreement number',
          ),
        }
      : {}),
    change: async (current) => {
      const typed = await vscode.window.showInputBox({
        title: label,
        prompt: vscode.l10n.t('{0} {1}… Leave it empty for no such filter.', label, how),
        value: current.filter[filter] ?? '',
      });
      return typed === undefined ? undefined : withFilter(current, { [filter]: typed.trim() || undefined });
    },
  };
}

function withFilter(
  view: CustomerView,
  changes: { readonly [K in keyof CustomerFilter]?: CustomerFilter[K] | undefined },
): CustomerView {
  const merged = { ...view.filter, ...changes };
  const filter = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  return { ...view, filter, startPage: 1 };
}

function toggleOwned(view: CustomerView): CustomerView {
  return withFilter(view, {
    owned_by_current_user: view.filter.owned_by_current_user === true ? undefined : true,
  });
}

function archivedText(archived: boolean | undefined): string {
  return archived === undefined
    ? vscode.l10n.t('included')
    : archived
      ? vscode.l10n.t('only archived')
      : vscode.l10n.t('hidden');
}

async function changeArchived(view: CustomerView): Promise<CustomerView | undefined> {
  const items = [false, undefined, true].map((archived) => ({
    label: capital(archivedText(archived)),
    archived,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Archived Organisations') });
  return chosen === undefined ? undefined : withFilter(view, { archived: chosen.archived });
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

async function changeGroups(
  context: CommandContext,
  connection: Connection,
  view: CustomerView,
): Promise<CustomerView | undefined> {
  const groups = context.stores.of(connection).groups();
  const chosenBefore = new Set(view.filter.organization_group_uuid?.map(({ uuid }) => uuid));
  const items = groups.ensure().then(() =>
    groups.rows.map(({ uuid, name, parent_name: parent, customers_count: count }) => ({
      label: plainLine(shownName(uuid, name)),
      description: plainLine(
        [parent, count].filter((part) => part !== null && part !== undefined).join(' · '),
      ),
      picked: chosenBefore.has(uuid),
      uuid,
      name,
    })),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Organisation Groups'),
    placeHolder: vscode.l10n.t('Select groups, or none to show all'),
    canPickMany: true,
  });
  return chosen === undefined
    ? undefined
    : withFilter(view, {
        organization_group_uuid:
          chosen.length === 0 ? undefined : chosen.map(({ uuid, name }) => ({ uuid, name })),
      });
}

async function changeColumns(view: CustomerView): Promise<CustomerView | undefined> {
  const items = columnFields.map((column) => ({
    label: columnLabel(column),
    picked: view.columns.includes(column),
    column,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Show in rows'),
    placeHolder: vscode.l10n.t('Select what to show next to the name'),
    canPickMany: true,
  });
  return chosen === undefined ? undefined : { ...view, columns: chosen.map(({ column }) => column) };
}

async function askNumber(title: string, value: number, largest: number): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    value: String(value),
    validateInput: (text) =>
      /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= largest
        ? undefined
        : vscode.l10n.t('Enter a whole number from 1 to {0}.', largest),
  });
  return typed === undefined ? undefined : Number(typed);
}
