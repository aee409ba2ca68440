import * as vscode from 'vscode';
import { keyOf } from '../access/objects';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import type { GrantScope, HeldGrant } from '../grants/roleTask';
import { parseTeamCsv, type TeamCsv } from '../grants/teamCsv';
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
/** Scopes by which it is found of which server a file is. */
const mostAsked = 3;
/** Milliseconds that a team that was read stands. */
const goodForMs = 60_000;
const background = { lane: 'background' } as const;

export interface TeamHintsParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of' | 'onDidChange'>;
  /** Where a file was imported, if it was. */
  readonly importedTo: (document: vscode.TextDocument) => Connection | undefined;
  /** Told when hints that were given are no longer right. */
  readonly changed: () => void;
}

interface FoundTeam {
  readonly at: number;
  /** Undefined where there is no such scope, several are called so, or it cannot be read. */
  readonly scope: Promise<GrantScope | undefined>;
  /** Uuid of the scope, once it is known. */
  uuid?: string | undefined;
  /** Undefined where it cannot be read; not asked for before it is to be shown. */
  team?: Promise<ReadTeam | undefined>;
}

type ReadTeam = Extract<Team, { kind: 'read' }>;

/**
 * Tells at the end of each line of a team's file what the person has there now. Each scope is looked up once and its team
 * read once a minute, after what people wait for; no team is read while it is not clear of which server the file is.
 */
export class TeamHints implements vscode.Disposable {
  private readonly teams = new Map<string, FoundTeam>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: TeamHintsParts) {
    this.subscription = parts.stores.onDidChange((refs) => {
      const uuids = new Set(refs.map(({ uuid }) => uuid));
      const gone = [...this.teams].filter(([, { uuid }]) => uuid !== undefined && uuids.has(uuid));
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
    const now = new Date();
    const csv = parseTeamCsv(document.getText(), now, { scope: false });
    const scopes = new Map(csv.lines.map((line) => [scopeKey(line), line]));
    const connection = await this.connectionOf(document, csv, [...scopes.values()].slice(0, mostAsked));
    if (connection === undefined) {
      return [];
    }
    const named = [...scopes.keys()].slice(0, mostScopes);
    const shown = csv.lines.filter(
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

  /**
   * The connection that a file is about: the only one, the one it was imported to, that of the server it names, or else of
   * the only server that knows what it names. Undefined where that is not clear, or no one is signed in there.
   */
  private async connectionOf(
    document: vscode.TextDocument,
    csv: TeamCsv,
    lines: readonly TeamLine[],
  ): Promise<Connection | undefined> {
    const { connections } = this.parts.connections;
    const hosts = hostsOf(csv);
    const among = connections.filter(({ info }) =>
      hosts.every((host) => host === new URL(info.baseUrl).host),
    );
    const imported = this.parts.importedTo(document);
    const known = among.length > 1 ? among.find((one) => one === imported) : among[0];
    const ready = (known === undefined ? among : [known]).filter(({ state }) => state.kind === 'ready');
    if (known !== undefined || ready.length < among.length) {
      return known === undefined ? undefined : ready[0];
    }
    const found = await Promise.all(
      ready.map(async (connection) => {
        const scopes = await Promise.all(lines.map((line) => this.found(connection, line).scope));
        return { connection, size: scopes.filter((scope) => scope !== undefined).length };
      }),
    );
    const most = Math.max(0, ...found.map(({ size }) => size));
    const [first, ...others] = found.filter(({ size }) => size > 0 && size === most);
    // Names may be the same on two servers; whoever is signed in twice to one sees more or less of it.
    const isClear =
      first !== undefined &&
      (most === lines.length ? others : found.filter(({ size }) => size > 0)).every(
        ({ connection: { info } }) => info.baseUrl === first.connection.info.baseUrl,
      );
    return isClear ? first.connection : undefined;
  }

  /** What a line names as its place on a server, looked up once a minute. */
  private found(connection: Connection, line: TeamLine): FoundTeam {
    const key = `${connection.info.id}\0${scopeKey(line)}`;
    const known = this.teams.get(key);
    if (known !== undefined && Date.now() - known.at < goodForMs) {
      return known;
    }
    const scope = readable(async () => {
      const text = line.scope[0]?.text;
      const [only, ...more] =
        text === undefined
          ? []
          : await serverLookups(connection.client, []).scopes(line.scopeKind, text, background);
      return more.length === 0 ? only : undefined;
    });
    const entry: FoundTeam = { at: Date.now(), scope };
    this.teams.set(key, entry);
    void scope.then((one) => {
      entry.uuid = one?.uuid;
    });
    return entry;
  }

  private teamOf(connection: Connection, line: TeamLine): Promise<ReadTeam | undefined> {
    const found = this.found(connection, line);
    found.team ??= readable(async () => {
      const scope = await found.scope;
      if (scope === undefined) {
        return undefined;
      }
      const { rolesBy } = await this.parts.stores.of(connection).caller.get();
      const teams = await readTeams(connection.client, [scope], { ...background, roles: rolesBy });
      const team = teams.get(keyOf(scope));
      return team?.kind === 'read' ? team : undefined;
    });
    return found.team;
  }
}

/** What is read, or undefined where the server does not give it. */
async function readable<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof WaldurError) {
      return undefined;
    }
    throw error;
  }
}

/** The servers that a column of them names, each once; imports do not read it. */
function hostsOf({ unread, lines }: TeamCsv): readonly string[] {
  const column = unread.find(({ heading }) => /^(waldur )?server$/i.test(heading));
  const cells = column === undefined ? [] : lines.map(({ row }) => row.cells[column.index]?.trim() ?? '');
  return [
    ...new Set(
      cells
        .filter((cell) => cell !== '')
        .map((cell) => (URL.canParse(cell) ? new URL(cell).host : cell.toLowerCase())),
    ),
  ];
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
