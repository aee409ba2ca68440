import * as vscode from 'vscode';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import type { Role } from '../waldur/roles';

type Permissions = Pick<Role, 'permissions'>;

/** What people with a role can do, in one line of words: `Can edit the organisation and create projects`. */
export function roleWords({ permissions }: Permissions): string {
  const has = new Set(permissions);
  if (has.size === 0) {
    return vscode.l10n.t('View only');
  }
  const those = (texts: Deeds): readonly string[] =>
    texts.filter(([names]) => names.some((name) => has.has(name))).map(([, text]) => text);
  const managed = those(managedTexts());
  const deeds = [
    ...those(deedTexts(has)),
    ...(managed.length === 0 ? [] : [vscode.l10n.t('manage {0}', listText(managed))]),
  ];
  if (deeds.length > 0) {
    return vscode.l10n.t('Can {0}', deeds.join(', '));
  }
  return [...has].every((name) => /\.(LIST|VIEW)\w*$/.test(name))
    ? vscode.l10n.t('View only')
    : count(has.size, vscode.l10n.t('1 permission'), vscode.l10n.t('{0} permissions', numberText(has.size)));
}

type Deeds = readonly (readonly [permissions: readonly string[], text: string])[];

/** What matters most here first: the line is cut where there is no room. */
function deedTexts(has: ReadonlySet<string>): Deeds {
  return [
    [['CUSTOMER.UPDATE'], vscode.l10n.t('edit the organisation')],
    has.has('CUSTOMER.CREATE_PERMISSION')
      ? [['CUSTOMER.CREATE_PERMISSION'], vscode.l10n.t('grant roles')]
      : [['PROJECT.CREATE_PERMISSION'], vscode.l10n.t('grant roles in projects')],
    has.has('PROJECT.CREATE')
      ? [['PROJECT.CREATE'], vscode.l10n.t('create projects')]
      : [['PROJECT.UPDATE'], vscode.l10n.t('edit projects')],
  ];
}

/** What is said of in one word each. */
function managedTexts(): Deeds {
  return [
    [['ORDER.APPROVE', 'ORDER.APPROVE_PRIVATE'], vscode.l10n.t('orders')],
    [['RESOURCE.TERMINATE', 'RESOURCE.SET_LIMITS'], vscode.l10n.t('resources')],
    [['OFFERING.CREATE', 'OFFERING.UPDATE'], vscode.l10n.t('offerings')],
    [['CALL.CREATE', 'CALL.UPDATE', 'CALL.CLOSE_ROUNDS'], vscode.l10n.t('calls')],
    [['PROPOSAL.MANAGE', 'PROPOSAL.MANAGE_REVIEW'], vscode.l10n.t('proposals')],
  ];
}

/** Permissions on one kind of object. */
export interface PermissionGroup {
  readonly subject: string;
  readonly permissions: readonly { readonly text: string; readonly name: string }[];
}

/** All permissions of a role by what they are about; what concerns organisations and projects comes first. */
export function permissionGroups({ permissions }: Permissions): readonly PermissionGroup[] {
  const order = ['customer', 'project', 'invitation', 'call'];
  const place = (subject: string): number =>
    order.includes(subject) ? order.indexOf(subject) : order.length;
  const groups = new Map<string, string[]>();
  for (const name of new Set(permissions)) {
    const subject = (name.split('.')[0] ?? '').toLowerCase().replaceAll('_', ' ');
    groups.set(subject, [...(groups.get(subject) ?? []), name]);
  }
  return [...groups]
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([subject, names]) => ({
      subject: subjectLabel(subject),
      permissions: names.map((name) => ({
        name,
        text: name.split('.').slice(1).join(' ').toLowerCase().replaceAll('_', ' '),
      })),
    }));
}

/** The server's own word where there is none of ours. */
function subjectLabel(subject: string): string {
  switch (subject) {
    case 'customer':
      return vscode.l10n.t('organisation');
    case 'project':
      return vscode.l10n.t('project');
    case 'invitation':
      return vscode.l10n.t('invitation');
    case 'call':
      return vscode.l10n.t('call');
    default:
      return subject;
  }
}
