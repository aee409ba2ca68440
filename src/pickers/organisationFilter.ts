import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import {
  type CustomerView,
  onlyFilters,
  type OnlyFilter,
  textFilters,
  type TextFilter,
} from '../organisations/customerView';
import {
  accountingLabel,
  archivedLabel,
  describeFilter,
  onlyFilterLabel,
  textFilterLabel,
  textFilterValue,
} from '../organisations/filterText';
import type { KnownFilters } from '../organisations/knownFilters';
import { listText } from '../ui/listText';
import { type MeantRow, QuickPickRows, separator } from '../ui/quickPickRows';
import { plainLine } from '../ui/serverText';
import type { OrganizationGroup } from '../waldur/organizationGroups';
import {
  changeAccounting,
  changeArchived,
  changeDisplay,
  changeGroups,
  changeGroupType,
  changeRoles,
  changeText,
  withFilter,
} from './filterChanges';
import type { OrganisationStores } from '../organisations/organisationStores';

export interface FilterParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
}

/** Sets a filter; undefined where the person gave up. */
export type FilterChange = (
  view: CustomerView,
) => CustomerView | undefined | Promise<CustomerView | undefined>;

/** What the server knows beyond the filters of every server, as far as it has answered. */
interface Beyond extends KnownFilters {
  readonly groups: readonly OrganizationGroup[];
}

const nothingBeyond: Beyond = { roles: false, accounting: false, groups: [] };

/**
 * Shows every filter of the server with what it is set to; what is typed can be searched for at once. Opens with the
 * filters of every server; those that not every server knows follow when it has answered. How the list is shown is
 * behind a button.
 */
export async function pickFilterChange(
  parts: FilterParts,
  connection: Connection,
  view: CustomerView,
): Promise<FilterChange | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = vscode.l10n.t('Filter Organisations');
  pick.placeholder =
    describeFilter(view) || vscode.l10n.t('Enter text to search for, or select a filter to set');
  pick.matchOnDescription = true;
  const display = {
    iconPath: new vscode.ThemeIcon('settings-gear'),
    tooltip: vscode.l10n.t('Display Settings'),
  };
  pick.buttons = [display];
  const rows = new QuickPickRows<FilterChange>(pick);
  let beyond = nothingBeyond;
  const labels = new Set(
    filterRows(parts, connection, view, nothingBeyond).map(({ row: { label } }) => label),
  );
  const show = () => {
    const active = pick.activeItems[0]?.label;
    const all = filterRows(parts, connection, view, beyond);
    const late = all.filter(({ row: { label } }) => !labels.has(label));
    // At the end, so that no row moves below the pointer while someone selects it.
    const shown = [
      ...searchRows(pick.value),
      ...all.filter(({ row: { label } }) => labels.has(label)),
      ...(late.length === 0 ? [] : [{ row: separator(vscode.l10n.t('More filters')) }, ...late]),
    ];
    rows.show(shown);
    const again = shown.find(({ row: { label } }) => label === active);
    if (again !== undefined && pick.value === '') {
      pick.activeItems = [again.row];
    }
  };
  let isOpen = true;
  show();
  pick.busy = true;
  void readBeyond(parts, connection).then((read) => {
    if (isOpen) {
      beyond = read;
      pick.busy = false;
      if (beyond.roles || beyond.accounting || beyond.groups.some(({ type }) => type)) {
        show();
      }
    }
  });
  try {
    return await new Promise<FilterChange | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const [chosen] = rows.meaningsOf(pick.activeItems);
        if (chosen !== undefined) {
          resolve(chosen);
        }
      });
      pick.onDidChangeValue(show);
      pick.onDidTriggerButton((button) => resolve(button === display ? changeDisplay : undefined));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    isOpen = false;
    pick.dispose();
  }
}

/** What cannot be read now is not offered. */
async function readBeyond(parts: FilterParts, connection: Connection): Promise<Beyond> {
  const store = parts.stores.of(connection);
  const groups = store.customers.groups();
  const [known, hasGroups] = await Promise.all([
    store.server.knownFilters().catch(() => nothingBeyond),
    groups.ensure().then(
      () => true,
      () => false,
    ),
  ]);
  return { ...known, groups: hasGroups ? groups.rows : [] };
}

function filterRows(
  parts: FilterParts,
  connection: Connection,
  view: CustomerView,
  { roles, accounting, groups }: Beyond,
): readonly MeantRow<FilterChange>[] {
  const { filter } = view;
  const types = new Map(
    groups.flatMap(({ type, type_name: name }) => (type && name ? [[type, name] as const] : [])),
  );
  const running = filter.accounting_is_running;
  return [
    onlyRow('owned_by_current_user', view),
    row(
      vscode.l10n.t('Organisation group'),
      listText(
        (filter.organization_group_uuid ?? []).map(({ name }) => plainLine(name)),
        'disjunction',
      ),
      (current) => changeGroups(parts.stores.of(connection), current),
    ),
    row(vscode.l10n.t('Archived'), archivedLabel(filter.archived), changeArchived),
    ...textFilters.map((each) => textRow(each, view)),
    ...(types.size === 0 && filter.organization_group_type_uuid === undefined
      ? []
      : [
          row(
            vscode.l10n.t('Organisation group type'),
            plainLine(filter.organization_group_type_uuid?.name ?? ''),
            (current) => changeGroupType(types, current),
          ),
        ]),
    ...onlyFilters
      .filter(
        (each) =>
          each !== 'owned_by_current_user' &&
          (roles || each !== 'current_user_has_project_create_permission' || filter[each] === true),
      )
      .map((each) => onlyRow(each, view)),
    ...(roles || filter.current_user_has_role !== undefined
      ? [
          row(
            vscode.l10n.t('My role'),
            listText(
              (filter.current_user_has_role ?? []).map(({ label }) => plainLine(label)),
              'disjunction',
            ),
            (current) => changeRoles(parts.stores.of(connection), current),
          ),
        ]
      : []),
    ...(accounting || running !== undefined
      ? [
          row(
            vscode.l10n.t('Accounting'),
            running === undefined ? '' : accountingLabel(running),
            changeAccounting,
          ),
        ]
      : []),
  ];
}

/** Searches for what is typed, in place of what was searched for before. */
function searchRows(typed: string): readonly MeantRow<FilterChange>[] {
  const query = typed.trim();
  const found = { label: vscode.l10n.t('$(search) Search for “{0}”', query), alwaysShow: true };
  return query === '' ? [] : [{ row: found, means: (current) => withFilter(current, { query }) }];
}

function row(label: string, description: string, means: FilterChange): MeantRow<FilterChange> {
  return { row: { label, description }, means };
}

function textRow(filter: TextFilter, view: CustomerView): MeantRow<FilterChange> {
  const value = view.filter[filter];
  return {
    row: {
      label: textFilterLabel(filter),
      description: textFilterValue(filter, value === undefined ? undefined : plainLine(value)),
      ...(filter === 'query'
        ? {
            detail: vscode.l10n.t(
              'Name, native name, abbreviation, domain, UUID, registration code or agreement number',
            ),
          }
        : {}),
    },
    means: (current) => changeText(filter, current),
  };
}

function onlyRow(filter: OnlyFilter, view: CustomerView): MeantRow<FilterChange> {
  const isOn = view.filter[filter] === true;
  return row(onlyFilterLabel(filter), isOn ? vscode.l10n.t('yes') : '', (current) =>
    withFilter(current, { [filter]: isOn ? undefined : true }),
  );
}
