import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { errorAction, errorMessage, isCancelled } from '../ui/errorMessage';
import { listText } from '../ui/listText';
import { sentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import { isNotFound } from '../waldur/errors';
import type { Found, ServerAnswer } from './answer';
import { type AssistantParts, InputProblem } from './assistantTool';

/** How a tool reads: behind what people wait for. */
export interface AssistantCall {
  readonly signal: AbortSignal;
  readonly lane: 'background';
}

/** A connection, by what it is called among the others. */
export interface NamedConnection {
  readonly connection: Connection;
  readonly name: string;
}

/**
 * The connections that an assistant may mean.
 * @param server a name or an address; all of them when left out
 * @throws InputProblem where there is none
 */
function connectionsFor(
  { connections: { connections } }: AssistantParts,
  server: string | undefined,
): readonly NamedConnection[] {
  if (connections.length === 0) {
    throw new InputProblem(
      sentences(vscode.l10n.t('You are not signed in to a Waldur server.'), howToSignIn()),
    );
  }
  const all = connections.map((connection) => ({
    connection,
    name: plainLine(connectionName(connection.info, connections)),
  }));
  const meant = server === undefined ? all : all.filter((one) => namesOf(one).includes(folded(server)));
  if (server !== undefined && meant.length === 0) {
    throw new InputProblem(
      vscode.l10n.t(
        'You are not signed in to “{0}”. Your servers: {1}.',
        plainLine(server, 80),
        listText(all.map(({ name }) => name)),
      ),
    );
  }
  return meant;
}

/**
 * Asks each of the connections that may be meant, behind what people wait for. One that fails does not stop the others;
 * one that does not have what is asked for is left out where another has it.
 * @throws InputProblem; WaldurError when cancelled
 */
export async function askServers(
  parts: AssistantParts,
  server: string | undefined,
  signal: AbortSignal,
  ask: (connection: Connection, call: AssistantCall) => Promise<Found>,
): Promise<readonly ServerAnswer[]> {
  const asked = await Promise.all(
    connectionsFor(parts, server).map(async ({ connection, name }) => {
      const by = { server: name, signedInAs: connection.info.user.fullName };
      try {
        return { answer: { ...by, found: await ask(connection, { signal, lane: 'background' }) } };
      } catch (error) {
        if (isCancelled(error)) {
          throw error;
        }
        return { answer: { ...by, found: { problem: problemText(error) } }, isMissing: isNotFound(error) };
      }
    }),
  );
  const there = asked.filter(({ isMissing }) => isMissing !== true);
  return (there.length === 0 ? asked : there).map(({ answer }) => answer);
}

/**
 * The one server that has something, and what was read of it there.
 * @throws InputProblem where none has it, or several; WaldurError where it could not be read
 */
export async function findOn<T>(
  parts: AssistantParts,
  server: string | undefined,
  signal: AbortSignal,
  read: (connection: Connection, call: AssistantCall) => Promise<T>,
): Promise<NamedConnection & { readonly value: T }> {
  const asked = await Promise.allSettled(
    connectionsFor(parts, server).map(async (named) => ({
      ...named,
      value: await read(named.connection, { signal, lane: 'background' }),
    })),
  );
  const [found, ...more] = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (found === undefined) {
    const reasons = asked.map((one): unknown => (one.status === 'rejected' ? one.reason : undefined));
    throw reasons.find((reason) => !isNotFound(reason)) ?? reasons[0];
  }
  if (more.length > 0) {
    throw new InputProblem(
      vscode.l10n.t(
        'Several servers have this: {0}. Name one of them as “server”.',
        listText([found, ...more].map(({ name }) => name)),
      ),
    );
  }
  return found;
}

/** Why something could not be read, and how to sign in where that is why. */
export function problemText(error: unknown): string {
  return sentences(errorMessage(error), errorAction(error) === 'signIn' ? howToSignIn() : '');
}

function howToSignIn(): string {
  return vscode.l10n.t('To sign in, run “Waldur: Sign In…” from the Command Palette.');
}

function namesOf({ connection: { info }, name }: NamedConnection): readonly string[] {
  return [name, info.serverName, info.baseUrl, new URL(info.baseUrl).host].map(folded);
}

function folded(text: string): string {
  return plainLine(text).toLowerCase().replace(/\/$/, '');
}
