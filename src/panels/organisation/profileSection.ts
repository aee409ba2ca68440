import * as vscode from 'vscode';
import { fieldsFor } from '../../edits/writableFields';
import { scopeFlags } from '../../organisations/roleScope';
import { groupTitles } from '../../ui/fieldText';
import { fieldTitle } from '../../ui/fieldValueText';
import { numberText } from '../../ui/datesAndNumbers';
import { customerWrite } from '../../waldur/customerWrite';
import type { Customer } from '../../waldur/customers';
import { factsOf, type FieldGroup } from '../../waldur/writeField';
import type { Button, Fact, Section } from '../panelView';
import type { OrganisationViewParts } from './organisationViewParts';
import { dateOf, fieldText, textOf } from './profileTexts';

/** A line of the profile. */
interface Line {
  readonly key: string;
  readonly label: string;
  /** Undefined where it is not set. */
  readonly shown: string | undefined;
  /** What is copied, where that is not what is shown. */
  readonly raw?: string | undefined;
  readonly isCode?: boolean;
  readonly pencil?: Button | undefined;
}

/** Told where it is not set, as people look for it. */
const lookedFor: readonly string[] = [
  ...['email', 'phone_number', 'country', 'registration_code', 'vat_code', 'agreement_number', 'groups'],
];
const codes: readonly string[] = ['slug', 'backend_id', 'project_metadata_checklist'];

/** The groups of fields in the order of the profile, those of an address with the other ways to reach it. */
const groups: readonly (readonly FieldGroup[])[] = [
  ['contact', 'address'],
  ['billing'],
  ['identity'],
  ['membership'],
  ['staff'],
];

/** Who an organisation is: every value to be copied, every field that the caller may change with its pencil. */
export function profileSection(parts: OrganisationViewParts): Section {
  const { reads, actions, run } = parts;
  const { value: customer } = reads.customer;
  const title = vscode.l10n.t('Profile');
  if (customer === undefined) {
    return { id: 'profile', title, tools: [], loading: { rows: 12 } };
  }
  const editable = editableOf(parts, customer);
  const titles = groupTitles();
  const told = groups.flatMap((those) => {
    const [first] = those;
    const lines = [
      ...fieldLines(parts, customer, those, editable),
      ...(first === 'billing' ? billingLines(customer) : []),
      ...(first === 'identity' ? identityLines(parts, customer) : []),
    ].filter(
      ({ key, shown, pencil }) => shown !== undefined || pencil !== undefined || lookedFor.includes(key),
    );
    return first === undefined || lines.length === 0
      ? []
      : [{ title: titles[first], facts: lines.map((line) => factOf(parts, line)) }];
  });
  const rare = told.flatMap(({ facts }) => facts.filter(({ rare: isRare }) => isRare === true)).length;
  return {
    id: 'profile',
    title,
    tools:
      editable.size === 0
        ? []
        : [actions.button('editField', vscode.l10n.t('Edit Field…'), () => run('waldur.editField'), 'edit')],
    content: {
      kind: 'facts',
      groups: told,
      ...(rare === 0
        ? {}
        : { showAll: vscode.l10n.t('Show fields that are not set ({0})', numberText(rare)) }),
    },
  };
}

/** Names of the fields that the caller may change on this server. */
function editableOf(
  { caller, scope: { object }, now }: OrganisationViewParts,
  customer: Customer,
): ReadonlySet<string> {
  if (caller === undefined || object.kind !== 'customer') {
    return new Set();
  }
  const { answer, fields } = fieldsFor(object, caller, now, customer);
  return new Set(answer.kind === 'no' ? [] : fields.map(({ name }) => name));
}

function fieldLines(
  { actions, run }: OrganisationViewParts,
  customer: Customer,
  those: readonly FieldGroup[],
  editable: ReadonlySet<string>,
): readonly Line[] {
  return those.flatMap((group) =>
    Object.entries(customerWrite.shape).flatMap(([name, schema]): Line[] => {
      // The one group of old servers is told with the others, the image at the head.
      if (factsOf(schema)?.group !== group || name === 'image' || name === 'organization_group') {
        return [];
      }
      const value: unknown = customer[name];
      const label = fieldTitle({ kind: 'customer' }, name);
      return [
        {
          ...{ key: name, label, isCode: codes.includes(name) },
          shown: fieldText(name, customer),
          raw: typeof value === 'string' && name !== 'country' ? value : undefined,
          pencil: editable.has(name)
            ? actions.button(
                `edit ${name}`,
                vscode.l10n.t('Edit {0}…', label),
                () => run('waldur.editField', undefined, name),
                'edit',
              )
            : undefined,
        },
      ];
    }),
  );
}

function billingLines(customer: Customer): readonly Line[] {
  const profile = customer.payment_profiles?.find(({ is_active: isActive }) => isActive === true);
  return [
    { key: 'payment', label: vscode.l10n.t('Payment profile'), shown: textOf(profile?.payment_type_display) },
  ];
}

function identityLines(
  { actions, run, reads, scope }: OrganisationViewParts,
  customer: Customer,
): readonly Line[] {
  const names = customer.organization_groups?.map(({ name }) => name).join(', ');
  const yes = vscode.l10n.t('Yes');
  return [
    { key: 'uuid', label: vscode.l10n.t('UUID'), shown: customer.uuid, isCode: true },
    {
      key: 'groups',
      label: vscode.l10n.t('Groups'),
      shown: textOf(names) ?? textOf(customer.organization_group_name),
      pencil: scopeFlags(reads.store, scope.object).includes('canSetGroups')
        ? actions.button(
            'edit groups',
            vscode.l10n.t('Set Organisation Groups…'),
            () => run('waldur.editOrganisationGroups'),
            'edit',
          )
        : undefined,
    },
    {
      key: 'created',
      label: vscode.l10n.t('Created'),
      shown: dateOf(customer.created),
      raw: textOf(customer.created),
    },
    {
      key: 'provider',
      label: vscode.l10n.t('Service provider'),
      shown: customer.is_service_provider === true ? yes : undefined,
    },
    {
      key: 'calls',
      label: vscode.l10n.t('Runs calls'),
      shown: textOf(customer.call_managing_organization_uuid) === undefined ? undefined : yes,
      pencil:
        textOf(customer.call_managing_organization_uuid) === undefined
          ? undefined
          : actions.button(
              'open managing',
              vscode.l10n.t('Open Managing Organisation'),
              () => run('waldur.openManagingOrganisation'),
              'chevron-right',
            ),
    },
  ];
}

function factOf({ actions }: OrganisationViewParts, { key, label, shown, raw, isCode, pencil }: Line): Fact {
  const copied = raw ?? shown;
  return {
    ...{ key, label },
    value: shown ?? vscode.l10n.t('Not set'),
    ...(shown === undefined ? { quiet: true } : {}),
    ...(isCode === true ? { code: true } : {}),
    ...(shown === undefined && !lookedFor.includes(key) ? { rare: true } : {}),
    tools: [
      ...(shown === undefined || copied === undefined
        ? []
        : [
            actions.button(
              `copy ${key}`,
              vscode.l10n.t('Copy {0}', label),
              () => vscode.env.clipboard.writeText(copied),
              'copy',
            ),
          ]),
      ...(pencil === undefined ? [] : [pencil]),
    ],
  };
}
