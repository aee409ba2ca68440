import * as vscode from 'vscode';
import { calendarDayText, isDay, dayText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { Customer } from '../../waldur/customers';
import type { Fact, Section } from '../protocol';
import type { OrganisationViewParts } from './organisationViewParts';

/** A field and how it is shown. */
interface Shown {
  readonly key: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly code?: true;
  /** Not set is told, not left out: people look for it. */
  readonly always?: true;
}

/** Who an organisation is, every value to be copied. */
export function profileSection(parts: OrganisationViewParts): Section {
  const { reads, actions } = parts;
  const { value: customer } = reads.customer;
  const title = vscode.l10n.t('Profile');
  if (customer === undefined) {
    return {
      id: 'profile',
      title,
      tools: [],
      ...(reads.customer.error === undefined ? { loading: { rows: 12 } } : {}),
    };
  }
  const groups = [
    { title: vscode.l10n.t('Contact'), facts: contactOf(customer) },
    { title: vscode.l10n.t('Billing and registration'), facts: billingOf(customer) },
    { title: vscode.l10n.t('Identity'), facts: identityOf(customer) },
  ];
  const factOf = ({ key, label, value, code }: Shown): Fact => ({
    ...{ key, label },
    value: value ?? vscode.l10n.t('Not set'),
    ...(value === undefined ? { quiet: true } : {}),
    ...(code === true ? { code } : {}),
    tools:
      value === undefined
        ? []
        : [
            actions.button(
              `copy ${key}`,
              vscode.l10n.t('Copy {0}', label),
              () => vscode.env.clipboard.writeText(value),
              'copy',
            ),
          ],
  });
  return {
    id: 'profile',
    title,
    tools: [],
    content: {
      kind: 'facts',
      groups: groups.flatMap(({ title: heading, facts }) => {
        const told = facts.filter(({ value, always }) => value !== undefined || always === true);
        return told.length === 0 ? [] : [{ title: heading, facts: told.map(factOf) }];
      }),
    },
  };
}

function contactOf(customer: Customer): readonly Shown[] {
  return [
    { key: 'email', label: vscode.l10n.t('E-mail'), value: textOf(customer.email), always: true },
    {
      key: 'phone_number',
      label: vscode.l10n.t('Phone'),
      value: textOf(customer.phone_number),
      always: true,
    },
    { key: 'homepage', label: vscode.l10n.t('Homepage'), value: textOf(customer.homepage) },
    {
      key: 'address',
      label: vscode.l10n.t('Address'),
      value: textOf([customer.address, customer.postal, customer.city].filter(Boolean).join(', ')),
    },
    {
      key: 'country',
      label: vscode.l10n.t('Country'),
      value: textOf(customer.country_name) ?? textOf(customer.country),
      always: true,
    },
    { key: 'contact_details', label: vscode.l10n.t('Details'), value: textOf(customer.contact_details) },
    {
      key: 'notification_emails',
      label: vscode.l10n.t('Notifications'),
      value: textOf(customer.notification_emails),
    },
  ];
}

function billingOf(customer: Customer): readonly Shown[] {
  return [
    {
      key: 'registration_code',
      label: vscode.l10n.t('Registration code'),
      value: textOf(customer.registration_code),
      always: true,
    },
    { key: 'vat_code', label: vscode.l10n.t('VAT code'), value: textOf(customer.vat_code), always: true },
    {
      key: 'agreement_number',
      label: vscode.l10n.t('Agreement'),
      value: textOf(customer.agreement_number),
      always: true,
    },
    { key: 'tax', label: vscode.l10n.t('Tax (%)'), value: textOf(customer.default_tax_percent) },
    {
      key: 'accounting_start_date',
      label: vscode.l10n.t('Accounting since'),
      value: dateOf(customer.accounting_start_date),
    },
    { key: 'bank_name', label: vscode.l10n.t('Bank'), value: textOf(customer.bank_name) },
    { key: 'bank_account', label: vscode.l10n.t('Bank account'), value: textOf(customer.bank_account) },
    {
      key: 'payment',
      label: vscode.l10n.t('Payment profile'),
      value: textOf(
        customer.payment_profiles?.find(({ is_active: isActive }) => isActive === true)?.payment_type_display,
      ),
    },
  ];
}

function identityOf(customer: Customer): readonly Shown[] {
  const groups = customer.organization_groups?.map(({ name }) => name).join(', ');
  const yes = vscode.l10n.t('Yes');
  return [
    { key: 'uuid', label: vscode.l10n.t('UUID'), value: customer.uuid, code: true },
    { key: 'slug', label: vscode.l10n.t('Slug'), value: textOf(customer.slug), code: true },
    { key: 'domain', label: vscode.l10n.t('Domain'), value: textOf(customer.domain) },
    { key: 'backend_id', label: vscode.l10n.t('Backend ID'), value: textOf(customer.backend_id), code: true },
    {
      key: 'groups',
      label: vscode.l10n.t('Groups'),
      value: textOf(groups) ?? textOf(customer.organization_group_name),
      always: true,
    },
    { key: 'created', label: vscode.l10n.t('Created'), value: dateOf(customer.created) },
    {
      key: 'provider',
      label: vscode.l10n.t('Service provider'),
      value: customer.is_service_provider === true ? yes : undefined,
    },
    {
      key: 'calls',
      label: vscode.l10n.t('Runs calls'),
      value: customer.call_managing_organization_uuid ? yes : undefined,
    },
  ];
}

function textOf(value: string | number | null | undefined): string | undefined {
  const text = plainText(String(value ?? ''), 400);
  return text === '' ? undefined : text;
}

function dateOf(value: string | null | undefined): string | undefined {
  const at = new Date(value ?? '');
  if (Number.isNaN(at.getTime())) {
    return undefined;
  }
  return isDay(value ?? '') ? calendarDayText(at) : dayText(at);
}
