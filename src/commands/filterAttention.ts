import * as vscode from 'vscode';
import { type AttentionKind, attentionKinds } from '../tree/attentionRow';
import { attentionLabel } from '../tree/nodes/attentionNodes';
import { numberText } from '../ui/datesAndNumbers';
import type { AttentionParts } from './snooze';

interface Choice extends vscode.QuickPickItem {
  /** None is the one of rows that are snoozed. */
  readonly means?: AttentionKind;
}

/** Asks which kinds of rows the view Attention shows, and whether it shows those that are snoozed. */
export async function filterAttention(parts: Pick<AttentionParts, 'attention'>): Promise<void> {
  const view = await parts.attention.get();
  if (view === undefined) {
    return;
  }
  const { settings } = view;
  const lists = view.nodes().map(({ list }) => list);
  const snoozed = lists.reduce((sum, list) => sum + list.snoozed, 0);
  const choices: Choice[] = [
    ...attentionKinds.map((kind) => ({
      label: attentionLabel(kind),
      description: numberText(lists.reduce((sum, list) => sum + list.shown(kind).length, 0)),
      picked: settings.kinds.includes(kind),
      means: kind,
    })),
    { label: vscode.l10n.t('Snoozed'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('Show snoozed rows'),
      description: numberText(snoozed),
      picked: settings.showsSnoozed,
    },
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    canPickMany: true,
    title: vscode.l10n.t('Filter Attention'),
    placeHolder: vscode.l10n.t('Select what to show and press Enter'),
  });
  if (chosen !== undefined) {
    await settings.show(
      chosen.flatMap(({ means }) => means ?? []),
      chosen.some(({ means }) => means === undefined),
    );
  }
}
