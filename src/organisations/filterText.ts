import * as vscode from 'vscode';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import {
  type ColumnField,
  type CustomerView,
  defaultCustomerView,
  onlyFilters,
  type OnlyFilter,
  type SortField,
  textFilters,
  type TextFilter,
} from './customerView';

export function textFilterLabel(filter: TextFilter): string {
  switch (filter) {
    case 'query':
      return vscode.l10n.t({
        message: 'Search',
        comment: ['The name of a filter that looks into several fields.'],
      });
    case 'name':
      return vscode.l10n.t('Name');
    case 'name_exact':
      return vscode.l10n.t('Exact name');
    case 'native_name':
      return vscode.l10n.t('Native name');
    case 'abbreviation':
      return vscode.l10n.t('Abbreviation');
    case 'registration_code':
      return vscode.l10n.t('Registration code');
    case 'agreement_number':
      return vscode.l10n.t('Agreement number');
    case 'contact_details':
      return vscode.l10n.t('Contact details');
    case 'backend_id':
      return vscode.l10n.t('Backend ID');
    case 'organization_group_name':
      return vscode.l10n.t('Organisation group name');
  }
}

/** How the server compares: with the whole value, a part of it, or in many places. */
function comparison(filter: TextFilter): 'contains' | 'is' | 'search' {
  switch (filter) {
    case 'query':
      return 'search';
    case 'name':
    case 'native_name':
    case 'abbreviation':
    case 'contact_details':
    case 'organization_group_name':
      return 'contains';
    case 'name_exact':
    case 'registration_code':
    case 'agreement_number':
    case 'backend_id':
      return 'is';
  }
}

/** `Name contains “uni”`. */
function textFilterText(filter: TextFilter, value: string): string {
  const label = textFilterLabel(filter);
  switch (comparison(filter)) {
    case 'search':
      return vscode.l10n.t('“{0}”', value);
    case 'contains':
      return vscode.l10n.t('{0} contains “{1}”', label, value);
    case 'is':
      return vscode.l10n.t('{0} is “{1}”', label, value);
  }
}

/** Beside the label of a filter: what it is set to, if it is. */
export function textFilterValue(filter: TextFilter, value: string | undefined): string {
  if (value === undefined) {
    return '';
  }
  switch (comparison(filter)) {
    case 'search':
      return vscode.l10n.t('“{0}”', value);
    case 'contains':
      return vscode.l10n.t('contains “{0}”', value);
    case 'is':
      return vscode.l10n.t('is “{0}”', value);
  }
}

/** Asks for the value of a filter. */
export function textFilterPrompt(filter: TextFilter): string {
  const label = textFilterLabel(filter);
  switch (comparison(filter)) {
    case 'search':
      return vscode.l10n.t('Search organisations. Leave empty to remove this filter.');
    case 'contains':
      return vscode.l10n.t('{0} contains… Leave empty to remove this filter.', label);
    case 'is':
      return vscode.l10n.t('{0} is… Leave empty to remove this filter.', label);
  }
}

export function onlyFilterLabel(filter: OnlyFilter): string {
  switch (filter) {
    case 'owned_by_current_user':
      return vscode.l10n.t('Owned by me');
    case 'is_service_provider':
      return vscode.l10n.t('Service providers');
    case 'is_call_managing_organization':
      return vscode.l10n.t('Managing organisations');
    case 'has_resources':
      return vscode.l10n.t('With resources');
    case 'current_user_has_project_create_permission':
      return vscode.l10n.t('Where I can create projects');
  }
}

function onlyFilterText(filter: OnlyFilter): string {
  switch (filter) {
    case 'owned_by_current_user':
      return vscode.l10n.t('owned by you');
    case 'is_service_provider':
      return vscode.l10n.t('service providers');
    case 'is_call_managing_organization':
      return vscode.l10n.t('managing organisations');
    case 'has_resources':
      return vscode.l10n.t('with resources');
    case 'current_user_has_project_create_permission':
      return vscode.l10n.t('where you can create projects');
  }
}

/** One of the three ways to treat archived organisations. */
export function archivedLabel(archived: boolean | undefined): string {
  if (archived === undefined) {
    return vscode.l10n.t('Included with others');
  }
  return archived ? vscode.l10n.t('Only archived') : vscode.l10n.t('Hidden');
}

export function accountingLabel(isRunning: boolean): string {
  return isRunning ? vscode.l10n.t('Running') : vscode.l10n.t('Not running yet');
}

function sortLabel(field: SortField): string {
  switch (field) {
    case 'created':
      return vscode.l10n.t('Creation date');
    case 'accounting_start_date':
      return vscode.l10n.t('Accounting start date');
    case 'name':
    case 'native_name':
    case 'abbreviation':
    case 'registration_code':
    case 'agreement_number':
    case 'contact_details':
      return textFilterLabel(field);
  }
}

export function columnLabel(field: ColumnField): string {
  switch (field) {
    case 'email':
      return vscode.l10n.t('E-mail');
    case 'phone_number':
      return vscode.l10n.t('Phone');
    case 'country':
      return vscode.l10n.t('Country');
    case 'created':
      return sortLabel(field);
    case 'abbreviation':
    case 'native_name':
    case 'registration_code':
    case 'agreement_number':
    case 'backend_id':
      return textFilterLabel(field);
  }
}

/** The order of the list, where it is not the usual one. */
export function describeSort({ sort: { field, descending } }: CustomerView): string | undefined {
  const usual = defaultCustomerView.sort;
  return field === usual.field && descending === usual.descending
    ? undefined
    : vscode.l10n.t('Sort: {0}', sortText(field, descending));
}

export function sortText(field: SortField, descending: boolean): string {
  return descending ? vscode.l10n.t('{0} (descending)', sortLabel(field)) : sortLabel(field);
}

/** The filter in force in a few words; empty when it is the usual one. */
export function describeFilter({ filter, startPage }: CustomerView): string {
  const {
    archived,
    organization_group_uuid: groups,
    organization_group_type_uuid: type,
    accounting_is_running: isRunning,
    current_user_has_role: roles,
  } = filter;
  const parts = [
    ...textFilters.flatMap((each) => {
      const value = filter[each];
      return value === undefined || value === '' ? [] : [textFilterText(each, plainLine(value))];
    }),
    ...onlyFilters.filter((each) => filter[each] === true).map(onlyFilterText),
  ];
  if (groups !== undefined) {
    parts.push(
      vscode.l10n.t(
        'in {0}',
        listText(
          groups.map(({ name }) => plainLine(name)),
          'disjunction',
        ),
      ),
    );
  }
  if (type !== undefined) {
    parts.push(vscode.l10n.t('in organisation groups of type {0}', plainLine(type.name)));
  }
  if (isRunning !== undefined) {
    parts.push(isRunning ? vscode.l10n.t('accounting running') : vscode.l10n.t('accounting not running yet'));
  }
  if (roles !== undefined) {
    parts.push(
      vscode.l10n.t(
        'where you are {0}',
        listText(
          roles.map(({ label }) => plainLine(label)),
          'disjunction',
        ),
      ),
    );
  }
  if (archived === true) {
    parts.push(vscode.l10n.t('archived only'));
  } else if (archived === undefined) {
    parts.push(vscode.l10n.t('including archived'));
  }
  if (startPage > 1) {
    parts.push(vscode.l10n.t('from page {0}', String(startPage)));
  }
  return parts.join(' · ');
}
