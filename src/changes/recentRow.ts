import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { serverNameAmong } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { scopeLabel } from '../organisations/scopeLabel';
import { resultOf } from '../runs/result';
import { clockText, numberText } from '../ui/datesAndNumbers';
import { description } from '../ui/description';
import { sentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import { placeOf } from './placeOf';
import { summaryOf } from './resultText';
import { runAuthor, type RunHead } from './runContent';
import { leftOf, type RecentRun } from './runJournals';
import { runName } from './runName';
import type { RunServer } from './runReport';
import { titleOf } from './runTitle';

type Connections = Pick<ConnectionStore, 'connections' | 'get'>;

/** What is told of a run in the list, without the run, which may be large. */
export interface RecentFacts extends RunHead {
  readonly id: string;
  readonly started: string;
  readonly icon: string;
  readonly where: string;
  readonly outcome: string;
}

/** Facts as they are kept, in the language of the day. */
const keptFacts = z.object({
  language: z.string(),
  id: z.string(),
  connectionId: z.string(),
  author: z.optional(runAuthor),
  name: runName,
  started: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  icon: z.string(),
  where: z.string(),
  outcome: z.string(),
});

/** To be kept with a run that is settled, so that it is told at once. */
export function factsToKeep(run: RecentRun): object {
  return { language: vscode.env.language, ...factsOf(run) } satisfies z.infer<typeof keptFacts>;
}

/** Undefined: they are damaged, or in another language, and the run has to be read. */
export function readFacts(kept: unknown): RecentFacts | undefined {
  const { data } = keptFacts.safeParse(kept);
  return data?.language === vscode.env.language ? data : undefined;
}

export interface RecentRow extends vscode.QuickPickItem {
  readonly facts: RecentFacts;
}

export function factsOf(run: RecentRun): RecentFacts {
  const { id, connectionId, author, name, record } = run;
  return {
    id,
    connectionId,
    author,
    name,
    started: record.started,
    icon: iconOf(run),
    where: whereText(run),
    outcome: outcomeText(run),
  };
}

/** What was done, where, when and by whom, and how it ended; the server only where there are several. */
export function rowsOf(all: readonly RecentFacts[], connections: Connections): readonly RecentRow[] {
  const servers = new Set([
    ...connections.connections.map(({ info }) => info.baseUrl),
    ...all.map(({ connectionId }) => baseUrlOf(connectionId)),
  ]);
  const now = new Date();
  return all.map((facts) => ({
    facts,
    label: `$(${facts.icon}) ${plainLine(titleOf(facts.name))}`,
    description: description(
      facts.where,
      clockText(new Date(facts.started), now),
      personText(facts, connections),
      servers.size > 1 ? plainLine(serverText(facts, connections), 60) : undefined,
    ),
    detail: facts.outcome,
  }));
}

/** The server of a run, as far as it is known without its connection. */
export function serverOf({ connectionId, author }: RunHead): RunServer {
  const baseUrl = baseUrlOf(connectionId);
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  return { serverName: author?.serverName ?? host, baseUrl };
}

/** Whoever has to sign in to change anything about a run. */
export function personText({ connectionId, author }: RunHead, connections: Connections): string {
  const info = connections.get(connectionId)?.info;
  if (info !== undefined) {
    return plainLine(info.user.fullName || info.user.username, 60);
  }
  return author === undefined
    ? vscode.l10n.t('signed out')
    : vscode.l10n.t('{0} (signed out)', plainLine(author.fullName, 60));
}

function serverText(head: RunHead, connections: Connections): string {
  const connection = connections.get(head.connectionId);
  return connection === undefined
    ? serverOf(head).serverName
    : serverNameAmong(connection.info, connections.connections);
}

function baseUrlOf(connectionId: string): string {
  return connectionId.slice(0, connectionId.lastIndexOf('#'));
}

function whereText({ record }: RecentRun): string {
  const scopes = new Map(record.tasks.map(placeOf).map((place) => [place.uuid, place]));
  const [first, ...more] = scopes.values();
  if (first === undefined) {
    return '';
  }
  return more.length === 0
    ? scopeLabel(first)
    : vscode.l10n.t({
        message: '{0} and {1} more',
        args: [scopeLabel(first), numberText(more.length)],
        comment: ['The name of an organisation or project, and how many others.'],
      });
}

function iconOf({ isRunning, isUndone, record }: RecentRun): string {
  if (isRunning) {
    return 'sync';
  }
  if (isUndone) {
    return 'discard';
  }
  return leftOf(record).left > 0 ? 'warning' : 'check';
}

/** What came of it. */
function outcomeText({ isRunning, isUndone, name, record }: RecentRun): string {
  if (isRunning) {
    return vscode.l10n.t('In progress.');
  }
  const undone = name.direction === 'undo' ? vscode.l10n.t('Redone later.') : vscode.l10n.t('Undone later.');
  return sentences(isUndone ? undone : '', summaryOf(resultOf(record), name.direction));
}
