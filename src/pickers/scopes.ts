import * as vscode from 'vscode';
import type { ScopeObject } from '../access/objects';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { description } from '../ui/description';
import { scopeOfCustomer, scopeOfManaging, scopeOfProject } from '../grants/grantScopes';
import { objectRef, refKey } from '../organisations/objectRef';
import type { RoleScope } from '../organisations/roleScope';
import type { ManyItem } from './checkedRows';
import { placesOn } from './search';
import { searchManyStep } from './searchManyStep';
import { plainLine } from '../ui/serverText';
import { runSteps, type StepOutcome, type StepPosition } from '../ui/stepSequence';
import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';
import { listCustomers } from '../waldur/customers';
import { listProjects } from '../waldur/projects';
import type { RecentChoices } from './recentChoices';
import { shortUuid } from '../ui/tellApart';

/** Organisations, projects and managing organisations shown for one search, of each. */
const mostFound = 15;

type ScopeKind = ScopeObject['kind'];

export interface ScopeParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly recentChoices: Pick<RecentChoices, 'organisations'>;
}

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

/** Those a command was called on, else those the person picks; empty when they gave up. */
export async function scopesOf(
  parts: ScopeParts,
  calledOn: readonly RoleScope[],
  question: ScopeQuestion,
): Promise<readonly RoleScope[]> {
  const wanted = calledOn.filter(({ object }) => isWanted(object.kind, question));
  if (wanted.length > 0) {
    const problem = whyNotTogether(wanted);
    if (problem !== undefined) {
      void vscode.window.showWarningMessage(problem);
      return [];
    }
    return question.several ? wanted : wanted.slice(0, 1);
  }
  let picked: readonly RoleScope[] = [];
  const answered = await runSteps([
    {
      run: (position) =>
        scopeStep(parts, question, position, picked, (scopes) => {
          picked = scopes;
        }),
    },
  ]);
  return answered ? picked : [];
}

function isWanted(kind: ScopeKind, { kinds }: ScopeQuestion): boolean {
  return kinds === undefined || kinds.includes(kind);
}

/** Asks for scopes, searching every connection; they must be of one kind and on one server. */
export async function scopeStep(
  { connections: store, recentChoices }: ScopeParts,
  question: ScopeQuestion,
  position: StepPosition,
  chosen: readonly RoleScope[],
  keep: (scopes: readonly RoleScope[]) => void,
): Promise<StepOutcome> {
  const { connections } = store;
  return searchManyStep<ScopeItem>({
    title: question.title,
    position,
    placeholder: question.several
      ? vscode.l10n.t('Search organisations and projects, select some and press Enter')
      : vscode.l10n.t('Search organisations and projects'),
    initial: recentChoices.organisations.list().flatMap(({ connectionId, uuid, name }) => {
      const connection = store.get(connectionId);
      return connection === undefined || !isWanted('customer', question)
        ? []
        : [itemOf({ connection, object: { kind: 'customer', uuid, name } }, connections.length > 1)];
    }),
    chosen: chosen.map((scope) => itemOf(scope, connections.length > 1)),
    source: {
      kind: 'places',
      places: placesOn(connections, async (connection, text, signal) =>
        (await searchScopes(connection, text, question, signal)).map((scope) =>
          itemOf(scope, connections.length > 1),
        ),
      ),
    },
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
      'Select items of one kind only: organisations, projects or managing organisations. Each kind has its own roles and fields.',
    );
  }
  return undefined;
}

async function searchScopes(
  connection: Connection,
  text: string,
  question: ScopeQuestion,
  signal: AbortSignal,
): Promise<readonly RoleScope[]> {
  const { client } = connection;
  const [customers, projects, managing] = await Promise.all([
    isWanted('customer', question)
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
    isWanted('project', question)
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
    isWanted('call-managing-organisation', question)
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
  const key = refKey(objectRef(connection, object));
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
