import * as vscode from 'vscode';
import { percentText } from '../../ui/amounts';
import { plainText } from '../../ui/serverText';
import type { Cell, Tone } from '../panelView';
import type { ComponentUsage, LimitState } from './componentUsage';

export function componentName({ name }: ComponentUsage): string {
  return plainText(name, 120) || vscode.l10n.t('Unnamed component');
}

export function offeringName(component: ComponentUsage | undefined): string {
  return (
    plainText(component?.offering ?? '', 120) ||
    (component?.offeringKey === '' ? vscode.l10n.t('All offerings') : vscode.l10n.t('Unnamed offering'))
  );
}

export function unitText({ unit }: ComponentUsage): string {
  return plainText(unit, 40);
}

/** What is used of a limit: `105.2%`. */
export function shareText(share: number): string {
  return share === Infinity ? vscode.l10n.t('More than 100%') : percentText(share * 100);
}

export function stateText(state: LimitState): string {
  switch (state) {
    case 'over':
      return vscode.l10n.t('Over limit');
    case 'near':
      return vscode.l10n.t('Near limit');
    case 'within':
      return vscode.l10n.t('Within limit');
    case 'unused':
      return vscode.l10n.t('Unused');
    case 'unlimited':
      return vscode.l10n.t('No limit');
    case 'unknown':
      return vscode.l10n.t('Not told');
  }
}

export function toneOf(state: LimitState): Tone | undefined {
  switch (state) {
    case 'over':
      return 'bad';
    case 'near':
      return 'warning';
    case 'within':
      return 'good';
    case 'unused':
    case 'unlimited':
    case 'unknown':
      return undefined;
  }
}

/** How a component is billed; what the server may have come to know since is shown as it says it. */
export function billingCell(billing: string | undefined): Cell {
  switch (billing) {
    case undefined:
    case '':
      return { text: vscode.l10n.t('Not told'), quiet: true, sort: null };
    case 'fixed':
      return { text: vscode.l10n.t('Fixed price') };
    case 'usage':
      return { text: vscode.l10n.t('Usage') };
    case 'limit':
      return { text: vscode.l10n.t('Limit') };
    case 'one':
      return { text: vscode.l10n.t('One-time') };
    case 'few':
      return { text: vscode.l10n.t('Plan switch') };
    default:
      return { text: plainText(billing, 40) };
  }
}
