import * as vscode from 'vscode';

/** Puts texts in the order of the language of VS Code; left to itself, the platform takes that of the system. */
export function compareTexts(one: string, other: string): number {
  return one.localeCompare(other, vscode.env.language);
}
