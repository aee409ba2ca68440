import * as vscode from 'vscode';
import type { Ending } from '../organisations/ending';
import type { ShownObject } from '../organisations/shownObject';
import { durationText } from '../ui/amounts';
import { dayText, momentText } from '../ui/datesAndNumbers';
import type { Actions } from './panelContent';
import type { Button, Cell } from './panelView';

/** When a role expires. */
export function expiryCell(expiry: string | null | undefined): Cell {
  return expiry
    ? { text: dayText(new Date(expiry)), title: momentText(expiry), sort: Date.parse(expiry) }
    : { text: vscode.l10n.t('No expiry'), quiet: true, sort: null };
}

/** How long a role still lasts. */
export function leftCell(end: Ending): Cell {
  switch (end.kind) {
    case 'never':
      return { text: vscode.l10n.t('No expiry'), quiet: true, sort: null };
    case 'soon':
      return { text: durationText(end.days), tone: 'warning', sort: end.at.getTime() };
    case 'later':
      return { text: durationText(end.days), sort: end.at.getTime() };
    case 'grace':
    case 'ended':
      return { text: vscode.l10n.t('Expired'), tone: 'bad', sort: end.at.getTime() };
  }
}

/** A command on a role, shown where the caller may, or perhaps may, do that. */
export interface RoleTool {
  readonly flag: 'canExpire' | 'canChangeRole' | 'canRevoke';
  readonly command: 'setExpiry' | 'changeRole' | 'revokeRole';
  /** What it does, and with whose role or where. */
  readonly title: string;
  readonly icon: 'calendar' | 'edit' | 'close';
}

/** @param key of the row, so that the same button is the same action in the next view */
export function roleTools(
  parts: {
    readonly actions: Actions;
    readonly run: (command: string, shown: ShownObject) => unknown;
  },
  role: {
    readonly key: string;
    readonly shown: ShownObject;
    /** What the caller may do with it. */
    readonly flags: readonly string[];
  },
  tools: readonly RoleTool[],
): Button[] {
  return tools
    .filter(({ flag }) => role.flags.includes(flag))
    .map(({ command, title, icon }) =>
      parts.actions.button(
        `${command} ${role.key}`,
        title,
        () => parts.run(`waldur.${command}`, role.shown),
        icon,
      ),
    );
}
