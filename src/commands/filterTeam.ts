import * as vscode from 'vscode';
import { objectRef, refKey } from '../organisations/objectRef';
import { readWhole } from '../organisations/readWhole';
import { withLateProgress } from '../ui/progress';
import { scopesOf } from '../pickers/scopes';
import { pickTeamFilter, type Roles } from '../pickers/teamFilter';
import { scopesOfNodes } from '../tree/targets';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { TeamViews } from '../organisations/teamView';
import type { ScopeParts } from '../pickers/scopes';
import type { NodesParts } from '../tree/targets';

export interface FilterTeamParts extends ScopeParts, NodesParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly teams: Pick<TeamViews, 'filterOf' | 'setFilter'>;
}

/**
 * Shows of a team only some: what is typed is looked for in names and e-mails; or those of one role, or those whose
 * role ends soon. Everyone of the team is read for it.
 */
export async function filterTeam(parts: FilterTeamParts, ...args: readonly unknown[]): Promise<void> {
  const [scope] = await scopesOf(parts, scopesOfNodes(parts, args), {
    title: vscode.l10n.t('Filter Team'),
    several: false,
  });
  if (scope === undefined) {
    return;
  }
  const { connection, object } = scope;
  const key = refKey(objectRef(connection, object));
  const current = parts.teams.filterOf(key) ?? {};
  const store = parts.stores.of(connection);
  const stop = new AbortController();
  let reading = Promise.resolve();
  const read = (came: (roles: Roles) => void): Promise<void> => {
    reading = store.caller
      .get()
      .then(() =>
        readWhole(
          store.teams.grants(object),
          (grants) =>
            came(
              new Map(
                grants.map((grant) => [grant.role_uuid ?? grant.role_name ?? '', store.roleLabel(grant)]),
              ),
            ),
          stop.signal,
        ),
      );
    return reading;
  };
  const filter = await pickTeamFilter(object.name, current, read);
  if (filter === undefined) {
    stop.abort();
    return;
  }
  parts.teams.setFilter(key, filter);
  if (parts.teams.filterOf(key) === undefined) {
    stop.abort();
    return;
  }
  // Those who were not read yet may pass as well.
  const result = await withLateProgress(vscode.l10n.t('Reading the team…'), (signal) => {
    signal.addEventListener('abort', () => stop.abort());
    return reading;
  });
  if (result.kind === 'error') {
    throw result.error;
  }
}
