import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { objectRef, refKey } from '../organisations/objectRef';
import { projectRowFields } from '../organisations/organisationStore';
import { description } from '../ui/description';
import { plainLine } from '../ui/serverText';
import { listProjects, type Project, retrieveProject } from '../waldur/projects';
import type { RecentChoice } from '../pickers/recentChoices';
import { searchPick } from '../pickers/searchPick';
import { shownName } from '../waldur/shownName';
import type { NamedRow } from '../ui/quickPickRows';
import { shortUuid } from '../ui/tellApart';
import type { ConnectionStore } from '../connections/connectionStore';
import type { RecentChoices } from '../pickers/recentChoices';
import type { OrganisationsView } from '../tree/organisationsView';

export interface GoToProjectParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly recentChoices: Pick<RecentChoices, 'projects'>;
  readonly organisations: Pick<OrganisationsView, 'revealProject'>;
}

/** Projects shown for one search. */
const mostFound = 30;

const fields = [...projectRowFields, 'customer_name'] as const;

interface ProjectItem extends NamedRow {
  readonly connection: Connection;
  readonly project: Project;
  /** Of one that was chosen before: its name and organisation are all that is known. */
  readonly remembered?: RecentChoice;
}

export async function goToProject(parts: GoToProjectParts): Promise<void> {
  const title = vscode.l10n.t('Go to Project');
  const recent = parts.recentChoices.projects;
  const known = (remembered: RecentChoice): readonly ProjectItem[] => {
    const { connectionId, uuid, name, customerUuid, customerName } = remembered;
    const connection = parts.connections.get(connectionId);
    const project = { uuid, name, customer_uuid: customerUuid, customer_name: customerName };
    return connection === undefined ? [] : [{ ...item(connection, project), remembered }];
  };
  const picked = await searchPick<ProjectItem>({
    title,
    placeholder: vscode.l10n.t('Search by project name'),
    connections: parts.connections.connections,
    pinned: recent.pinned.flatMap(known),
    recent: recent.list().flatMap(known),
    search: async (connection, query, signal) => {
      const found = await listProjects(
        connection.client,
        { ...(query === '' ? { o: ['name'] } : { query }), page_size: mostFound, field: fields },
        { signal },
      );
      return found.rows.map((project) => item(connection, project));
    },
  });
  if (picked === undefined) {
    return;
  }
  const { connection, remembered } = picked;
  const project =
    remembered === undefined
      ? picked.project
      : await recent.read(title, remembered, (signal) =>
          retrieveProject(connection.client, remembered.uuid, { field: fields }, { signal }),
        );
  if (project === undefined) {
    return;
  }
  await recent.add({
    connectionId: connection.info.id,
    uuid: project.uuid,
    name: shownName(project.uuid, project.name),
    ...(project.customer_uuid ? { customerUuid: project.customer_uuid } : {}),
    ...(project.customer_name ? { customerName: project.customer_name } : {}),
  });
  await parts.organisations.revealProject(connection, project);
}

function item(connection: Connection, project: Project): ProjectItem {
  return {
    label: plainLine(shownName(project.uuid, project.name)),
    named: {
      key: refKey(objectRef(connection, { kind: 'project', uuid: project.uuid })),
      others: [project.customer_name, shortUuid(project.uuid)],
    },
    description: description(project.customer_name),
    connection,
    project,
  };
}
