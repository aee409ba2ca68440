import * as vscode from 'vscode';

export interface Confirmation {
  readonly question: string;
  /** What follows if the person goes on. */
  readonly detail: string;
  /** The verb of it. */
  readonly button: string;
}

/** Asks before something that is not taken back easily. @returns whether the person goes on */
export async function confirm({ question, detail, button }: Confirmation): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, button)) === button;
}
