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
  const deeds = deedTexts()
    .filter(([names]) => names.some((name) => has.has(name)))
    .map(([, text]) => text);
  if (deeds.length > 0) {
    return vscode.l10n.t('Can {0}', listText(deeds));
  }
  return [...has].every((name) => /\.(LIST|VIEW)\w*$/.test(name))
    ? vscode.l10n.t('View only')
    : count(has.size, vscode.l10n.t('1 permission'), vscode.l10n.t('{0} permissions', numberText(has.size)));
}

/** What matters most here first. */
function deedTexts(): readonly (readonly [permissions: readonly string[], text: string])[] {
  return [
    [['CUSTOMER.UPDATE'], vscode.l10n.t('edit the organisation')],
    [['CUSTOMER.CREATE_PERMISSION'], vscode.l10n.t('grant roles in the organisation')],
    [['PROJECT.CREATE'], vscode.l10n.t('create projects')],
    [['PROJECT.UPDATE'], vscode.l10n.t('edit projects')],
    [['PROJECT.DELETE'], vscode.l10n.t('delete projects')],
    [['PROJECT.CREATE_PERMISSION'], vscode.l10n.t('grant roles in projects')],
    [['ORDER.APPROVE', 'ORDER.APPROVE_PRIVATE'], vscode.l10n.t('approve orders')],
    [['RESOURCE.TERMINATE', 'RESOURCE.SET_LIMITS'], vscode.l10n.t('manage resources')],
    [['OFFERING.CREATE', 'OFFERING.UPDATE'], vscode.l10n.t('manage offerings')],
    [['CALL.CREATE'], vscode.l10n.t('create calls')],
    [['CALL.UPDATE', 'CALL.CLOSE_ROUNDS'], vscode.l10n.t('run calls')],
    [['PROPOSAL.MANAGE', 'PROPOSAL.MANAGE_REVIEW'], vscode.l10n.t('manage proposals')],
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
