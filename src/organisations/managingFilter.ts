import * as vscode from 'vscode';
import { plainLine } from '../ui/serverText';

/** Which managing organisations are listed; all where neither is set. */
export interface ManagingFilter {
  /** In the name, abbreviation or native name. */
  readonly text?: string | undefined;
  /** Only those in which the caller has a role. */
  readonly own?: boolean | undefined;
}

/** The filter in a few words; empty where there is none. */
export function describeManagingFilter({ text, own }: ManagingFilter): string {
  return [
    ...(text === undefined ? [] : [vscode.l10n.t('“{0}”', plainLine(text))]),
    ...(own === true ? [vscode.l10n.t('yours')] : []),
  ].join(' · ');
}
