import * as vscode from 'vscode';
import { tableFacts } from '../edits/tableColumns';
import type { WritableField, WritableFields } from '../edits/writableFields';
import { fieldTexts } from '../ui/fieldTexts';
import { groupTitles } from '../ui/fieldText';
import { separator } from '../ui/quickPickRows';
import type { RawObject } from '../waldur/rawObjects';

const key = 'waldur.exportColumns';
/** Chosen where nothing is remembered. */
const atFirst = ['name', 'abbreviation', 'email', 'phone_number', 'country', 'registration_code'];

type Memento = Pick<vscode.Memento, 'get' | 'update'>;

interface ColumnItem extends vscode.QuickPickItem {
  readonly name: string;
}

/**
 * The columns of a table of organisations, by their names in the API; what was chosen is remembered. Undefined when the
 * person gave up, or chose none.
 * @param row an organisation as this server tells it, and what the caller can write of it
 */
export async function pickExportColumns(
  memento: Memento,
  title: string,
  { fields, others }: WritableFields,
  row: RawObject,
): Promise<readonly string[] | undefined> {
  const before = new Set(memento.get<readonly string[]>(key, atFirst));
  const texts = fieldTexts('customer');
  const item = (name: string, label: string): ColumnItem => ({
    ...{ label, description: name, name, picked: before.has(name) },
  });
  const readOnly = [...others].flatMap(([name, why]) =>
    name in row && (why.kind === 'staff' || why.kind === 'contactOnly')
      ? [item(name, texts[name]?.title ?? name)]
      : [],
  );
  const facts = tableFacts.filter((name) => name in row).map((name) => item(name, factTitle(name)));
  const items: (vscode.QuickPickItem | ColumnItem)[] = [
    ...groupsOf(fields).flatMap(({ group, names }) => [
      separator(groupTitles()[group]),
      ...names.map((name) => item(name, texts[name]?.title ?? name)),
    ]),
    separator(vscode.l10n.t('Read-only')),
    ...readOnly,
    ...facts,
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Select the columns beside the UUID'),
    canPickMany: true,
    matchOnDescription: true,
  });
  const names = chosen?.flatMap((one) => ('name' in one ? [one.name] : [])) ?? [];
  if (names.length === 0) {
    return undefined;
  }
  // What other servers or users have stays chosen.
  const offered = new Set(items.flatMap((one) => ('name' in one ? [one.name] : [])));
  await memento.update(key, [...names, ...[...before].filter((name) => !offered.has(name))]);
  return names;
}

function groupsOf(fields: readonly WritableField[]) {
  const groups = new Map<WritableField['facts']['group'], string[]>();
  for (const { name, facts } of fields) {
    groups.set(facts.group, [...(groups.get(facts.group) ?? []), name]);
  }
  return [...groups].map(([group, names]) => ({ group, names }));
}

function factTitle(name: (typeof tableFacts)[number]): string {
  switch (name) {
    case 'created':
      return vscode.l10n.t('Created');
    case 'display_name':
      return vscode.l10n.t('Display name');
    case 'country_name':
      return vscode.l10n.t('Country name');
    case 'organization_groups':
      return vscode.l10n.t('Organisation groups');
    case 'organization_group_name':
      return vscode.l10n.t('Organisation group');
    case 'projects_count':
      return vscode.l10n.t('Number of projects');
    case 'users_count':
      return vscode.l10n.t('Number of people');
    case 'is_service_provider':
      return vscode.l10n.t('Provides services');
    case 'call_managing_organization_uuid':
      return vscode.l10n.t('UUID of the managing organisation');
    case 'customer_credit':
      return vscode.l10n.t('Credit');
  }
}
