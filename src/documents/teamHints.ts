import * as vscode from 'vscode';
import { keyOf } from '../access/objects';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import type { GrantScope, HeldGrant } from '../grants/roleTask';
import { parseTeamCsv } from '../grants/teamCsv';
import type { TeamLine } from '../grants/teamLine';
import { serverLookups } from '../grants/teamLookups';
import { readTeams, type Team } from '../grants/teams';
import { fitsPerson } from '../grants/whoIsMeant';
import { ending } from '../organisations/ending';
import { endingText } from '../organisations/endingText';
import type { OrganisationStores } from '../organisations/organisationStores';
import { roleText } from '../organisations/roleText';
import { description } from '../ui/description';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { WaldurError } from '../waldur/errors';

/** Scopes of which one file reads the teams; lines of others have no hints. */
const mostScopes = 10;
/** Milliseconds that a team that was read stands. */
const goodForMs = 60_000;

export interface TeamHintsParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of' | 'onDidChange'>;
  /** Told when hints that were given are no longer right. */
  readonly changed: () => void;
}

interface ReadTeam {
  readonly at: number;
  /** Uuid of the scope, once it is known. */
  scope?: string | undefined;
  /** Undefined where there is no such scope, or its team cannot be read. */
  readonly team: Promise<Extract<Team, { kind: 'read' }> | undefined>;
}

/**
 * Tells at the end of each line of a team's file what the person has there now. Each scope is looked up once and its team
 * read once a minute, after what people wait for; nothing is asked of a server while it is not clear which one is meant.
 */
export class TeamHints implements vscode.Disposable {
  private readonly teams = new Map<string, ReadTeam>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: TeamHintsParts) {
    this.subscription = parts.stores.onDidChange((refs) => {
      const uuids = new Set(refs.map(({ uuid }) => uuid));
      const gone = [...this.teams].filter(([, { scope }]) => scope !== undefined && uuids.has(scope));
      gone.forEach(([key]) => this.teams.delete(key));
      if (gone.length > 0) {
        parts.changed();
      }
    });
  }

  /** @param document one whose headings are those of a team */
  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const [connection, ...others] = this.parts.connections.connections;
    if (connection === undefined || others.length > 0 || connection.state.kind !== 'ready') {
      return [];
    }
    const now = new Date();
    const { lines } = parseTeamCsv(document.getText(), now, { scope: false });
    const named = [...new Set(lines.map(scopeKey))].slice(0, mostScopes);
    const shown = lines.filter(
      (line) => named.includes(scopeKey(line)) && range.contains(new vscode.Position(line.line - 1, 0)),
    );
    const hints: vscode.InlayHint[] = [];
    for (const line of shown) {
      const team = await this.teamOf(connection, line);
      if (token.isCancellationRequested) {
        return [];
      }
      if (team !== undefined) {
        const end = document.lineAt(line.line - 1).range.end;
        const hint = new vscode.InlayHint(end, stateText(team.grants, line, now));
        hint.paddingLeft = true;
        hints.push(hint);
      }
    }
    return hints;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private teamOf(connection: Connection, line: TeamLine): ReadTeam['team'] {
    const key = scopeKey(line);
    const known = this.teams.get(key);
    if (known !== undefined && Date.now() - known.at < goodForMs) {
      return known.team;
    }
    let found: GrantScope | undefined;
    const team = this.readTeam(connection, line, (scope) => {
      found = scope;
    });
    const entry: ReadTeam = { at: Date.now(), team };
    this.teams.set(key, entry);
    void team.then(() => {
      entry.scope = found?.uuid;
    });
    return team;
  }

  private async readTeam(
    connection: Connection,
    line: TeamLine,
    keep: (scope: GrantScope) => void,
  ): ReadTeam['team'] {
    const { client } = connection;
    const [cell] = line.scope;
    if (cell === undefined) {
      return undefined;
    }
    try {
      const lookups = serverLookups(client, []);
      const options = { lane: 'background' } as const;
      const [scope, ...others] = await lookups.scopes(line.scopeKind, cell.text, options);
      if (scope === undefined || others.length > 0) {
        return undefined;
      }
      keep(scope);
      const { rolesBy } = await this.parts.stores.of(connection).caller.get();
      const teams = await readTeams(client, [scope], { ...options, roles: rolesBy });
      const team = teams.get(keyOf(scope));
      return team?.kind === 'read' ? team : undefined;
    } catch (error) {
      if (error instanceof WaldurError) {
        return undefined;
      }
      throw error;
    }
  }
}

function scopeKey({ scope, scopeKind }: TeamLine): string {
  return [scopeKind ?? '', scope[0]?.text ?? ''].join('\0');
}

/** `now Owner, 3 days left`, or that there is no role. */
function stateText(grants: readonly HeldGrant[], line: TeamLine, now: Date): string {
  const [cell] = line.person;
  const held = cell === undefined ? [] : grants.filter(({ person }) => fitsPerson(person, cell));
  return held.length === 0
    ? vscode.l10n.t('now no role')
    : vscode.l10n.t(
        'now {0}',
        listText(
          held.map(({ role, expiry }) =>
            description(
              plainLine(roleText(role), 60),
              endingText('role', ending(expiry, 30, now)),
            ).replaceAll(' · ', ', '),
          ),
        ),
      );
}
