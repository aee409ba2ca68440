import * as vscode from 'vscode';
import { type PersonParts, personOf } from '../pickers/subject';
import type { AccessView } from '../tree/accessView';
import { connectionOfNode, type NodesParts, peopleOfNodes } from '../tree/targets';

export interface ShowAccessParts extends PersonParts, NodesParts {
  readonly access: Pick<AccessView, 'show'>;
}

/** Shows everything a person can reach, in a view of its own. */
export async function showAccess(parts: ShowAccessParts, ...args: readonly unknown[]): Promise<void> {
  const subject = await personOf(parts, {
    title: vscode.l10n.t('Show Access…'),
    calledOn: { people: peopleOfNodes(parts, args), connection: connectionOfNode(args) },
  });
  if (subject !== undefined) {
    await parts.access.show(subject);
  }
}
