import '../vscodeFake';
import * as vscode from 'vscode';
import type { Connection, ConnectionState } from '../../../src/connections/connection';
import { persona, type PersonaKind } from '../../../src/sample/personas';
import type { SampleServer } from '../../../src/sample/server';
import { WaldurClient } from '../../../src/waldur/client';
import { createFetchTransport } from '../../../src/waldur/http/fetchTransport';
import { connectionInfo } from './fakes';

/** A client of a persona of the sample world. */
export function clientOf(server: SampleServer, kind: PersonaKind): WaldurClient {
  const token = server.tokens[persona(kind).username];
  return new WaldurClient({
    baseUrl: server.url,
    transport: createFetchTransport(),
    token: () => Promise.resolve(token),
    userAgent: 'test',
  });
}

/** A connection of a persona that is ready. @param states tells of others */
export function connectionOf(
  server: SampleServer,
  kind: PersonaKind,
  states = new vscode.EventEmitter<ConnectionState>(),
): Connection {
  return {
    info: connectionInfo(server.url, persona(kind).username, '1'),
    state: { kind: 'ready' },
    onDidChangeState: states.event,
    client: clientOf(server, kind),
  } as unknown as Connection;
}
