import { once } from 'node:events';
import type { Connection } from '../connections/connection';
import type { ListCall } from '../waldur/client';
import { customersCall } from '../waldur/customersCall';
import { nextSent } from '../waldur/http/nextSent';
import { organizationGroupsCall } from '../waldur/organizationGroupsCall';
import { groupsPerPage, rowParams } from './customerParams';
import type { CustomerView, CustomerViews } from './customerView';

/** Longer than it takes a server that answers to be connected to. */
const patienceMs = 1000;

/**
 * Sends what the view Organisations asks first, and resolves when it has left, or is held up on this machine: while the
 * server works on it, what shows the rows is loaded, and takes the answer. With several connections nothing is sent, as
 * only VS Code knows which of them are open.
 */
export async function sendFirstRequest(
  connections: {
    readonly connections: readonly Pick<Connection, 'client' | 'info' | 'state'>[];
    readonly loaded: Promise<void>;
  },
  views: Pick<CustomerViews, 'get'>,
  late = AbortSignal.timeout(patienceMs),
): Promise<void> {
  await Promise.race([connections.loaded, once(late, 'abort')]);
  const [connection, ...others] = connections.connections;
  // Late, what shows the rows is being loaded, and asks by itself.
  if (connection?.state.kind === 'ready' && others.length === 0 && !late.aborted) {
    const { client, info } = connection;
    const left = nextSent(new URL(client.baseUrl).origin, late);
    await Promise.race([left, client.prefetch(firstCall(views.get(info.id)))]);
  }
}

/** As `CustomerLists` asks for it. */
function firstCall(view: CustomerView): ListCall {
  return view.grouped
    ? organizationGroupsCall({ page: 1, page_size: groupsPerPage })
    : customersCall({ ...rowParams(view), page: view.startPage, page_size: view.pageSize });
}
