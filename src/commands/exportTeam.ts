import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import { askWhereToSave, listSeparator, namePart } from '../ui/tableFile';
import type { HeldGrant } from '../grants/roleTask';
import { writeTeamCsv } from '../grants/writeTeamCsv';
import { readTeam } from '../grants/teams';
import type { RoleScope } from '../organisations/roleScope';
import { count } from '../ui/count';
import { errorMessage } from '../ui/errorMessage';
import { withLateProgress } from '../ui/progress';
import { warnWithReason } from '../ui/notify';
import { plainLine } from '../ui/serverText';
import { WaldurError } from '../waldur/errors';
import { readAllPages } from '../waldur/paging';
import { listProjects } from '../waldur/projects';
import { scopesOf } from '../pickers/scopes';
import { scopesOfNodes } from '../tree/targets';
import { scopeLabel } from '../organisations/scopeLabel';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { ScopeParts } from '../pickers/scopes';
import type { NodesParts } from '../tree/targets';

export interface ExportTeamParts extends ScopeParts, NodesParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
}

/** Teams of what is chosen, of the projects in it, or both. */
type What = 'team' | 'projects' | 'both';

/** Writes teams as CSV, as Import Team reads it: one line a grant. */
export async function exportTeam(parts: ExportTeamParts, ...args: readonly unknown[]): Promise<void> {
  const scopes = await scopesOf(parts, scopesOfNodes(parts, args), {
    title: vscode.l10n.t('Export Team'),
    several: true,
  });
  const [first] = scopes;
  if (first === undefined) {
    return;
  }
  const what = first.object.kind === 'customer' ? await askWhat(scopes) : 'team';
  if (what === undefined) {
    return;
  }
  const file = await askWhereToSave(vscode.l10n.t('Export Team'), `${namePart(first.object.name)}-team`);
  if (file === undefined) {
    return;
  }
  const read = await withLateProgress(vscode.l10n.t('Reading teams…'), async (signal, progress) => {
    const caller = await parts.stores.of(first.connection).caller.get();
    const wanted = await scopesToRead(scopes, what, signal);
    const grants: HeldGrant[] = [];
    const problems: string[] = [];
    for (const { connection, object } of wanted) {
      const { name } = object;
      const team = await readTeam(connection.client, object, { roles: caller.rolesBy, signal });
      if (team.kind === 'read') {
        grants.push(...team.grants);
      } else {
        problems.push(
          vscode.l10n.t(
            '{0} could not be read. {1}',
            plainLine(name, 80),
            errorMessage(new WaldurError(team.problem)),
          ),
        );
      }
      progress.report({ message: plainLine(name, 60), increment: 100 / wanted.length });
    }
    return { grants, problems };
  });
  if (read.kind === 'error') {
    throw read.error;
  }
  if (read.kind === 'cancelled') {
    return;
  }
  const { grants, problems } = read.value;
  // With a byte order mark spreadsheets, too, read names outside ASCII.
  await vscode.workspace.fs.writeFile(file, Buffer.from(`\uFEFF${writeTeamCsv(grants, listSeparator())}`));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), { preview: false });
  const [problem] = problems;
  if (problem !== undefined) {
    void warnWithReason(
      count(
        problems.length,
        vscode.l10n.t('1 team could not be read and is not in the file. {0}', problem),
        vscode.l10n.t(
          '{0} teams could not be read and are not in the file. First: {1}',
          numberText(problems.length),
          problem,
        ),
      ),
    );
  }
}

async function askWhat(scopes: readonly RoleScope[]): Promise<What | undefined> {
  const [first] = scopes;
  const items: (vscode.QuickPickItem & { readonly what: What })[] = [
    { label: vscode.l10n.t('Team of the organisation'), what: 'team' },
    { label: vscode.l10n.t('Teams of all its projects'), what: 'projects' },
    {
      label: vscode.l10n.t({
        message: 'Both',
        comment: ['The team of the organisation and those of its projects.'],
      }),
      what: 'both',
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title:
      first === undefined || scopes.length > 1
        ? vscode.l10n.t('Export Team')
        : vscode.l10n.t('Export Team of {0}', scopeLabel(first.object)),
  });
  return chosen?.what;
}

async function scopesToRead(
  scopes: readonly RoleScope[],
  what: What,
  signal: AbortSignal,
): Promise<readonly RoleScope[]> {
  if (what === 'team') {
    return scopes;
  }
  const projects: RoleScope[] = [];
  for (const { connection, object } of scopes) {
    const pages = readAllPages(
      (page, call) =>
        listProjects(
          connection.client,
          { customer: object.uuid, field: ['uuid', 'name', 'customer_uuid'], page, page_size: 300 },
          call,
        ),
      { signal },
    );
    for await (const { rows } of pages) {
      projects.push(
        ...rows.map((project): RoleScope => ({
          connection,
          object: {
            kind: 'project',
            uuid: project.uuid,
            customer: object.uuid,
            name: project.name,
            customerName: object.name,
          },
        })),
      );
    }
  }
  return what === 'both' ? [...scopes, ...projects] : projects;
}
