import * as vscode from 'vscode';
import type { Command } from './commandContext';

/** Opens VS Code's own issue reporter for this extension; nothing of a server is filled in. */
export const reportIssue: Command = async (context) => {
  await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
    extensionId: context.extension.extension.id,
  });
};
