import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSampleServer, type SampleServer, type SampleServerOptions } from '../../../src/sample/server';
import { loadWorld, type World } from '../../../src/sample/world';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** Asks a sample server as one of its people; `undefined`: as nobody. */
export type Ask = (
  username: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>;

const recordedWorld = (): World =>
  loadWorld(JSON.parse(readFileSync(join(__dirname, '..', '..', 'recordings', 'world.json'), 'utf8')));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function askOf(server: SampleServer): Ask {
  return async (username, method, path, body, headers) => {
    const token = username === undefined ? {} : { authorization: `Token ${server.tokens[username] ?? ''}` };
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(new URL(path, server.url), {
      method,
      headers: { ...token, ...json, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
}

/** A sample server on the recorded world, at that world's time. */
export async function startRecorded(
  options: Omit<SampleServerOptions, 'world' | 'now'> = {},
): Promise<{ server: SampleServer; ask: Ask }> {
  const world = recordedWorld();
  const start = Date.parse(world.now);
  const began = Date.now();
  const server = await startSampleServer({
    ...options,
    world,
    now: () => new Date(start + Date.now() - began),
  });
  return { server, ask: askOf(server) };
}

/** Uuids of the recorded world that tests name. */
export const known = {
  institute: 'de8443b1cdaf489680a734326bc01d75',
  board: '3244b6de7a084f8dbc242a0f62d02e24',
  walled: '78ec800658274ca8bbe67afaffcd768a',
  blocked: '14e2bd4e4c674646851a07c7a51deed7',
  genome: '9282c73cec424357be66538ee37fcdb8',
  proteome: 'bdf97adbdcf6469da377429060e04167',
  boardOrganisation: 'b0249c84a74c4ef79db07c89f2bff436',
  group: 'c640662a16e942c3bbdd7fa0f22d9531',
  guest: '5b60772d9fad47ec8044628b1df1b971',
  memberUser: 'cbe04baf15fa4eb89c234297c1996503',
};
