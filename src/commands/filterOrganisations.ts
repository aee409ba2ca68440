import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import {
  type CustomerView,
  defaultCustomerView,
  onlyFilters,
  type OnlyFilter,
  textFilters,
  type TextFilter,
} from '../organisations/customerView';
import {
  accountingLabel,
  archivedLabel,
  columnLabel,
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
import type { Command, CommandContext } from './commandContext';
import {
  changeAccounting,
  changeArchived,
  changeColumns,
  changeGroups,
  changeGroupType,
  changePageSize,
  changeRoles,
  changeStartPage,
  changeText,
  withFilter,
} from '../pickers/filterChanges';
import { pickConnection } from '../pickers/connection';
import { connectionOfNode } from '../tree/targets';

type Change = (view: CustomerView) => CustomerView | undefined | Promise<CustomerView | undefined>;

/** Shows every filter of the server with what it is set to; choosing one sets it and applies it at once. */
export const filterOrganisations: Command = async (context, ...args) => {
  const connection =
    connectionOfNode(args) ??
    (await pickConnection(
      context.connections,
      vscode.l10n.t('Select a connection to filter its organisations'),
    ));
  if (connection === undefined) {
    return;
  }
  const view = context.views.get(connection.info.id);
  const change = await pickChange(context, connection, view);
  const changed = await change?.(view);
  if (changed !== undefined) {
    await context.views.set(connection.info.id, changed);
  }
};

/** Shows all organisations again; sort, grouping and what rows show stay. */
export const clearFilter: Command = async (context, ...args) => {
  const connection =
    connectionOfNode(args) ??
    (await pickConnection(context.connections, vscode.l10n.t('Select a connection to clear its filter')));
  if (connection !== undefined) {
    const view = context.views.get(connection.info.id);
    await context.views.set(connection.info.id, {
      ...view,
      filter: defaultCustomerView.filter,
      startPage: defaultCustomerView.startPage,
    });
  }
};

/** What the server knows beyond the filters of every server, as far as it has answered. */
interface Beyond extends KnownFilters {
  readonly groups: readonly OrganizationGroup[];
}

const nothingBeyond: Beyond = { roles: false, accounting: false, groups: [] };

/** Opens at once with the filters of every server; those that not every server knows follow when it has answered. */
async function pickChange(
  context: CommandContext,
  connection: Connection,
  view: CustomerView,
): Promise<Change | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = vscode.l10n.t('Filter Organisations');
  pick.placeholder = describeFilter(view) || vscode.l10n.t('Select a filter to set');
  pick.matchOnDescription = true;
  const rows = new QuickPickRows<Change>(pick);
  const show = (beyond: Beyond) => {
    const active = pick.activeItems[0]?.label;
    const shown = filterRows(context, connection, view, beyond);
    rows.show(shown);
    const again = shown.find(({ row: { label } }) => label === active);
    if (again !== undefined) {
      pick.activeItems = [again.row];
    }
  };
  let isOpen = true;
  show(nothingBeyond);
  pick.busy = true;
  void readBeyond(context, connection).then((beyond) => {
    if (isOpen) {
      pick.busy = false;
      if (beyond.roles || beyond.accounting || beyond.groups.some(({ type }) => type)) {
        show(beyond);
      }
    }
  });
  try {
    return await new Promise<Change | undefined>((resolve) => {
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
    isOpen = false;
    pick.dispose();
  }
}

/** What cannot be read now is not offered. */
async function readBeyond(context: CommandContext, connection: Connection): Promise<Beyond> {
  const store = context.stores.of(connection);
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
  context: CommandContext,
  connection: Connection,
  view: CustomerView,
  { roles, accounting, groups }: Beyond,
): readonly MeantRow<Change>[] {
  const { filter } = view;
  const types = new Map(
    groups.flatMap(({ type, type_name: name }) => (type && name ? [[type, name] as const] : [])),
  );
  const running = filter.accounting_is_running;
  return [
    ...textFilters.map((each) => textRow(each, view)),
    row(
      vscode.l10n.t('Organisation group'),
      listText(
        (filter.organization_group_uuid ?? []).map(({ name }) => plainLine(name)),
        'disjunction',
      ),
      (current) => changeGroups(context.stores.of(connection), current),
    ),
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
        (each) => roles || each !== 'current_user_has_project_create_permission' || filter[each] === true,
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
            (current) => changeRoles(context.stores.of(connection), current),
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
    row(vscode.l10n.t('Archived'), archivedLabel(filter.archived), changeArchived),
    { row: separator(vscode.l10n.t('Display')) },
    row(vscode.l10n.t('Show in rows'), listText(view.columns.map(columnLabel)), changeColumns),
    row(vscode.l10n.t('Rows per page'), String(view.pageSize), changePageSize),
    row(vscode.l10n.t('Start at page'), String(view.startPage), changeStartPage),
  ];
}

function row(label: string, description: string, means: Change): MeantRow<Change> {
  return { row: { label, description }, means };
}

function textRow(filter: TextFilter, view: CustomerView): MeantRow<Change> {
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

function onlyRow(filter: OnlyFilter, view: CustomerView): MeantRow<Change> {
  const isOn = view.filter[filter] === true;
  return row(onlyFilterLabel(filter), isOn ? vscode.l10n.t('yes') : '', (current) =>
    withFilter(current, { [filter]: isOn ? undefined : true }),
  );
}
