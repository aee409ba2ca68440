import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { errorAction, errorMessage, isCancelled } from '../ui/errorMessage';
import { listText } from '../ui/listText';
import { sentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import type { CallOptions } from '../waldur/client';
import { isNotFound } from '../waldur/errors';
import type { Found, ServerAnswer } from './answer';
import { type AssistantParts, InputProblem } from './assistantTool';

/** A connection, by what it is called among the others. */
interface NamedConnection {
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
  ask: (connection: Connection, call: CallOptions) => Promise<Found>,
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
