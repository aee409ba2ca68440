import * as vscode from 'vscode';
import { objectRef } from '../organisations/objectRef';
import { ShownObject } from '../organisations/shownObject';
import type { Panels } from '../panels/panels';
import { type PersonParts, personOf } from '../pickers/subject';
import { connectionOfNode, type NodesParts, peopleOfNodes } from '../tree/targets';

export interface ShowAccessParts extends PersonParts, NodesParts {
  readonly panels: Pick<Panels, 'show'>;
}

/** Opens the panels of everything that people can reach; asked for from a panel, beside it. */
export async function showAccess(parts: ShowAccessParts, ...args: readonly unknown[]): Promise<void> {
  const people = peopleOfNodes(parts, args);
  const asked =
    people.length > 0
      ? undefined
      : await personOf(parts, {
          title: vscode.l10n.t('Show Access…'),
          calledOn: { people, connection: connectionOfNode(args) },
        });
  const isFromPanel = args[0] instanceof ShownObject;
  for (const [at, { connection, person }] of (asked === undefined ? people : [asked]).entries()) {
    const ref = objectRef(connection, { kind: 'user', uuid: person.uuid });
    parts.panels.show('waldur.access', ref, person.name, { isBeside: isFromPanel && at === 0 });
  }
}
