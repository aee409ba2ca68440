import * as vscode from 'vscode';
import type { NoReason, WhoCan } from '../access/answer';
import { listText } from '../ui/listText';
import { sentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import { roleText } from './roleText';

/** Why the person may not, and who can: one or two sentences. */
export function whyNotText(reason: NoReason, whoCan: WhoCan): string {
  return sentences(reasonText(reason, whoCan), whoCanText(whoCan));
}

function reasonText(reason: NoReason, { roles }: WhoCan): string {
  switch (reason.kind) {
    case 'staffOnly':
      return vscode.l10n.t('Only server staff can do this.');
    case 'permission':
      return vscode.l10n.t('None of your roles here includes the permission {0}.', reason.permission);
    case 'role': {
      const role = roles.find(({ name }) => name === reason.role) ?? { name: reason.role };
      return vscode.l10n.t('You need the role {0} here.', plainLine(roleText(role), 60));
    }
    case 'closed':
      return reason.state === 'blocked'
        ? vscode.l10n.t('The organisation is blocked, so nothing in it can be changed.')
        : vscode.l10n.t('The organisation is archived, so nothing in it can be changed.');
    case 'terminated':
      return vscode.l10n.t('The project was deleted, so its team can no longer be changed.');
    case 'ownRole':
      return vscode.l10n.t('You cannot change your own role here.');
    case 'invisible':
      return vscode.l10n.t('You have no role here.');
    case 'tooOld':
      return vscode.l10n.t('This server does not support this. It needs Waldur {0} or later.', reason.since);
  }
}

function whoCanText({ staff, roles }: WhoCan): string {
  const names = [
    ...roles.slice(0, 4).map((role) => plainLine(roleText(role), 60)),
    ...(staff
      ? [
          vscode.l10n.t({
            message: 'staff',
            comment: ['The people who run the server, in a list: “Can be done by: Owner, Manager or staff.”'],
          }),
        ]
      : []),
  ];
  return names.length === 0 ? '' : vscode.l10n.t('Can be done by: {0}.', listText(names, 'disjunction'));
}
