import * as vscode from 'vscode';
import { plainLine } from '../ui/serverText';
import type { ColumnField, CustomerView, SortField, TextFilter } from './customerView';

/** What each text filter is called, and how the server compares. */
export function textFilterLabel(filter: TextFilter): { readonly label: string; readonly how: string } {
  const contains = vscode.l10n.t('contains');
  const exactly = vscode.l10n.t('is');
  switch (filter) {
    case 'query':
      return { label: vscode.l10n.t('Search'), how: contains };
    case 'name':
      return { label: vscode.l10n.t('Name'), how: contains };
    case 'name_exact':
      return { label: vscode.l10n.t('Exact name'), how: exactly };
    case 'native_name':
      return { label: vscode.l10n.t('Native name'), how: contains };
    case 'abbreviation':
      return { label: vscode.l10n.t('Abbreviation'), how: contains };
    case 'registration_code':
      return { label: vscode.l10n.t('Registration code'), how: exactly };
    case 'agreement_number':
      return { label: vscode.l10n.t('Agreement number'), how: exactly };
    case 'contact_details':
      return { label: vscode.l10n.t('Contact details'), how: contains };
    case 'backend_id':
      return { label: vscode.l10n.t('Backend ID'), how: exactly };
    case 'organization_group_name':
      return { label: vscode.l10n.t('Organisation group name'), how: contains };
  }
}

export function sortLabel(field: SortField): string {
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
      return textFilterLabel(field).label;
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
      return textFilterLabel(field).label;
  }
}

/** The filter in force in a few words; empty when it is the usual one. */
export function describeFilter({ filter, startPage }: CustomerView): string {
  const { archived, organization_group_uuid: groups, owned_by_current_user: owned, ...texts } = filter;
  const parts = Object.entries(texts).flatMap(([key, value]) => {
    if (value === '') {
      return [];
    }
    const { label, how } = textFilterLabel(key as TextFilter);
    return [`${label} ${how} “${value}”`];
  });
  if (groups !== undefined) {
    parts.push(vscode.l10n.t('in {0}', groups.map(({ name }) => plainLine(name)).join(', ')));
  }
  if (owned === true) {
    parts.push(vscode.l10n.t('owned by you'));
  }
  if (archived === true) {
    parts.push(vscode.l10n.t('archived only'));
  } else if (archived === undefined) {
    parts.push(vscode.l10n.t('including archived'));
  }
  if (startPage > 1) {
    parts.push(vscode.l10n.t('from page {0}', startPage));
  }
  return parts.join(' · ');
}
