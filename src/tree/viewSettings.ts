import * as vscode from 'vscode';

/** From how many days before its end something is marked. */
export function expiringSoonDays(): number {
  return daysOf(vscode.workspace.getConfiguration('waldur').get<unknown>('expiringSoonDays'), 14);
}

/** From how many days before its end something needs attention. */
export function attentionDays(): number {
  return daysOf(vscode.workspace.getConfiguration('waldur').get<unknown>('attentionDays'), 30);
}

/** Whether a click opens the page of a row. */
export function opensOnClick(): boolean {
  return vscode.workspace.getConfiguration('waldur').get('openPanelWith') === 'click';
}

/** VS Code marks what a setting does not take, and hands it out all the same. */
function daysOf(value: unknown, usual: number): number {
  return typeof value === 'number' ? Math.min(365, Math.max(1, Math.floor(value))) : usual;
}
