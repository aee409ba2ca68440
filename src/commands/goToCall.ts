import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { objectRef, refKey } from '../organisations/objectRef';
import type { RecentChoice, RecentChoices } from '../pickers/recentChoices';
import { type FoundRow, searchPick } from '../pickers/searchPick';
import type { ManagingOrganisationsView } from '../tree/managingOrganisationsView';
import { description } from '../ui/description';
import { plainLine } from '../ui/serverText';
import { shortUuid } from '../ui/tellApart';
import { type Call, listProtectedCalls, retrieveProtectedCall } from '../waldur/calls';
import { shownName } from '../waldur/shownName';

export interface GoToCallParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly recentChoices: Pick<RecentChoices, 'calls'>;
  readonly managingOrganisations: Pick<ManagingOrganisationsView, 'revealCall'>;
}

/** Calls shown for one search. */
const mostFound = 30;

interface CallItem extends FoundRow {
  readonly call: Call;
  /** Of one that was chosen before: its name and organisation are all that is known. */
  readonly remembered?: RecentChoice;
}

/** Asks for a call of any connection, searching as the person types. */
export async function goToCall(parts: GoToCallParts): Promise<void> {
  const title = vscode.l10n.t('Go to Call');
  const recent = parts.recentChoices.calls;
  const picked = await searchPick<CallItem>({
    title,
    placeholder: vscode.l10n.t('Search by call name'),
    connections: parts.connections.connections,
    recent: recent.list().flatMap((remembered): readonly CallItem[] => {
      const { connectionId, uuid, name, customerName } = remembered;
      const connection = parts.connections.get(connectionId);
      const call = { uuid, name, customer_name: customerName };
      return connection === undefined ? [] : [{ ...item(connection, call), remembered }];
    }),
    search: async (connection, query, signal) => {
      const found = await listProtectedCalls(
        connection.client,
        { ...(query === '' ? {} : { name: query }), o: ['name'], page_size: mostFound },
        { signal },
      );
      return found.rows.map((call) => item(connection, call));
    },
  });
  if (picked === undefined) {
    return;
  }
  const { connection, remembered } = picked;
  const call =
    remembered === undefined
      ? picked.call
      : await recent.read(title, remembered, (signal) =>
          retrieveProtectedCall(connection.client, remembered.uuid, { signal }),
        );
  if (call === undefined) {
    return;
  }
  await recent.add({
    connectionId: connection.info.id,
    uuid: call.uuid,
    name: shownName(call.uuid, call.name),
    ...(call.customer_name ? { customerName: call.customer_name } : {}),
  });
  await parts.managingOrganisations.revealCall(connection, call);
}

function item(connection: Connection, call: Call): CallItem {
  return {
    label: plainLine(shownName(call.uuid, call.name)),
    named: {
      key: refKey(objectRef(connection, { kind: 'call', uuid: call.uuid })),
      others: [call.reference_code, shortUuid(call.uuid)],
    },
    description: description(call.customer_name, call.reference_code),
    connection,
    call,
  };
}
