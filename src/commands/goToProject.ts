import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { description } from '../tree/appearance';
import { plainLine } from '../ui/serverText';
import { listProjects, type Project } from '../waldur/projects';
import type { CommandContext } from './commandContext';
import { RecentChoices } from './recentChoices';
import { searchPick } from './searchPick';

/** Projects shown for one search. */
const mostFound = 30;

interface ProjectItem extends vscode.QuickPickItem {
  readonly connection: Connection;
  readonly project: Project;
}

export async function goToProject(context: CommandContext): Promise<void> {
  const recent = new RecentChoices(context.extension.globalState, 'projects');
  const picked = await searchPick<ProjectItem>({
    title: vscode.l10n.t('Go to project'),
    placeholder: vscode.l10n.t('Name of the project'),
    connections: context.connections.connections,
    recent: recent.list().flatMap(({ connectionId, uuid, name, customerUuid, customerName }) => {
      const connection = context.connections.get(connectionId);
      return connection === undefined
        ? []
        : [item(connection, { uuid, name, customer_uuid: customerUuid, customer_name: customerName })];
    }),
    search: async (connection, query, signal) => {
      const found = await listProjects(
        connection.client,
        {
          query,
          page_size: mostFound,
          field: [
            'uuid',
            'name',
            'customer_uuid',
            'customer_name',
            'end_date',
            'is_removed',
            'resources_count',
          ],
        },
        { signal },
      );
      return found.rows.map((project) => item(connection, project));
    },
  });
  if (picked === undefined) {
    return;
  }
  const { connection, project } = picked;
  await recent.add({
    connectionId: connection.info.id,
    uuid: project.uuid,
    name: project.name,
    ...(project.customer_uuid ? { customerUuid: project.customer_uuid } : {}),
    ...(project.customer_name ? { customerName: project.customer_name } : {}),
  });
  await context.organisations.revealProject(connection, project);
}

function item(connection: Connection, project: Project): ProjectItem {
  return {
    label: plainLine(project.name),
    description: description(project.customer_name),
    connection,
    project,
  };
}
