import * as vscode from 'vscode';
import { roleText } from '../organisations/roleText';
import { numberText } from '../ui/datesAndNumbers';
import type { OrganisationStore } from '../organisations/organisationStore';
import {
  columnFields,
  type CustomerFilter,
  type CustomerView,
  type TextFilter,
} from '../organisations/customerView';
import {
  accountingLabel,
  archivedLabel,
  columnLabel,
  textFilterLabel,
  textFilterPrompt,
} from '../organisations/filterText';
import { listText } from '../ui/listText';
import { tellRowsApart } from '../ui/quickPickRows';
import { plainLine } from '../ui/serverText';
import { shortUuid } from '../ui/tellApart';
import { shownName } from '../waldur/shownName';

// Each asks for one setting of a list of organisations and gives the list with it; undefined when the person gave up.

export function withFilter(
  view: CustomerView,
  changes: { readonly [K in keyof CustomerFilter]?: CustomerFilter[K] | undefined },
): CustomerView {
  const merged = { ...view.filter, ...changes };
  const filter = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  return { ...view, filter, startPage: 1 };
}

export async function changeText(filter: TextFilter, view: CustomerView): Promise<CustomerView | undefined> {
  const typed = await vscode.window.showInputBox({
    title: textFilterLabel(filter),
    prompt: textFilterPrompt(filter),
    value: view.filter[filter] ?? '',
  });
  return typed === undefined ? undefined : withFilter(view, { [filter]: typed.trim() || undefined });
}

export async function changeArchived(view: CustomerView): Promise<CustomerView | undefined> {
  const items = [false, undefined, true].map((archived) => ({ label: archivedLabel(archived), archived }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Archived Organisations') });
  return chosen === undefined ? undefined : withFilter(view, { archived: chosen.archived });
}

export async function changeAccounting(view: CustomerView): Promise<CustomerView | undefined> {
  const items = [undefined, true, false].map((isRunning) => ({
    label: isRunning === undefined ? vscode.l10n.t('All') : accountingLabel(isRunning),
    isRunning,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Accounting') });
  return chosen === undefined ? undefined : withFilter(view, { accounting_is_running: chosen.isRunning });
}

export async function changeGroups(
  store: Pick<OrganisationStore, 'customers'>,
  view: CustomerView,
): Promise<CustomerView | undefined> {
  const groups = store.customers.groups();
  const chosenBefore = new Set(view.filter.organization_group_uuid?.map(({ uuid }) => uuid));
  const items = groups.ensure().then(() => {
    const rows = groups.rows.map(({ uuid, name, parent_name: parent, customers_count: count }) => ({
      label: plainLine(shownName(uuid, name)),
      description: plainLine(
        [parent, count].filter((part) => part !== null && part !== undefined).join(' · '),
      ),
      picked: chosenBefore.has(uuid),
      named: { key: uuid, others: [shortUuid(uuid)] },
      uuid,
      name,
    }));
    tellRowsApart(rows);
    return rows;
  });
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

/** @param types their names by their uuids */
export async function changeGroupType(
  types: ReadonlyMap<string, string>,
  view: CustomerView,
): Promise<CustomerView | undefined> {
  const items = [
    { label: vscode.l10n.t('All'), type: undefined },
    ...[...types].map(([uuid, name]) => ({ label: plainLine(shownName(uuid, name)), type: { uuid, name } })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Organisation Group Type'),
  });
  return chosen === undefined ? undefined : withFilter(view, { organization_group_type_uuid: chosen.type });
}

export async function changeRoles(
  store: Pick<OrganisationStore, 'caller'>,
  view: CustomerView,
): Promise<CustomerView | undefined> {
  const chosenBefore = new Set(view.filter.current_user_has_role?.map(({ name }) => name));
  const items = store.caller.get().then(({ roles }) =>
    roles
      // The server takes their names with commas between.
      .filter((role) => role.content_type === 'customer' && !role.name.includes(','))
      .map((role) => ({
        label: plainLine(roleText(role), 80),
        description: plainLine(role.name, 80),
        picked: chosenBefore.has(role.name),
        name: role.name,
      })),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('My Role'),
    placeHolder: vscode.l10n.t('Select roles, or none to show all'),
    canPickMany: true,
  });
  return chosen === undefined
    ? undefined
    : withFilter(view, {
        current_user_has_role:
          chosen.length === 0 ? undefined : chosen.map(({ name, label }) => ({ name, label })),
      });
}

/** How the list is shown, whatever is in it. */
export async function changeDisplay(view: CustomerView): Promise<CustomerView | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Show in rows'),
      description: listText(view.columns.map(columnLabel)),
      change: changeColumns,
    },
    { label: vscode.l10n.t('Rows per page'), description: numberText(view.pageSize), change: changePageSize },
    {
      label: vscode.l10n.t('Start at page'),
      description: numberText(view.startPage),
      change: changeStartPage,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Display Settings'),
    placeHolder: vscode.l10n.t('Select a setting to change'),
  });
  return chosen?.change(view);
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

async function changePageSize(view: CustomerView): Promise<CustomerView | undefined> {
  const pageSize = await askNumber(vscode.l10n.t('Rows per page'), view.pageSize, 300);
  return pageSize === undefined ? undefined : { ...view, pageSize, startPage: 1 };
}

async function changeStartPage(view: CustomerView): Promise<CustomerView | undefined> {
  const startPage = await askNumber(vscode.l10n.t('Start at page'), view.startPage, 100_000);
  return startPage === undefined ? undefined : { ...view, startPage };
}

async function askNumber(title: string, value: number, largest: number): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    value: String(value),
    validateInput: (text) =>
      /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= largest
        ? undefined
        : vscode.l10n.t('Enter a whole number from 1 to {0}.', numberText(largest)),
  });
  return typed === undefined ? undefined : Number(typed);
}
