import * as vscode from 'vscode';
import type { AttentionView } from '../tree/attentionView';
import { type NodesParts, snoozesOfNodes } from '../tree/targets';

const weekMs = 7 * 24 * 60 * 60 * 1000;

export interface AttentionParts extends NodesParts {
  readonly attention: { get(): Promise<AttentionView | undefined> };
}

/** Leaves rows of the view Attention out for a week. */
export async function snooze(parts: AttentionParts, ...args: readonly unknown[]): Promise<void> {
  await onRows(parts, args, ({ settings }, rows) => settings.snooze(rows, new Date(Date.now() + weekMs)));
}

/** Takes it back. */
export async function unsnooze(parts: AttentionParts, ...args: readonly unknown[]): Promise<void> {
  await onRows(parts, args, ({ settings }, rows) => settings.unsnooze(rows));
}

async function onRows(
  parts: AttentionParts,
  args: readonly unknown[],
  act: (view: AttentionView, rows: readonly string[]) => Promise<void>,
): Promise<void> {
  const rows = snoozesOfNodes(parts, args);
  const view = await parts.attention.get();
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select rows of the Attention view first.'));
  } else if (view !== undefined) {
    await act(view, rows);
  }
}
