import type { Command } from './commandContext';
import { personOf } from '../pickers/subject';
import { connectionOfNode, peopleOfNodes } from '../tree/targets';
import * as vscode from 'vscode';

/** Shows everything a person can reach, in a view of its own. */
export const showAccess: Command = async (context, ...args) => {
  const subject = await personOf(context, {
    title: vscode.l10n.t('Show Access…'),
    calledOn: { people: peopleOfNodes(context, args), connection: connectionOfNode(args) },
  });
  if (subject !== undefined) {
    await context.access.show(subject);
  }
};

export const closeAccess: Command = ({ access }) => access.close();
