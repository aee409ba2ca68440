import * as vscode from 'vscode';
import { roleText } from '../organisations/roleText';
import { numberText } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';
import type { HeldTarget } from '../organisations/heldTarget';
import { commandTitle } from '../ui/commandTitle';
import { scopeLabel } from '../organisations/scopeLabel';
import { expiresText } from '../organisations/times';

type HeldCommand = 'setExpiry' | 'makePermanent' | 'changeRole' | 'revokeRole';

/** What a command on roles does: whose role it is, where and until when it is now, or how many they are. */
export function heldTitle(command: HeldCommand, target: HeldTarget | undefined): string {
  const [only, ...more] = target?.held ?? [];
  if (only === undefined) {
    // Before it is known whose.
    return commandTitle(command);
  }
  if (more.length > 0) {
    return titleOfSeveral(command, 1 + more.length);
  }
  const parts = [
    plainLine(only.person.name, 60),
    plainLine(roleText(only.role), 60),
    scopeLabel(only.scope),
    expiresText(only.expiry),
  ];
  switch (command) {
    case 'setExpiry':
      return vscode.l10n.t('Set Expiry: {0}, {1} of {2}, {3}', ...parts);
    case 'makePermanent':
      return vscode.l10n.t('Make Permanent: {0}, {1} of {2}, {3}', ...parts);
    case 'changeRole':
      return vscode.l10n.t('Change Role: {0}, {1} of {2}, {3}', ...parts);
    case 'revokeRole':
      return vscode.l10n.t('Revoke Role: {0}, {1} of {2}, {3}', ...parts);
  }
}

function titleOfSeveral(command: HeldCommand, number: number): string {
  switch (command) {
    case 'setExpiry':
      return vscode.l10n.t('Set Expiry of {0} Roles', numberText(number));
    case 'makePermanent':
      return vscode.l10n.t('Make {0} Roles Permanent', numberText(number));
    case 'changeRole':
      return vscode.l10n.t('Change {0} Roles', numberText(number));
    case 'revokeRole':
      return vscode.l10n.t('Revoke {0} Roles', numberText(number));
  }
}
