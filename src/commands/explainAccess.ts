import * as vscode from 'vscode';
import { keyOf } from '../access/objects';
import type { ReportDocuments } from '../changes/reportDocuments';
import { accessText } from '../documents/accessText';
import { accessChain } from '../grants/accessChain';
import { readPersonAccess } from '../grants/personAccess';
import { type PersonParts, personOf } from '../pickers/subject';
import { connectionOfNode, heldOfNodes, type NodesParts, peopleOfNodes } from '../tree/targets';
import type { OrganisationStores } from '../organisations/organisationStores';
import { compareTexts } from '../ui/compareTexts';
import { momentText, timeZone } from '../ui/datesAndNumbers';
import { errorMessage } from '../ui/errorMessage';
import { plainText } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import { WaldurError } from '../waldur/errors';

export interface ExplainAccessParts extends PersonParts, NodesParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly reports: Pick<ReportDocuments, 'show'>;
}

/**
 * Shows in a document how a person comes by what they can do: organisation, role, permissions, and what each role alone
 * gives. What the command was called on comes first.
 */
export async function explainAccess(parts: ExplainAccessParts, ...args: readonly unknown[]): Promise<void> {
  const subject = await personOf(parts, {
    title: vscode.l10n.t('Explain Access'),
    calledOn: { people: peopleOfNodes(parts, args), connection: connectionOfNode(args) },
  });
  if (subject === undefined) {
    return;
  }
  const { connection, person } = subject;
  const name = plainText(person.name, 80);
  const title = vscode.l10n.t('Explain Access of {0}', name);
  const read = await whileReading(title, async (signal) => {
    const caller = await parts.stores.of(connection).caller.get();
    const access = await readPersonAccess(connection.client, person, caller, {
      signal,
      compare: compareTexts,
    });
    return { caller, access };
  });
  if (read === undefined) {
    return;
  }
  const { caller, access } = read.value;
  const first = new Set(heldOfNodes(parts, args).map(({ held }) => keyOf(held.scope)));
  const places = accessChain(
    access.grants,
    ({ role }) => (caller.rolesBy.get(role.uuid) ?? caller.rolesBy.get(role.name))?.permissions ?? [],
    first,
  );
  const at = vscode.l10n.t('{0} (time zone: {1})', momentText(new Date().toISOString()), timeZone());
  const head = [
    person.username === undefined ? name : vscode.l10n.t('{0} ({1})', name, plainText(person.username, 150)),
    `${plainText(connection.info.serverName)} · ${at}`,
    vscode.l10n.t('Organisation → role → what the role permits'),
  ];
  const notes = [
    ...(access.grants.length === 0 ? [vscode.l10n.t('No roles that you can see.')] : []),
    ...access.failures.map(({ problem }) =>
      vscode.l10n.t('Some roles could not be read: {0}', errorMessage(new WaldurError(problem))),
    ),
    vscode.l10n.t('Server staff can do everything without a role, which is not shown here.'),
  ];
  await parts.reports.show(title, accessText(head, places, notes));
}
