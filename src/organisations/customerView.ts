import type * as vscode from 'vscode';

/** Text filters of `GET /api/customers/`, in the order a person would try them. */
export const textFilters = [
  'query',
  'name',
  'name_exact',
  'native_name',
  'abbreviation',
  'registration_code',
  'agreement_number',
  'contact_details',
  'backend_id',
  'organization_group_name',
] as const;
export type TextFilter = (typeof textFilters)[number];

/** Filters that leave in only those of which something is true. The last one is known to newer servers alone. */
export const onlyFilters = [
  'owned_by_current_user',
  'is_service_provider',
  'is_call_managing_organization',
  'has_resources',
  'current_user_has_project_create_permission',
] as const;
export type OnlyFilter = (typeof onlyFilters)[number];

/** What `o` of `GET /api/customers/` understands on every server, descending with a leading dash. */
export const sortFields = [
  'name',
  'native_name',
  'abbreviation',
  'created',
  'accounting_start_date',
  'registration_code',
  'agreement_number',
  'contact_details',
] as const;
export type SortField = (typeof sortFields)[number];

/** Facts a row can show beside the name; all cost the server little. */
export const columnFields = [
  'abbreviation',
  'native_name',
  'registration_code',
  'agreement_number',
  'email',
  'phone_number',
  'country',
  'created',
  'backend_id',
] as const;
export type ColumnField = (typeof columnFields)[number];

interface Named {
  readonly uuid: string;
  readonly name: string;
}

export type CustomerFilter = Readonly<Partial<Record<TextFilter, string>>> &
  Readonly<Partial<Record<OnlyFilter, true>>> & {
    /** false hides archived organisations, true shows only them, undefined shows both. */
    readonly archived?: boolean | undefined;
    readonly organization_group_uuid?: readonly Named[];
    readonly organization_group_type_uuid?: Named;
    readonly accounting_is_running?: boolean;
    /** Roles of which the caller has one there, by their names. */
    readonly current_user_has_role?: readonly { readonly name: string; readonly label: string }[];
  };

/** How one connection's organisations are listed. */
export interface CustomerView {
  readonly filter: CustomerFilter;
  readonly sort: { readonly field: SortField; readonly descending: boolean };
  readonly grouped: boolean;
  readonly columns: readonly ColumnField[];
  /** Rows at a time, 1 to 300. */
  readonly pageSize: number;
  /** The first page shown, 1-based. */
  readonly startPage: number;
}

export const defaultCustomerView: CustomerView = {
  filter: { archived: false },
  sort: { field: 'name', descending: false },
  grouped: false,
  columns: ['abbreviation'],
  pageSize: 50,
  startPage: 1,
};

/** Whether the view leaves organisations out that a person would expect to see. */
export function isFiltered(view: CustomerView): boolean {
  const { archived, ...others } = view.filter;
  return archived !== false || Object.keys(others).length > 0 || view.startPage > 1;
}

/** Whether the view leaves archived organisations out, as it does unless another filter is set. */
export function hidesArchived({ filter }: CustomerView): boolean {
  return filter.archived === false;
}

/** Whether the filter lets an organisation group through: exactly the groups named, not those below them. */
export function passesGroup({ filter }: CustomerView, uuid: string): boolean {
  return filter.organization_group_uuid?.some((group) => group.uuid === uuid) ?? true;
}

/** Whether the filter may let organisations through that are in no group. */
export function passesUngrouped({ filter }: CustomerView): boolean {
  return (
    filter.organization_group_uuid === undefined &&
    filter.organization_group_type_uuid === undefined &&
    filter.organization_group_name === undefined
  );
}

/** Remembers each connection's view across restarts. */
export class CustomerViews {
  constructor(
    private readonly memento: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly changed: Pick<vscode.EventEmitter<string>, 'fire' | 'event'>,
  ) {}

  /** Fires the id of the connection whose view changed. */
  get onDidChange(): vscode.Event<string> {
    return this.changed.event;
  }

  get(connectionId: string): CustomerView {
    const stored = this.memento.get<Partial<CustomerView>>(key(connectionId));
    return { ...defaultCustomerView, ...stored };
  }

  async set(connectionId: string, view: CustomerView): Promise<void> {
    await this.memento.update(key(connectionId), view);
    this.changed.fire(connectionId);
  }
}

function key(connectionId: string): string {
  return `waldur.customerView:${connectionId}`;
}
