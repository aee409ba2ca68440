import * as vscode from 'vscode';
import type { ScopeObject } from '../access/objects';
import { connectionName } from '../connections/connectionNames';
import type { Connection } from '../connections/connection';
import { description } from '../ui/description';
import { scopeOfCustomer, scopeOfManaging, scopeOfProject } from '../grants/teamLookups';
import { objectRef, refKey } from '../organisations/objectRef';
import type { RoleScope } from '../organisations/roleScope';
import { type ManyItem, searchManyStep } from './searchManyStep';
import { plainLine } from '../ui/serverText';
import { runSteps, type StepOutcome, type StepPosition } from '../ui/stepSequence';
import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';
import { listCustomers } from '../waldur/customers';
import { listProjects } from '../waldur/projects';
import type { CommandContext } from '../commands/commandContext';
import { RecentChoices } from './recentChoices';
import { nodesOf } from '../tree/targets';
import { shortUuid } from '../ui/tellApart';

/** Organisations, projects and managing organisations shown for one search, of each. */
const mostFound = 15;

export type ScopeKind = ScopeObject['kind'];

export interface ScopeQuestion {
  /** Title of the command. */
  readonly title: string;
  /** Whether more than one is taken. */
  readonly several: boolean;
  /** What it can be; anything when left out. */
  readonly kinds?: readonly ScopeKind[];
}

interface ScopeItem extends ManyItem {
  readonly scope: RoleScope;
}

/** What the nodes a command was called on stand for or stand below; empty when it has to be asked. */
export function scopesOfNodes(
  context: CommandContext,
  args: readonly unknown[],
  kinds?: readonly ScopeKind[],
): readonly RoleScope[] {
  const scopes = nodesOf(context, args).flatMap(({ roleScope }) => roleScope ?? []);
  const wanted = scopes.filter(({ object }) => kinds === undefined || kinds.includes(object.kind));
  return [...new Map(wanted.map((scope) => [keyOfScope(scope), scope])).values()];
}

/** The scopes of the nodes, else those the person picks; empty when they gave up. */
export async function scopesOf(
  context: CommandContext,
  args: readonly unknown[],
  question: ScopeQuestion,
): Promise<readonly RoleScope[]> {
  const ofNodes = scopesOfNodes(context, args, question.kinds);
  if (ofNodes.length > 0) {
    const problem = whyNotTogether(ofNodes);
    if (problem !== undefined) {
      void vscode.window.showWarningMessage(problem);
      return [];
    }
    return question.several ? ofNodes : ofNodes.slice(0, 1);
  }
  let picked: readonly RoleScope[] = [];
  const answered = await runSteps([
    {
      run: (position) =>
        scopeStep(context, question, position, picked, (scopes) => {
          picked = scopes;
        }),
    },
  ]);
  return answered ? picked : [];
}

/** Asks for scopes, searching every connection; they must be of one kind and on one server. */
export async function scopeStep(
  context: CommandContext,
  question: ScopeQuestion,
  position: StepPosition,
  chosen: readonly RoleScope[],
  keep: (scopes: readonly RoleScope[]) => void,
): Promise<StepOutcome> {
  const { connections } = context.connections;
  const recent = new RecentChoices(context.extension.globalState, 'organisations');
  return searchManyStep<ScopeItem>({
    title: question.title,
    position,
    placeholder: question.several
      ? vscode.l10n.t('Search organisations and projects, select some and press Enter')
      : vscode.l10n.t('Search organisations and projects'),
    initial: recent.list().flatMap(({ connectionId, uuid, name }) => {
      const connection = context.connections.get(connectionId);
      const isWanted = question.kinds === undefined || question.kinds.includes('customer');
      return connection === undefined || !isWanted
        ? []
        : [itemOf({ connection, object: { kind: 'customer', uuid, name } }, connections.length > 1)];
    }),
    chosen: chosen.map((scope) => itemOf(scope, connections.length > 1)),
    search: connections.map((connection) => ({
      name: connectionName(connection.info, connections),
      search: async (text, signal) =>
        (await searchScopes(connection, text, question, signal)).map((scope) =>
          itemOf(scope, connections.length > 1),
        ),
    })),
    accept: (items) => {
      const scopes = items.map(({ scope }) => scope);
      if (!question.several && scopes.length > 1) {
        return Promise.resolve(vscode.l10n.t('Select only one.'));
      }
      const problem = whyNotTogether(scopes);
      if (problem === undefined) {
        keep(scopes);
      }
      return Promise.resolve(problem);
    },
  });
}

/** Why scopes cannot be dealt with in one go. */
export function whyNotTogether(scopes: readonly RoleScope[]): string | undefined {
  const [first] = scopes;
  if (scopes.some(({ connection }) => connection !== first?.connection)) {
    return vscode.l10n.t('Select items on one server only. These are on several.');
  }
  if (scopes.some(({ object }) => object.kind !== first?.object.kind)) {
    return vscode.l10n.t(
      'Select items of one kind only: organisations, projects or managing organisations. Each kind has its own roles.',
    );
  }
  return undefined;
}

function keyOfScope({ connection, object }: RoleScope): string {
  return refKey(objectRef(connection, object));
}

async function searchScopes(
  connection: Connection,
  text: string,
  { kinds }: ScopeQuestion,
  signal: AbortSignal,
): Promise<readonly RoleScope[]> {
  const { client } = connection;
  const wanted = (kind: ScopeKind): boolean => kinds === undefined || kinds.includes(kind);
  const [customers, projects, managing] = await Promise.all([
    wanted('customer')
      ? listCustomers(
          client,
          {
            query: text,
            page_size: mostFound,
            field: ['uuid', 'name', 'abbreviation', 'blocked', 'archived'],
          },
          { signal },
        )
      : undefined,
    wanted('project')
      ? listProjects(
          client,
          {
            query: text,
            page_size: mostFound,
            field: ['uuid', 'name', 'customer_uuid', 'customer_name', 'is_removed'],
          },
          { signal },
        )
      : undefined,
    wanted('call-managing-organisation')
      ? listCallManagingOrganisations(client, { customer_keyword: text, page_size: mostFound }, { signal })
      : undefined,
  ]);
  return [
    ...(customers?.rows ?? []).map(scopeOfCustomer),
    ...(projects?.rows ?? []).map((project) => scopeOfProject(project, undefined)),
    ...(managing?.rows ?? []).map(scopeOfManaging),
  ].map((object) => ({ connection, object }));
}

function itemOf(scope: RoleScope, severalServers: boolean): ScopeItem {
  const { connection, object } = scope;
  const key = keyOfScope(scope);
  return {
    key,
    label: plainLine(object.name),
    named: {
      key,
      others: [object.abbreviation, new URL(connection.info.baseUrl).host, shortUuid(object.uuid)],
    },
    iconPath: new vscode.ThemeIcon(iconOf(object.kind)),
    description: description(
      kindLabel(object.kind),
      object.customerName,
      object.state === undefined ? undefined : stateLabel(object.state),
      severalServers ? connection.info.serverName : undefined,
    ),
    scope,
  };
}

function iconOf(kind: ScopeKind): string {
  switch (kind) {
    case 'customer':
      return 'organization';
    case 'project':
      return 'project';
    case 'call-managing-organisation':
      return 'megaphone';
  }
}

/** What a kind of scope is called. */
function kindLabel(kind: ScopeKind): string {
  switch (kind) {
    case 'customer':
      return vscode.l10n.t('organisation');
    case 'project':
      return vscode.l10n.t('project');
    case 'call-managing-organisation':
      return vscode.l10n.t('managing organisation');
  }
}

function stateLabel(state: 'blocked' | 'archived'): string {
  return state === 'blocked' ? vscode.l10n.t('blocked') : vscode.l10n.t('archived');
}
