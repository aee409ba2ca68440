import * as vscode from 'vscode';
import { plainLine } from '../ui/serverText';
import type { GrantScope } from '../grants/roleTask';

/** A scope's name with its organisation, as one plain line. */
export function scopeLabel({ name, customerName }: Pick<GrantScope, 'name' | 'customerName'>): string {
  return customerName === undefined || customerName === ''
    ? plainLine(name, 80)
    : vscode.l10n.t('{0} ({1})', plainLine(name, 80), plainLine(customerName, 60));
}
