import * as vscode from 'vscode';

/** Names one after the other, as the reader's language joins them: `Ann, Bob and Carl`. */
export function listText(
  names: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(vscode.env.language, { type }).format(names);
}
