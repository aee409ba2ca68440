import type { Command } from './commandContext';
import { personOfCommand } from '../pickers/subject';
import * as vscode from 'vscode';

/** Shows everything a person can reach, in a view of its own. */
export const showAccess: Command = async (context, ...args) => {
  const subject = await personOfCommand(context, args, vscode.l10n.t('Show Access…'));
  if (subject !== undefined) {
    await context.access.show(subject);
  }
};

export const closeAccess: Command = ({ access }) => access.close();
